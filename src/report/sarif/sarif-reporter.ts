import type { HostReport, RunHeader } from '../../model/result.ts';
import { isUndecided } from '../problem.ts';
import type { PartedReporter, Reporter, ReportOptions, ReportPiece, SarifOptions } from '../reporter.ts';
import { utf8Bytes } from '../text-size.ts';
import { diagnosticNotification, internalErrorNotification, undecidedNotification } from './sarif-notifications.ts';
import type { SarifPart } from './sarif-part.ts';
import { openPart } from './sarif-part.ts';
import { sarifResult, verdictOf } from './sarif-result.ts';
import { ruleCatalogue } from './sarif-rules.ts';
import type { RuleCatalogue } from './sarif-rules.ts';

/** How much one file may hold. */
export interface SarifLimits {
  readonly results: number;
  /** UTF-8 bytes. */
  readonly bytes: number;
}

/**
 * What GitHub takes (docs.github.com, SARIF limits): 25,000 results a run, and 10 MB a file after gzip. How far gzip
 * gets cannot be known before, but it never makes a text larger worth speaking of, so the bytes before it are counted.
 */
export const GITHUB_LIMITS: SarifLimits = { results: 25_000, bytes: 9_900_000 };

const NO_LIMITS: SarifLimits = { results: Infinity, bytes: Infinity };

interface State {
  readonly run: RunHeader;
  readonly catalogue: RuleCatalogue;
  readonly parts: SarifPart[];
  /** The part that is written to. */
  part: SarifPart;
}

/** What is to be said of a host besides its results. */
function notifyOf(host: HostReport, { part, catalogue }: State, options: SarifOptions): void {
  for (const diagnostic of host.diagnostics) {
    if (diagnostic.level === 'note' && options.results !== 'all') continue;
    part.notify(diagnosticNotification(diagnostic, host.name, part.indexOf, options));
  }
  for (const result of host.results) {
    if (result.outcome !== 'error') continue;
    part.notify(internalErrorNotification(result, catalogue.referenceTo(result.pack, result.rule.id), options));
  }
  if (isUndecided(host)) part.notify(undecidedNotification(host.name, options));
}

/** A SARIF log in as many files as the limits ask for; results keep their order, and each file is complete. */
export function sarifParts(given: ReportOptions, limits: SarifLimits = GITHUB_LIMITS): PartedReporter {
  const options = given.sarif ?? {};
  let state: State | null = null;
  const stateOf = (): State => {
    if (state === null) throw new Error('the SARIF report was not begun');
    return state;
  };

  const nextPart = (current: State, host: HostReport): ReportPiece => {
    const part = openPart(current.parts.length + 1, current.run, current.catalogue, options);
    current.parts.push(part);
    current.part = part;
    part.addArtifacts(host);
    return { part: current.parts.length, text: part.head };
  };

  return {
    begin: (run) => {
      const catalogue = ruleCatalogue(run, options);
      const part = openPart(1, run, catalogue, options);
      state = { run, catalogue, parts: [part], part };
      return [{ part: 1, text: part.head }];
    },
    host: (host) => {
      const current = stateOf();
      const pieces: ReportPiece[] = [];
      // Hosts without a single problem fill a file too: their evidence is listed.
      if (current.part.bytes() > limits.bytes) pieces.push(nextPart(current, host));
      else current.part.addArtifacts(host);
      notifyOf(host, current, options);
      for (const result of host.results) {
        const verdict = verdictOf(result, current.run.gate, options);
        if (verdict === null) continue;
        const rule = current.catalogue.referenceTo(result.pack, result.rule.id);
        const write = (part: SarifPart): string =>
          part.resultText(sarifResult(result, { host, rule, verdict, indexOf: part.indexOf, options }));
        let text = write(current.part);
        if (isFull(current.part, text, limits)) {
          pieces.push(nextPart(current, host));
          text = write(current.part);
        }
        current.part.count(text);
        pieces.push({ part: current.parts.length, text });
      }
      return pieces;
    },
    end: (summary) => {
      const { parts, part } = stateOf();
      for (const diagnostic of summary.diagnostics)
        part.notify(diagnosticNotification(diagnostic, null, part.indexOf, options));
      return parts.flatMap((each, i) => each.close(summary, parts.length).map((text) => ({ part: i + 1, text })));
    },
  };
}

/** Whether a part has no room for one more result; an empty part takes any. */
function isFull(part: SarifPart, text: string, limits: SarifLimits): boolean {
  if (part.results() === 0) return false;
  return part.results() >= limits.results || part.bytes() + utf8Bytes(text) > limits.bytes;
}

/** A SARIF log in one file, whatever its size. */
export function sarifReporter(options: ReportOptions): Reporter {
  const parts = sarifParts(options, NO_LIMITS);
  const textOf = (pieces: readonly ReportPiece[]): string => pieces.map(({ text }) => text).join('');
  return {
    begin: (run) => textOf(parts.begin(run)),
    host: (host) => textOf(parts.host(host)),
    end: (summary) => parts.end(summary).map(({ text }) => text),
  };
}
