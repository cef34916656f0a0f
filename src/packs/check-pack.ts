import { parseKeyPath } from '../model/key-path.ts';
import type { RegType } from '../model/registry-type.ts';
import type { CheckKind } from '../model/rule.ts';
import { describeValue, quoted } from './describe-value.ts';
import type { Finding } from './finding.ts';
import { childPointer } from './finding.ts';
import type { PackNode, PlainValue } from './pack-node.ts';

/** A place in the pack's tree. */
interface Spot {
  readonly node: PackNode;
  readonly pointer: string;
}

type Report = (spot: Spot, expected: string, actual?: string) => void;

/**
 * What a JSON Schema cannot say: ids that repeat, keys without a root, data that do not fit a type, empty ranges,
 * headlines that name no value, a remediation that does not comply. Looks only at values of the right shape, so
 * that it can run beside the schema's findings.
 */
export function checkPack(root: PackNode): readonly Finding[] {
  const findings: Finding[] = [];
  const report: Report = ({ node, pointer }, expected, actual = describeValue(node)) => {
    findings.push({ offset: node.offset, pointer, expected, actual });
  };
  const pack: Spot = { node: root, pointer: '' };
  for (const list of ['profiles', 'rules', 'headlines', 'context']) checkIds(items(pack, list), report);
  for (const rule of items(pack, 'rules')) checkRule(rule, report);
  for (const headline of items(pack, 'headlines')) {
    for (const check of checksIn(at(headline, 'when'))) {
      checkCheck(check, report);
      checkTarget(check, report);
    }
  }
  for (const statement of items(pack, 'context')) {
    const max = at(statement, 'maxVersion');
    const from = versionOf(textAt(statement, 'minVersion'));
    const to = versionOf(max?.node.value ?? null);
    if (max && from && to && isBefore(to, from)) report(max, 'a version that is not below minVersion');
  }
  return findings;
}

function checkIds(spots: readonly Spot[], report: Report): void {
  const owners = new Map<string, Spot>();
  for (const spot of spots) {
    const id = at(spot, 'id');
    if (!id || typeof id.node.value !== 'string') continue;
    const owner = owners.get(id.node.value);
    if (owner) report(id, 'an id of its own', `${quoted(id.node.value)}, which ${owner.pointer} has`);
    else owners.set(id.node.value, spot);
  }
}

function checkRule(rule: Spot, report: Report): void {
  checkKey(at(rule, 'key'), report);
  const checks = [...checksIn(at(rule, 'check')), ...checksIn(at(rule, 'effective'))];
  for (const check of checks) checkCheck(check, report);
  const builds = at(at(rule, 'applicability'), 'osBuild');
  const max = at(builds, 'max');
  const min = numberAt(builds, 'min');
  if (max && min !== null && typeof max.node.value === 'number' && max.node.value < min) {
    report(max, `a build from ${min} up, which is min`);
  }
  checkRemediation(rule, report);
}

/** A fix that leaves its own rule failing is a mistake in one of the two. */
function checkRemediation(rule: Spot, report: Report): void {
  const set = at(at(rule, 'remediation'), 'set');
  const data = at(set, 'data');
  const type = typeAt(set, null);
  if (!data || type === null) return;
  const expected = expectedData(type, data.node.value);
  if (expected !== null) return report(data, expected);
  const check = at(rule, 'check');
  const demanded = at(check, 'data');
  if (textAt(check, 'kind') !== 'equals' || !demanded || at(check, 'key') || at(check, 'value')) return;
  const demandedType = typeAt(check, 'REG_DWORD');
  if (demandedType === null || expectedData(demandedType, demanded.node.value) !== null) return;
  if (type !== demandedType || JSON.stringify(data.node.value) !== JSON.stringify(demanded.node.value)) {
    const found = `${type} ${JSON.stringify(data.node.value)}`;
    report(data, `what the check demands, ${demandedType} ${JSON.stringify(demanded.node.value)}`, found);
  }
}

function checkKey(key: Spot | null, report: Report): void {
  const text = key?.node.value;
  if (!key || typeof text !== 'string' || text === '') return;
  const path = parseKeyPath(text);
  // oxlint-disable-next-line no-control-regex
  if (/[\0-\x1f]/u.test(text)) report(key, 'a key path without line breaks and control characters');
  else if (text.includes('*')) report(key, 'a key path without *');
  else if (path === null) report(key, 'a key path that begins with a root such as HKLM or HKEY_LOCAL_MACHINE');
  else if (path.host !== null) report(key, 'a key path without a host name');
}

/** The check and all checks inside it. */
function checksIn(check: Spot | null): readonly Spot[] {
  if (!check) return [];
  return [check, ...items(check, 'checks').flatMap(checksIn), ...checksIn(at(check, 'check'))];
}

function checkCheck(check: Spot, report: Report): void {
  checkKey(at(check, 'key'), report);
  const data = at(check, 'data');
  const type = typeAt(check, 'REG_DWORD');
  if (!data || type === null) return;
  const isDefault = !at(check, 'type');
  const listed = textAt(check, 'kind') === 'oneOf' ? items(check, 'data') : [data];
  for (const datum of listed) {
    const expected = expectedData(type, datum.node.value);
    if (expected !== null) report(datum, isDefault ? `${expected}, the type when none is given` : expected);
  }
}

const WITHOUT_TARGET: readonly string[] = ['allOf', 'anyOf', 'not', 'schannelProtocol'] satisfies readonly CheckKind[];

/** No rule stands behind a headline's check. */
function checkTarget(check: Spot, report: Report): void {
  const kind = textAt(check, 'kind');
  if (kind === null || WITHOUT_TARGET.includes(kind)) return;
  for (const name of ['key', 'value']) {
    if (!at(check, name))
      report(check, `the property ${quoted(name)}, because a headline has no rule`, 'no such property');
  }
}

/** The types that the schema allows where data stand. */
const DATA_TYPES = [
  'REG_DWORD',
  'REG_QWORD',
  'REG_SZ',
  'REG_EXPAND_SZ',
  'REG_BINARY',
  'REG_MULTI_SZ',
] as const satisfies readonly RegType[];
type DataType = (typeof DATA_TYPES)[number];

const MOST_DWORD = 0xffff_ffff;
const MOST_QWORD = 0xffff_ffff_ffff_ffffn;

/** What data of the type look like when these do not, else null; a schema finding covers what is no data at all. */
function expectedData(type: DataType, data: PlainValue): string | null {
  switch (type) {
    case 'REG_DWORD': {
      const fits = typeof data === 'number' && Number.isInteger(data) && data >= 0 && data <= MOST_DWORD;
      return fits ? null : `a whole number from 0 to ${MOST_DWORD} (REG_DWORD)`;
    }
    case 'REG_QWORD': {
      const fits =
        (typeof data === 'number' && Number.isSafeInteger(data) && data >= 0) ||
        (typeof data === 'string' && /^[0-9]{1,20}$/u.test(data) && BigInt(data) <= MOST_QWORD);
      return fits ? null : `a whole number from 0 up, in quotes above ${Number.MAX_SAFE_INTEGER} (REG_QWORD)`;
    }
    case 'REG_SZ':
    case 'REG_EXPAND_SZ':
      return typeof data === 'string' ? null : `a text (${type})`;
    case 'REG_BINARY': {
      const fits = typeof data === 'string' && /^(?:[0-9a-f]{2})*$/iu.test(data);
      return fits ? null : 'a text of hex digits, two for each byte (REG_BINARY)';
    }
    case 'REG_MULTI_SZ':
      return Array.isArray(data) ? null : 'a list of texts (REG_MULTI_SZ)';
    default:
      return type satisfies never;
  }
}

/** The `type` of a check or of data to set; null when it is none that takes data. */
function typeAt(spot: Spot | null, whenMissing: DataType | null): DataType | null {
  const type = at(spot, 'type');
  return type ? (DATA_TYPES.find((name) => name === type.node.value) ?? null) : whenMissing;
}

function versionOf(text: PlainValue): readonly number[] | null {
  return typeof text === 'string' && /^[0-9]+(?:\.[0-9]+){3}$/u.test(text) ? text.split('.').map(Number) : null;
}

function isBefore(a: readonly number[], b: readonly number[]): boolean {
  const differing = a.findIndex((part, index) => part !== b[index]);
  return differing >= 0 && (a[differing] ?? 0) < (b[differing] ?? 0);
}

function at(spot: Spot | null, name: string): Spot | null {
  const member = Array.isArray(spot?.node.value) ? undefined : spot?.node.members.get(name);
  return spot && member ? { node: member.node, pointer: childPointer(spot.pointer, name) } : null;
}

function items(spot: Spot, name: string): readonly Spot[] {
  const list = at(spot, name);
  if (!list || !Array.isArray(list.node.value)) return [];
  return [...list.node.members].map(([index, { node }]) => ({ node, pointer: childPointer(list.pointer, index) }));
}

function textAt(spot: Spot | null, name: string): string | null {
  const value = at(spot, name)?.node.value;
  return typeof value === 'string' ? value : null;
}

function numberAt(spot: Spot | null, name: string): number | null {
  const value = at(spot, name)?.node.value;
  return typeof value === 'number' ? value : null;
}
