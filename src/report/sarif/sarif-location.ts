import type { Evidence } from '../../model/lookup.ts';
import type { Location } from '../../model/location.ts';
import type { HostReport, RuleResult } from '../../model/result.ts';
import { lastSegment } from '../../model/key-path.ts';
import { valueLabel } from '../describe-data.ts';
import { neutralise } from '../neutralise.ts';
import { sarifText } from './sarif-text.ts';

/** Excerpts are cut at this length (model/lookup.ts); a region then ends where its snippet does. */
const MOST_EXCERPT = 200;

/** Where an artifact stands in `run.artifacts`, if it does. */
export type ArtifactIndex = (uri: string) => number | undefined;

/** A place without its text, as a diagnostic has it. */
export function pointRegion({ line, column, endLine, endColumn }: Location) {
  return {
    startLine: line,
    startColumn: column,
    ...(endLine === undefined ? {} : { endLine }),
    ...(endColumn === undefined ? {} : { endColumn }),
  };
}

/** Where text that begins at a place ends; a CRLF and a line feed each end a line. */
function endOf(line: number, column: number, text: string) {
  const lines = text.split('\n');
  const last = lines.at(-1) ?? '';
  return lines.length === 1
    ? { endLine: line, endColumn: column + text.length }
    : { endLine: line + lines.length - 1, endColumn: last.length + 1 };
}

/**
 * The region of a piece of evidence with all four numbers, which GitHub asks for, and its text. No byteOffset: the VS
 * Code viewer would take the file for a binary one.
 */
function evidenceRegion({ location, excerpt }: Evidence) {
  const { line, column, endLine, endColumn } = location;
  const isWhole = excerpt.length < MOST_EXCERPT && endLine !== undefined && endColumn !== undefined;
  return {
    startLine: line,
    startColumn: column,
    ...(isWhole ? { endLine, endColumn } : endOf(line, column, excerpt)),
    ...(excerpt === '' ? {} : { snippet: { text: sarifText(excerpt) } }),
  };
}

export function artifactLocation(uri: string, indexOf: ArtifactIndex) {
  const index = indexOf(uri);
  return { uri, ...(index === undefined ? {} : { index }) };
}

function physicalLocation(evidence: Evidence, indexOf: ArtifactIndex) {
  return {
    artifactLocation: artifactLocation(evidence.location.artifact, indexOf),
    region: evidenceRegion(evidence),
  };
}

/**
 * Line 1 of the host's first file: what stands for a place where nothing was collected, because GitHub refuses a
 * result without a location.
 */
function nowhere(host: HostReport, indexOf: ArtifactIndex) {
  const uri = host.artifacts[0]?.artifact ?? encodeURIComponent(neutralise(host.source));
  return {
    artifactLocation: artifactLocation(uri, indexOf),
    region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
  };
}

/** The registry's own place: value, key and host; the kinds are ours, SARIF lists none for a registry (3.33.7). */
function logicalLocations({ rule, host }: RuleResult) {
  return [
    {
      name: sarifText(valueLabel(rule.value)),
      fullyQualifiedName: sarifText(`${rule.key}\\${rule.value}`),
      kind: 'registryValue',
    },
    { name: sarifText(lastSegment(rule.key)), fullyQualifiedName: sarifText(rule.key), kind: 'registryKey' },
    { name: neutralise(host), fullyQualifiedName: neutralise(host), kind: 'host' },
  ];
}

/** Where a result is shown. */
export function resultLocation(
  result: RuleResult,
  evidence: Evidence | null,
  host: HostReport,
  indexOf: ArtifactIndex,
) {
  return {
    physicalLocation: evidence === null ? nowhere(host, indexOf) : physicalLocation(evidence, indexOf),
    logicalLocations: logicalLocations(result),
  };
}

/** Another place that a result speaks of; `id` is its number within the result. */
export function relatedLocation(id: number, evidence: Evidence, message: string, indexOf: ArtifactIndex) {
  return { id, physicalLocation: physicalLocation(evidence, indexOf), message: { text: message } };
}
