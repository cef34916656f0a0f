import type { Diagnostic } from '../../model/diagnostic.ts';
import type { RuleResult } from '../../model/result.ts';
import { diagnosticWords } from '../messages.ts';
import { neutralise } from '../neutralise.ts';
import type { ProblemLevel } from '../problem.ts';
import { NOTHING_DECIDED } from '../problem.ts';
import { resultMessage } from '../result-message.ts';
import type { SarifOptions } from '../reporter.ts';
import type { ArtifactIndex } from './sarif-location.ts';
import { artifactLocation, pointRegion } from './sarif-location.ts';
import type { RuleReference } from './sarif-rules.ts';
import { messageText } from './sarif-text.ts';

const MOST_MESSAGE = 2000;

/**
 * Something that happened while the tool ran (3.58). Level `error` says that the results cannot be taken for complete:
 * an unreadable file, a rule that crashed, a host of which nothing is decided.
 */
export interface Notification {
  readonly level: ProblemLevel;
  readonly descriptor: { readonly id: string };
  readonly [property: string]: unknown;
}

/** What the evidence of a host, or a file of no host, made us say. */
export function diagnosticNotification(
  diagnostic: Diagnostic,
  host: string | null,
  indexOf: ArtifactIndex,
  options: SarifOptions,
): Notification {
  const { message, help } = diagnosticWords(diagnostic);
  const { location } = diagnostic;
  const text = `${host === null ? '' : `${neutralise(host, 200)}: `}${message}.${help === null ? '' : ` ${help}`}`;
  return {
    level: diagnostic.level,
    descriptor: { id: diagnostic.code },
    message: { text: messageText(neutralise(text, MOST_MESSAGE), options) },
    ...(location === null
      ? {}
      : {
          locations: [
            {
              physicalLocation: {
                artifactLocation: artifactLocation(location.artifact, indexOf),
                region: pointRegion(location),
              },
            },
          ],
        }),
  };
}

/** A rule that could not be evaluated. */
export function internalErrorNotification(
  result: RuleResult,
  rule: RuleReference,
  options: SarifOptions,
): Notification {
  return {
    level: 'error',
    descriptor: { id: 'evaluate/internal-error' },
    associatedRule: { id: rule.id, index: rule.index },
    message: { text: messageText(resultMessage(result), options) },
  };
}

/** A host that is not green although no result of it says so. */
export function undecidedNotification(host: string, options: SarifOptions): Notification {
  return {
    level: 'error',
    descriptor: { id: 'evaluate/nothing-decided' },
    message: { text: messageText(`${neutralise(host, 200)}: ${NOTHING_DECIDED}.`, options) },
  };
}

/** A remark on the report itself. */
export function remark(id: string, level: ProblemLevel, text: string): Notification {
  return { level, descriptor: { id: `report/${id}` }, message: { text } };
}
