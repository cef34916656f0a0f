import type { WantedValue } from '../model/interest.ts';
import type { FoundValue, Lookup } from '../model/lookup.ts';
import type { Fact, HostFacts } from '../model/snapshot.ts';
import { dwordOf, textOf } from '../model/value-data.ts';
import type { ControlSet } from './control-set.ts';
import type { EvidenceBase } from './evidence-base.ts';

/** The resolved evidence that facts are read from. */
export type FactSource = Pick<EvidenceBase, 'lookup' | 'lookupKey' | 'subkeys'>;

const HKLM = 'HKEY_LOCAL_MACHINE';
const CONTROL = `${HKLM}\\SYSTEM\\CurrentControlSet\\Control`;
const ACTIVE_NAME = `${CONTROL}\\ComputerName\\ActiveComputerName`;
const PENDING_NAME = `${CONTROL}\\ComputerName\\ComputerName`;
const ENVIRONMENT = `${CONTROL}\\Session Manager\\Environment`;
const VERSION = `${HKLM}\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion`;
const WOW64 = `${HKLM}\\SOFTWARE\\WOW6432Node`;
const UNINSTALL = [
  `${HKLM}\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall`,
  `${WOW64}\\Microsoft\\Windows\\CurrentVersion\\Uninstall`,
];
/** Keys of the product (FACTS section 5: Microsoft's audit documentation, AADInternals). */
const CONNECT_KEYS = [
  `${HKLM}\\SOFTWARE\\Microsoft\\Azure AD Connect`,
  `${HKLM}\\SYSTEM\\CurrentControlSet\\Services\\ADSync\\Parameters`,
];
/** Exact names, so that agents, Health and cloud sync are not taken for the product. */
const CONNECT_NAMES = new Set(['Microsoft Azure AD Connect', 'Microsoft Entra Connect Sync']);

/** Everything that the facts consult, so that the interest holds it. */
export function wantedFacts(): readonly WantedValue[] {
  const wanted: WantedValue[] = [
    { key: `${HKLM}\\SYSTEM\\Select`, name: 'Current' },
    { key: ACTIVE_NAME, name: 'ComputerName' },
    { key: PENDING_NAME, name: 'ComputerName' },
    { key: ENVIRONMENT, name: 'PROCESSOR_ARCHITECTURE' },
    { key: WOW64, name: '' },
  ];
  for (const name of ['CurrentBuild', 'CurrentBuildNumber', 'UBR', 'ProductName', 'DisplayVersion']) {
    wanted.push({ key: VERSION, name });
  }
  for (const key of CONNECT_KEYS) wanted.push({ key, name: '' });
  for (const key of UNINSTALL) {
    for (const name of ['DisplayName', 'DisplayVersion']) wanted.push({ key: `${key}\\*`, name });
  }
  return wanted;
}

function found(lookup: Lookup): FoundValue | null {
  return lookup.answer === 'found' ? lookup : null;
}

function textFact(lookup: Lookup): Fact<string> | null {
  const value = found(lookup);
  const text = value && textOf(value.data);
  return value && text ? { value: text, lookup: value } : null;
}

/**
 * The first of several values that the evidence decides: a later one counts only where the earlier is absent or was not
 * collected. What is damaged, in conflict or of another type is not made good by a second source.
 */
function firstStated(
  source: FactSource,
  values: readonly (readonly [key: string, name: string])[],
): Fact<string> | null {
  for (const [key, name] of values) {
    const lookup = source.lookup(key, name);
    const isOpen = lookup.answer === 'absent' || (lookup.answer === 'unobserved' && lookup.because === 'not-collected');
    if (!isOpen) return textFact(lookup);
  }
  return null;
}

function buildFact(source: FactSource): Fact<number> | null {
  // CurrentBuildNumber is the older name; an application shim changes it, so it comes second (FACTS section 5).
  const text = firstStated(source, [
    [VERSION, 'CurrentBuild'],
    [VERSION, 'CurrentBuildNumber'],
  ]);
  return text && /^[1-9]\d{3,5}$/u.test(text.value) ? { value: Number(text.value), lookup: text.lookup } : null;
}

function bitnessFact(source: FactSource): Fact<32 | 64> | null {
  const architecture = textFact(source.lookup(ENVIRONMENT, 'PROCESSOR_ARCHITECTURE'));
  const hasWow64 = source.lookupKey(WOW64) === 'found';
  const isX86 = architecture?.value.toLowerCase() === 'x86';
  if (isX86) return hasWow64 ? null : { value: 32, lookup: architecture.lookup };
  if (architecture && /^(?:amd64|arm64|ia64)$/iu.test(architecture.value)) {
    return { value: 64, lookup: architecture.lookup };
  }
  return hasWow64 ? { value: 64, lookup: null } : null;
}

function connectVersion(source: FactSource): Fact<string> | null {
  for (const parent of UNINSTALL) {
    for (const name of source.subkeys(parent)) {
      const product = textFact(source.lookup(`${parent}\\${name}`, 'DisplayName'));
      if (!product || !CONNECT_NAMES.has(product.value)) continue;
      const version = textFact(source.lookup(`${parent}\\${name}`, 'DisplayVersion'));
      if (version) return version;
    }
  }
  return null;
}

/** Reads the facts of a host from its resolved evidence. */
export function readFacts(source: FactSource, controlSet: ControlSet): HostFacts {
  const revision = found(source.lookup(VERSION, 'UBR'));
  const revisionNumber = revision && dwordOf(revision.data);
  const isPresent = CONNECT_KEYS.some((key) => source.lookupKey(key) === 'found');
  return {
    // ActiveComputerName is the one in force, ComputerName may be a pending rename.
    computerName: firstStated(source, [
      [ACTIVE_NAME, 'ComputerName'],
      [PENDING_NAME, 'ComputerName'],
    ]),
    osBuild: buildFact(source),
    osProduct: textFact(source.lookup(VERSION, 'ProductName')),
    osDisplayVersion: textFact(source.lookup(VERSION, 'DisplayVersion')),
    osRevision: revision && revisionNumber !== null ? { value: revisionNumber, lookup: revision } : null,
    bitness: bitnessFact(source),
    controlSet: controlSet.number === null ? null : { value: controlSet.number, lookup: controlSet.select },
    entraConnectVersion: connectVersion(source),
    entraConnectPresent: isPresent ? { value: true, lookup: null } : null,
  };
}
