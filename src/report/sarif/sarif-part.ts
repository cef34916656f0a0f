import type { HostReport, RunHeader, RunSummary } from '../../model/result.ts';
import { runSummaryText } from '../describe-run.ts';
import { jsonText } from '../json/json-text.ts';
import { neutralise } from '../neutralise.ts';
import type { SarifOptions } from '../reporter.ts';
import { utf8Bytes } from '../text-size.ts';
import { artifactObject, automationDetails, custodyObject, toolObject } from './sarif-head.ts';
import type { ArtifactIndex } from './sarif-location.ts';
import type { Notification } from './sarif-notifications.ts';
import { remark } from './sarif-notifications.ts';
import type { RuleCatalogue } from './sarif-rules.ts';

/** Notifications below level error that one file keeps; hostile evidence can make any number of them. */
const MOST_NOTIFICATIONS = 1000;

/** One file of a SARIF report while it is written. */
export interface SarifPart {
  /** Everything up to the first result. */
  readonly head: string;
  readonly indexOf: ArtifactIndex;
  /** Lists the files of a host. */
  readonly addArtifacts: (host: HostReport) => void;
  readonly notify: (notification: Notification) => void;
  /** The text of one more result. */
  readonly resultText: (result: object) => string;
  /** Counts a result whose text was written. */
  readonly count: (text: string) => void;
  readonly results: () => number;
  /** The UTF-8 bytes of what the file holds so far. */
  readonly bytes: () => number;
  /** Everything after the last result. */
  readonly close: (summary: RunSummary, parts: number) => readonly string[];
}

function headText(part: number, run: RunHeader, catalogue: RuleCatalogue, options: SarifOptions): string {
  const details = automationDetails(part, options);
  const members = {
    tool: toolObject(run, catalogue),
    ...(catalogue.taxonomies.length > 0 ? { taxonomies: catalogue.taxonomies } : {}),
    ...(details === null ? {} : { automationDetails: details }),
    columnKind: 'utf16CodeUnits',
    properties: custodyObject(run),
  };
  const text = jsonText(members, 2).replace(/\n {4}\}$/, '');
  return `{
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    ${text},
      "results": [`;
}

/** A tool that ran to its end succeeded whatever it found; GitHub refuses the whole file of one that did not. */
function hasSucceeded(summary: RunSummary): boolean {
  return summary.hosts > 0 && !summary.gate.causes.some(({ kind }) => kind === 'internal-error');
}

function itemText(item: object, isFirst: boolean): string {
  return `${isFirst ? '' : ','}\n        ${jsonText(item, null)}`;
}

function arrayEnd(count: number): string {
  return count > 0 ? '\n      ]' : ']';
}

/** What the cap on notifications left out, and which of several files this is. */
function remarks(part: number, parts: number, dropped: number): readonly Notification[] {
  return [
    ...(dropped > 0 ? [remark('more-diagnostics', 'warning', `${dropped} more diagnostics are not listed here.`)] : []),
    ...(parts > 1 ? [remark('split', 'note', `This is part ${part} of ${parts} of one report.`)] : []),
  ];
}

/**
 * Opens a file. Members of an object may stand in any order, so results are written as they come; the artifacts that
 * they refer to, and the notifications, are kept as text and follow: a few hundred bytes a file of evidence.
 */
export function openPart(part: number, run: RunHeader, catalogue: RuleCatalogue, options: SarifOptions): SarifPart {
  const head = headText(part, run, catalogue, options);
  const indexes = new Map<string, number>();
  const artifacts: string[] = [];
  const notifications: string[] = [];
  let dropped = 0;
  let results = 0;
  let bytes = utf8Bytes(head);

  const keep = (list: string[], item: object): void => {
    const text = itemText(item, list.length === 0);
    bytes += utf8Bytes(text);
    list.push(text);
  };
  return {
    head,
    indexOf: (uri) => indexes.get(uri),
    addArtifacts: (host) => {
      for (const artifact of host.artifacts) {
        if (indexes.has(artifact.artifact)) continue;
        indexes.set(artifact.artifact, artifacts.length);
        keep(artifacts, artifactObject(artifact));
      }
    },
    notify: (notification) => {
      if (notification.level === 'error' || notifications.length < MOST_NOTIFICATIONS)
        keep(notifications, notification);
      else dropped += 1;
    },
    resultText: (result) => itemText(result, results === 0),
    count: (text) => {
      results += 1;
      bytes += utf8Bytes(text);
    },
    results: () => results,
    bytes: () => bytes,
    close: (summary, parts) => {
      for (const each of remarks(part, parts, dropped)) keep(notifications, each);
      const invocation = {
        executionSuccessful: hasSucceeded(summary),
        exitCode: summary.gate.exitCode,
        exitCodeDescription: neutralise(runSummaryText(run, summary), 1000),
        endTimeUtc: run.evaluatedAt,
      };
      const invocationText = jsonText(invocation, 4).replace(/\n {8}\}$/, '');
      return [
        `${arrayEnd(results)},\n      "artifacts": [`,
        ...artifacts,
        `${arrayEnd(artifacts.length)},\n      "invocations": [\n        ${invocationText},\n          "toolExecutionNotifications": [`,
        ...notifications,
        `${arrayEnd(notifications.length)}\n        }\n      ]\n    }\n  ]\n}\n`,
      ];
    },
  };
}
