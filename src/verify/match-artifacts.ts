import type { VerifiedArtifact } from '../model/verification.ts';
import type { StatedArtifact } from './read-report.ts';

/** A file that is there to be compared, with the digest of its bytes now. */
export interface FoundFile {
  /** Relative URI. */
  readonly uri: string;
  readonly sha256: string;
}

const MOST_PAIRS = 10_000;

/** How many segments two URIs have in common at their ends. */
function commonSegments(a: string, b: string): number {
  const [left, right] = [a.split('/').toReversed(), b.split('/').toReversed()];
  const end = left.findIndex((segment, i) => segment !== right[i]);
  return end < 0 ? left.length : end;
}

/** The file whose path ends most like the artifact's; null when none does. */
function nearest(artifact: string, files: readonly FoundFile[]): FoundFile | null {
  let best: FoundFile | null = null;
  let most = 0;
  for (const file of files) {
    const common = commonSegments(artifact, file.uri);
    if (common > most) [best, most] = [file, common];
  }
  return best;
}

/**
 * What may be a changed artifact: pairs of one artifact and one file whose paths end alike, the most alike first. Of
 * several that are equally alike none is taken: which of them it once was is not known.
 */
function pairsByPath(
  artifacts: readonly StatedArtifact[],
  files: readonly FoundFile[],
): ReadonlyMap<StatedArtifact, FoundFile> {
  // Another directory altogether: nobody reads a thousand guesses, and comparing all with all takes long.
  if (artifacts.length * files.length > MOST_PAIRS) return new Map();
  const pairs = artifacts
    .flatMap((artifact) =>
      files.map((file) => ({ artifact, file, common: commonSegments(artifact.artifact, file.uri) })),
    )
    .filter(({ common }) => common > 0);
  const taken = new Map<StatedArtifact, FoundFile>();
  const used = new Set<StatedArtifact | FoundFile>();
  for (const common of new Set(pairs.map((pair) => pair.common).toSorted((a, b) => b - a))) {
    const open = pairs.filter((pair) => pair.common === common && !used.has(pair.artifact) && !used.has(pair.file));
    for (const { artifact, file } of open) {
      const rivals = open.filter((other) => other.artifact === artifact || other.file === file);
      if (rivals.length === 1) taken.set(artifact, file);
      for (const rival of rivals) used.add(rival.artifact).add(rival.file);
    }
  }
  return taken;
}

/**
 * Finds each artifact of a report among files: under its own URI; else, because evidence gets moved, by its content under its own name;
 * else, changed, by the end of its path. Every file that is left is reported as additional.
 */
export function matchArtifacts(
  stated: readonly StatedArtifact[],
  files: readonly FoundFile[],
): readonly VerifiedArtifact[] {
  const free = new Set(files);
  const matches = new Map<StatedArtifact, FoundFile>();
  const take = (find: (artifact: StatedArtifact) => FoundFile | null | undefined): void => {
    for (const artifact of stated) {
      const file = matches.has(artifact) ? null : find(artifact);
      if (!file) continue;
      matches.set(artifact, file);
      free.delete(file);
    }
  };
  const byUri = new Map(files.map((file) => [file.uri, file]));
  take(({ artifact }) => {
    const file = byUri.get(artifact);
    return file !== undefined && free.has(file) ? file : null;
  });
  const byContent = new Map<string, FoundFile[]>();
  for (const file of free) {
    const same = byContent.get(file.sha256);
    if (same) same.push(file);
    else byContent.set(file.sha256, [file]);
  }
  take(({ artifact, sha256, ownPath }) => {
    const isItsName = ({ uri }: FoundFile): boolean => uri === ownPath || uri.endsWith(`/${ownPath}`);
    const same = (byContent.get(sha256) ?? []).filter((file) => free.has(file) && isItsName(file));
    return nearest(artifact, same);
  });
  const changed = pairsByPath(
    stated.filter((artifact) => !matches.has(artifact)),
    [...free],
  );
  take((artifact) => changed.get(artifact));
  return [
    ...stated.map((artifact) => stateOf(artifact, matches.get(artifact))),
    ...[...free].map(({ uri, sha256 }) => ({
      artifact: uri,
      state: 'additional' as const,
      statedSha256: null,
      foundSha256: sha256,
      foundAs: uri,
    })),
  ];
}

function stateOf({ artifact, sha256 }: StatedArtifact, file: FoundFile | undefined): VerifiedArtifact {
  const found = file === undefined ? null : file.sha256;
  const state = found === null ? 'missing' : found === sha256 ? 'equal' : 'changed';
  return { artifact, state, statedSha256: sha256, foundSha256: found, foundAs: file?.uri ?? null };
}
