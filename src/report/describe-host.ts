import type { HostFacts } from '../model/snapshot.ts';
import type { Pack, PackContext } from '../model/rule.ts';
import type { RunHeader } from '../model/result.ts';

/** What the evidence says about the machine, as short phrases; empty when it says nothing. */
export function factPhrases(facts: HostFacts): readonly string[] {
  const phrases: string[] = [];
  if (facts.computerName) phrases.push(`computer ${facts.computerName.value}`);
  if (facts.osProduct) phrases.push(facts.osProduct.value);
  if (facts.osDisplayVersion) phrases.push(facts.osDisplayVersion.value);
  if (facts.osBuild)
    phrases.push(`build ${facts.osBuild.value}${facts.osRevision ? `.${facts.osRevision.value}` : ''}`);
  if (facts.bitness) phrases.push(`${facts.bitness.value}-bit`);
  if (facts.controlSet) phrases.push(`control set ${facts.controlSet.value}`);
  if (facts.entraConnectVersion) phrases.push(`Entra Connect ${facts.entraConnectVersion.value}`);
  else if (facts.entraConnectPresent?.value === true) phrases.push('Entra Connect (version not shown)');
  else if (facts.entraConnectPresent?.value === false) phrases.push('no Entra Connect');
  return phrases;
}

function compareVersions(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = Number(left[i] ?? 0) - Number(right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function speaksOf(context: PackContext, version: string | null): boolean {
  const { minVersion, maxVersion } = context;
  if (version === null || !/^\d+(?:\.\d+)*$/.test(version)) return minVersion === undefined && maxVersion === undefined;
  if (minVersion !== undefined && compareVersions(version, minVersion) < 0) return false;
  return maxVersion === undefined || compareVersions(version, maxVersion) <= 0;
}

/** What the source documents of the packs say about the product version that the evidence shows. */
export function contextFor(facts: HostFacts, run: RunHeader): readonly PackContext[] {
  const version = facts.entraConnectVersion?.value ?? null;
  if (version === null && facts.entraConnectPresent?.value !== true) return [];
  return run.packs.flatMap(({ pack }: { readonly pack: Pack }) =>
    pack.context.filter((context) => speaksOf(context, version)),
  );
}
