import type { PackProblem } from '../model/errors.ts';
import type { Pack } from '../model/rule.ts';
import type { Finding } from './finding.ts';
import { pointerNames, toProblems } from './finding.ts';
import { lintPaths } from './lint-paths.ts';
import type { PackSource } from './load-pack.ts';
import { createPackLocator } from './load-pack.ts';
import type { PackNode } from './pack-node.ts';

/** A pack that loads, with what is probably not meant. */
export interface LintedPack {
  readonly pack: Pack;
  readonly warnings: readonly PackProblem[];
}

/** Loads a pack and lints its key paths, with places; throws a PackError as loading does. */
export function lintPack(source: PackSource): LintedPack {
  const { pack, root, text } = createPackLocator()(source);
  const findings = lintPaths(pack).map((warning): Finding => ({ ...warning, offset: offsetOf(root, warning.pointer) }));
  return { pack, warnings: toProblems(source.file, text, findings) };
}

function offsetOf(root: PackNode, pointer: string): number {
  let node = root;
  for (const name of pointerNames(pointer)) node = node.members.get(name)?.node ?? node;
  return node.offset;
}
