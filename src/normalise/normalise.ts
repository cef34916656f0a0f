import type { Diagnostic } from '../model/diagnostic.ts';
import type { PathAlias } from '../model/interest.ts';
import { foldName, parseKeyPath } from '../model/key-path.ts';
import type { Location } from '../model/location.ts';
import type { Lookup, UnobservedValue } from '../model/lookup.ts';
import type { HostFacts, Snapshot } from '../model/snapshot.ts';
import { controlSetName, resolveControlSet, withControlSet, type ControlSet } from './control-set.ts';
import { createEvidenceBase, type BasePart, type EvidenceBase } from './evidence-base.ts';
import { readFacts, type FactSource } from './host-facts.ts';
import { findMountedHives, foldAliases, type MountedHive } from './mounted-hives.ts';
import { differingComputers } from './named-computers.ts';
import type { PartView } from './part-view.ts';

/** The folded evidence of one host, and what the operator says about it. */
export interface HostEvidence {
  readonly views: readonly PartView[];
  readonly maps: readonly PathAlias[];
  readonly controlSet: number | null;
  /** `--host` was given: then differing computer names are the operator's business. */
  readonly isOneComputer: boolean;
}

export interface NormalisedHost {
  readonly snapshot: Snapshot;
  readonly diagnostics: readonly Diagnostic[];
}

const NO_FACTS: HostFacts = {
  computerName: null,
  osBuild: null,
  osProduct: null,
  osDisplayVersion: null,
  osRevision: null,
  bitness: null,
  controlSet: null,
  entraConnectVersion: null,
  entraConnectPresent: null,
};

function resolve(base: EvidenceBase, set: ControlSet): FactSource {
  return { ...withControlSet(base, set), subkeys: base.subkeys };
}

/** What the form of each part means for coverage, for the operator. */
function formDiagnostics(views: readonly PartView[]): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const parts = new Map<string, number>();
  for (const { artifact, end } of views) {
    parts.set(artifact, (parts.get(artifact) ?? 0) + 1);
    const location = end.lastKey?.location ?? { artifact, line: 1, column: 1 };
    if (end.form.kind === 'instructions') {
      diagnostics.push({
        code: 'normalise/instructions',
        level: 'warning',
        args: { because: end.form.because },
        location: end.form.location ?? location,
      });
    } else if (end.form.kind === 'truncated') {
      const lastKey = end.lastKey?.path ?? '';
      diagnostics.push({
        code: 'normalise/truncated',
        level: 'warning',
        args: { because: end.form.because, lastKey },
        location,
      });
    }
  }
  for (const [artifact, count] of parts) {
    if (count === 1) continue;
    const location = { artifact, line: 1, column: 1 };
    diagnostics.push({ code: 'normalise/joined-exports', level: 'note', args: { parts: count }, location });
  }
  return diagnostics;
}

function mountedParts(views: readonly PartView[], maps: readonly PathAlias[]): [BasePart[], Diagnostic[]] {
  const given = foldAliases(maps);
  const diagnostics: Diagnostic[] = [];
  const parts = views.map((view): BasePart => {
    // What the operator maps to a hive is that hive, and nothing else is.
    const isGiven = ({ root, hive }: MountedHive): boolean =>
      given.some(({ from, to }) => from === foldName(root) || to === foldName(hive));
    const hives = findMountedHives(view).filter((hive) => !isGiven(hive));
    for (const { root, hive } of hives) {
      const location = view.roots.get(foldName(root))?.header?.location ?? null;
      diagnostics.push({ code: 'normalise/mounted-hive', level: 'note', args: { root, hive }, location });
    }
    const recognised = foldAliases(hives.map(({ root, hive }) => ({ from: root, to: hive })));
    return { view, aliases: [...given, ...recognised] };
  });
  return [parts, diagnostics];
}

function controlSetDiagnostics(set: ControlSet, option: number | null): readonly Diagnostic[] {
  const location = set.select?.evidence.location ?? null;
  const isOverruled = option !== null && set.number !== null && set.number !== option;
  const overruled: readonly Diagnostic[] = isOverruled
    ? [{ code: 'normalise/control-set-stated', level: 'warning', args: { option, stated: set.number }, location }]
    : [];
  return [...overruled, ...controlSetProblem(set, location)];
}

function controlSetProblem(set: ControlSet, location: Location | null): readonly Diagnostic[] {
  if (set.problem === null) return [];
  if (set.problem === 'control-set-missing') {
    const name = controlSetName(set.number ?? 0);
    return [{ code: 'normalise/control-set-missing', level: 'warning', args: { set: name }, location }];
  }
  return [{ code: 'normalise/control-set-unstated', level: 'warning', args: { sets: set.shown }, location }];
}

const TWO_COMPUTERS: UnobservedValue = { answer: 'unobserved', because: 'two-computers', evidence: null };

/** Where a rule's key, under any root alias, is looked up. */
function pathOf(key: string): string {
  return parseKeyPath(key)?.path ?? key;
}

/**
 * Turns the folded artifacts of one host into its snapshot: mounted hives and maps first, then merging, then
 * control sets, then facts (DESIGN section 3).
 */
export function normalise(evidence: HostEvidence): NormalisedHost {
  const [parts, hiveDiagnostics] = mountedParts(evidence.views, evidence.maps);
  const diagnostics: Diagnostic[] = [...formDiagnostics(evidence.views), ...hiveDiagnostics];
  const base = createEvidenceBase(parts);
  const set = resolveControlSet(base, evidence.controlSet);
  const names = evidence.isOneComputer ? [] : differingComputers(parts, set);
  if (names.length > 1) {
    diagnostics.push({ code: 'normalise/two-computers', level: 'warning', args: { names }, location: null });
    const lookup = (): Lookup => TWO_COMPUTERS;
    return {
      snapshot: { lookup, lookupKey: () => 'unobserved', subkeys: () => [], facts: NO_FACTS },
      diagnostics,
    };
  }
  diagnostics.push(...controlSetDiagnostics(set, evidence.controlSet));
  const source = resolve(base, set);
  const snapshot: Snapshot = {
    lookup: (key, name) => source.lookup(pathOf(key), name),
    lookupKey: (key) => source.lookupKey(pathOf(key)),
    subkeys: (key) => source.subkeys(pathOf(key)),
    facts: readFacts(source, set),
  };
  return { snapshot, diagnostics };
}
