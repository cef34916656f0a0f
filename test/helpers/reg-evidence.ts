import iconv from 'iconv-lite';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { everyKey, type Interest, type PathAlias } from '../../src/model/interest.ts';
import { parseKeyPath } from '../../src/model/key-path.ts';
import type { Observation } from '../../src/model/observation.ts';
import type { HostReport, SelectedPack } from '../../src/model/result.ts';
import { evaluate } from '../../src/evaluate/evaluate.ts';
import { normalise, type NormalisedHost } from '../../src/normalise/normalise.ts';
import { foldArtifact } from '../../src/normalise/part-view.ts';
import { readArtifact, type ReadResult } from '../../src/parse/read-artifact.ts';
import { convert, type ConvertedValue } from '../../src/convert.ts';
import { compileWanted, type HostInput, type HostScan, type ScanOptions } from '../../src/scan.ts';
import { optionsFor, scanAll, sourceOf } from './scan-files.ts';

export const PROFILES = ['documented', 'strict', 'effective'] as const;

/** The eight rules in the order of the pack, as short names: `ws` is the WOW6432Node SystemDefaultTlsVersions. */
export const SHORT_NAMES: Readonly<Record<string, string>> = {
  'aadc-net4-wow-systemdefaulttls': 'wow-default',
  'aadc-net4-wow-schusestrongcrypto': 'wow-strong',
  'aadc-net4-systemdefaulttls': 'net-default',
  'aadc-net4-schusestrongcrypto': 'net-strong',
  'aadc-tls12-server-enabled': 'server-enabled',
  'aadc-tls12-server-disabledbydefault': 'server-default',
  'aadc-tls12-client-enabled': 'client-enabled',
  'aadc-tls12-client-disabledbydefault': 'client-default',
};

export const HEADER = 'Windows Registry Editor Version 5.00';
export const SCHANNEL = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL';
export const PROTOCOLS = `${SCHANNEL}\\Protocols`;
export const TLS12 = `${PROTOCOLS}\\TLS 1.2`;
export const CLIENT = `${TLS12}\\Client`;
export const SERVER = `${TLS12}\\Server`;
export const NET = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319';
export const WOW = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\WOW6432Node\\Microsoft\\.NETFramework\\v4.0.30319';
export const VERSION = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';

export const ON = '"Enabled"=dword:00000001';
export const OFF = '"Enabled"=dword:00000000';
export const NOT_BY_DEFAULT = '"DisabledByDefault"=dword:00000000';

/** A block of an export: its header, its values and the empty line after them. */
export function block(key: string, ...values: readonly string[]): string {
  return [`[${key}]`, ...values, '', ''].join('\r\n');
}

/** The text of a file: header, empty line, blocks. */
export function regText(...blocks: readonly string[]): string {
  return `${HEADER}\r\n\r\n${blocks.join('')}`;
}

/** UTF-16LE with a byte order mark, as registry editors write. */
export function utf16(text: string): Uint8Array {
  return iconv.encode(text, 'utf-16le', { addBOM: true });
}

type Content = string | Uint8Array;

/** Texts become UTF-16LE; bytes stay. */
export function hostOf(
  files: Content | readonly Content[],
  more: Partial<HostInput> & { chunkSize?: number } = {},
): HostInput {
  const { chunkSize, ...rest } = more;
  const list: readonly Content[] = typeof files === 'string' || files instanceof Uint8Array ? [files] : files;
  const sources = list.map((content, i) =>
    sourceOf(`${String.fromCharCode(97 + i)}.reg`, typeof content === 'string' ? utf16(content) : content, chunkSize),
  );
  return { source: 'evidence', displayName: 'evidence', givenName: null, sources, ...rest };
}

const OPTIONS = new Map(PROFILES.map((profile) => [profile as string, optionsFor(profile)]));

export type Profile = (typeof PROFILES)[number];
export type ScanSettings = Partial<ScanOptions> & Partial<Pick<HostInput, 'givenName'>> & { chunkSize?: number };

/** Scans one host made of the given files. */
export async function scanOne(
  files: Content | readonly Content[],
  profile: Profile = 'documented',
  settings: ScanSettings = {},
): Promise<HostScan> {
  const { givenName = null, chunkSize, ...more } = settings;
  const options = { ...(OPTIONS.get(profile) ?? optionsFor(profile)), ...more };
  const input = hostOf(files, chunkSize === undefined ? { givenName } : { givenName, chunkSize });
  const [scan] = await scanAll([input], options);
  if (!scan) throw new Error('no host');
  return scan;
}

/** Scans one host whose evidence must be usable. */
export async function report(
  files: Content | readonly Content[],
  profile: Profile = 'documented',
  settings: ScanSettings = {},
): Promise<HostReport> {
  const scan = await scanOne(files, profile, settings);
  if (!scan.report) throw new Error(`rejected: ${scan.rejected.map(({ code }) => code).join(' ')}`);
  return scan.report;
}

export type Verdicts = Readonly<Record<string, string>>;

/** `outcome reason` by short rule name. */
export function verdictsOf(host: HostReport): Verdicts {
  return Object.fromEntries(
    host.results.map(({ rule, outcome, reason }) => [SHORT_NAMES[rule.id] ?? rule.id, `${outcome} ${reason}`]),
  );
}

/** Outcomes by short rule name. */
export function outcomesOf(host: HostReport): Verdicts {
  return Object.fromEntries(host.results.map(({ rule, outcome }) => [SHORT_NAMES[rule.id] ?? rule.id, outcome]));
}

/** `outcome reason` of one rule, by its short name. */
export async function verdict(
  rule: string,
  files: Content | readonly Content[],
  profile: Profile = 'documented',
  settings: ScanSettings = {},
): Promise<string> {
  return verdictsOf(await report(files, profile, settings))[rule] ?? 'no such rule';
}

/** What one artifact's parser handed out. */
export interface Reading {
  readonly result: ReadResult;
  readonly observations: readonly Observation[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads one file; everything unless an interest is given. */
export async function readReg(
  content: Content,
  more: { interest?: Interest; chunkSize?: number; encoding?: string | null; inputFormat?: 'reg' | null } = {},
): Promise<Reading> {
  const observations: Observation[] = [];
  const diagnostics: Diagnostic[] = [];
  const bytes = typeof content === 'string' ? utf16(content) : content;
  const result = await readArtifact({
    artifact: 'a.reg',
    chunks: sourceOf('a.reg', bytes, more.chunkSize).open(),
    interest: more.interest ?? everyKey(),
    encoding: more.encoding ?? null,
    inputFormat: more.inputFormat ?? null,
    emit: (observation) => void observations.push(observation),
    report: (diagnostic) => void diagnostics.push(diagnostic),
  });
  return { result, observations, diagnostics };
}

/** The form of each part of a text: `export`, `truncated: ends-inside-value`, `instructions: comment`. */
export async function formsOf(content: Content): Promise<readonly string[]> {
  const { observations } = await readReg(content);
  return observations.flatMap((observation) => {
    if (observation.kind !== 'part-end') return [];
    const { form } = observation;
    return [form.kind === 'export' ? 'export' : `${form.kind}: ${form.because}`];
  });
}

/** The normalised host of several files, read with the given interest. */
export async function normalised(
  files: readonly Content[],
  interest: Interest,
  more: { maps?: readonly PathAlias[]; controlSet?: number | null } = {},
): Promise<NormalisedHost> {
  const views = [];
  for (const [i, content] of files.entries()) {
    const { observations } = await readReg(content, { interest });
    const fold = foldArtifact(`${String.fromCharCode(97 + i)}.reg`);
    for (const observation of observations) fold.add(observation);
    views.push(...fold.views());
  }
  return normalise({ views, maps: more.maps ?? [], controlSet: more.controlSet ?? null, isOneComputer: false });
}

/** What the built-in pack asks for. */
export function builtInInterest(): Interest {
  return compileWanted({ selected: selectedPacks('documented'), maps: [] });
}

export function selectedPacks(profile: Profile): readonly SelectedPack[] {
  return (OPTIONS.get(profile) ?? optionsFor(profile)).selected;
}

/** Outcomes of a snapshot in all profiles: `documented server-enabled: pass`. */
export function outcomesIn(host: NormalisedHost): readonly string[] {
  return PROFILES.flatMap((profile) =>
    evaluate(host.snapshot, selectedPacks(profile), 'host').results.map(
      ({ rule, outcome }) => `${profile} ${SHORT_NAMES[rule.id] ?? rule.id}: ${outcome}`,
    ),
  );
}

/** `--map FROM=TO`. */
export function mapOf(text: string): PathAlias {
  const [from, to] = text.split('=').map((path) => parseKeyPath(path)?.path);
  if (!from || !to) throw new Error(`no map: ${text}`);
  return { from, to };
}

/** Everything that an import of one file stores. */
export async function converted(content: Content, encoding: string | null = null): Promise<readonly ConvertedValue[]> {
  const options = { maps: [], controlSet: null, encoding, inputFormat: null };
  for await (const { values } of convert([hostOf(content)], options)) return [...values];
  return [];
}
