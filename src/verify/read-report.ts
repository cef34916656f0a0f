import { UsageError } from '../model/errors.ts';
import type { RunHeader } from '../model/result.ts';
import type { JsonObject } from './json-differences.ts';
import { isJsonObject } from './json-differences.ts';

/** What a JSON report states, as far as verifying has to understand it; the rest is only compared. */
export interface StatedReport {
  readonly document: JsonObject;
  readonly toolVersion: string;
  readonly evaluatedAt: string;
  readonly options: RunHeader['options'];
  readonly packs: readonly StatedPack[];
  readonly hosts: readonly StatedHost[];
  readonly results: readonly JsonObject[];
  readonly diagnostics: readonly JsonObject[];
}

export interface StatedPack {
  readonly id: string;
  readonly profile: string;
  readonly sha256: string;
}

/** From the last segment of the host's path on; of a host that is named otherwise, the file's own name. */
function ownPathOf(source: string, artifact: string): string {
  const isBelow = artifact === source || artifact.startsWith(`${source}/`);
  return artifact.slice((isBelow ? source : artifact).lastIndexOf('/') + 1);
}

export interface StatedHost {
  readonly name: string;
  readonly source: string;
  readonly artifacts: readonly StatedArtifact[];
}

export interface StatedArtifact {
  readonly artifact: string;
  readonly sha256: string;
  /** The end of its path that names it within its host and the host by its path: evidence may move, not change names. */
  readonly ownPath: string;
}

/** The options that a report states (commands/scan.ts): anything else was written by somebody else. */
const OPTION_NAMES: ReadonlySet<string> = new Set([
  'pack',
  'profile',
  'rule',
  'skip-rule',
  'severity',
  'fail-on',
  'missing-evidence',
  'host',
  'map',
  'control-set',
  'encoding',
  'input-format',
  'commandLine',
]);
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/u;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What else of regaudit's reports a text is, by its first characters. */
function otherReport(text: string, value: unknown): string | null {
  if (isJsonObject(value) && Array.isArray(value['runs'])) return 'a SARIF report';
  if (/^\s*<!doctype html/iu.test(text)) return 'an HTML report';
  if (/^\s*<\?xml|^\s*<testsuites/u.test(text)) return 'a JUnit report';
  const first = parsed(/^[^\n]*/u.exec(text)?.[0] ?? '');
  if (isJsonObject(first) && typeof first['rule'] === 'string') return 'a JSON Lines report';
  return null;
}

/** Members of an object with their types checked; every one that is wrong becomes a problem. */
function reader(problems: string[]) {
  const wrong = (path: string, expected: string): void => void problems.push(`${path}: expected ${expected}`);
  return {
    text: (object: JsonObject, name: string, path: string): string => {
      const value = object[name];
      if (typeof value === 'string') return value;
      wrong(`${path}${name}`, 'text');
      return '';
    },
    objects: (object: JsonObject, name: string, path: string): readonly JsonObject[] => {
      const value = object[name];
      const list: readonly unknown[] = Array.isArray(value) ? value : [];
      if (!Array.isArray(value) || !list.every(isJsonObject)) wrong(`${path}${name}`, 'a list of objects');
      return list.filter(isJsonObject);
    },
  };
}

function isOptionValue(value: unknown): value is RunHeader['options'][string] {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** Reads a JSON report; throws a UsageError that says what `file` is instead, or what is wrong with it. */
export function readReport(file: string, text: string): StatedReport {
  const document = parsed(text);
  if (!isJsonObject(document) || !('schemaVersion' in document)) {
    const other = otherReport(text, document);
    throw new UsageError([
      other === null
        ? `${file} is no report of regaudit`
        : `${file} is ${other}; verify needs the JSON report (scan -f json=FILE), which states all that a scan stands on`,
    ]);
  }
  const problems: string[] = [];
  const { text: textOf, objects } = reader(problems);
  const version = textOf(document, 'schemaVersion', '');
  if (!version.startsWith('1.')) problems.push(`schemaVersion: expected 1.x, found ${version}`);
  const tool = isJsonObject(document['tool']) ? document['tool'] : {};
  const options = isJsonObject(document['options']) ? document['options'] : {};
  for (const [name, value] of Object.entries(options)) {
    if (!isOptionValue(value)) problems.push(`options.${name}: expected text, a number or a list of texts`);
    else if (!OPTION_NAMES.has(name)) problems.push(`options.${name}: expected an option of regaudit scan`);
  }
  if (!INSTANT.test(textOf(document, 'evaluatedAt', ''))) problems.push('evaluatedAt: expected an ISO 8601 instant');
  const report: StatedReport = {
    document,
    toolVersion: textOf(tool, 'version', 'tool.'),
    evaluatedAt: textOf(document, 'evaluatedAt', ''),
    options: options as RunHeader['options'],
    packs: objects(document, 'packs', '').map((pack, i) => ({
      id: textOf(pack, 'id', `packs[${i}].`),
      profile: textOf(pack, 'profile', `packs[${i}].`),
      sha256: textOf(pack, 'sha256', `packs[${i}].`),
    })),
    hosts: objects(document, 'hosts', '').map((host, i) => ({
      name: textOf(host, 'name', `hosts[${i}].`),
      source: textOf(host, 'source', `hosts[${i}].`),
      artifacts: objects(host, 'artifacts', `hosts[${i}].`).map((stated, j) => {
        const artifact = textOf(stated, 'artifact', `hosts[${i}].artifacts[${j}].`);
        const sha256 = textOf(stated, 'sha256', `hosts[${i}].artifacts[${j}].`);
        return { artifact, sha256, ownPath: ownPathOf(textOf(host, 'source', `hosts[${i}].`), artifact) };
      }),
    })),
    results: objects(document, 'results', ''),
    diagnostics: objects(document, 'diagnostics', ''),
  };
  if (problems.length > 0)
    throw new UsageError(problems.map((problem) => `${file} is no report of regaudit: ${problem}`));
  return report;
}
