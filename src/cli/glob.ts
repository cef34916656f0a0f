import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

const GLOB_CHARACTERS = /[*?[]/u;

/** Whether a path that does not exist is a pattern that no shell expanded. */
export function isGlob(pattern: string): boolean {
  return GLOB_CHARACTERS.test(pattern);
}

/** One segment as a regular expression: `*`, `?` and `[...]` as shells read them. */
function segmentPattern(segment: string): RegExp {
  const source = segment.replace(/\[[!^]?\]?[^\]]*\]|[\\^$.*+?()[\]{}|]/gu, (token) => {
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (token.length === 1) return `\\${token}`;
    const negated = /^\[[!^]/u.test(token);
    return `[${negated ? '^' : ''}${token.slice(negated ? 2 : 1, -1).replace(/[\\\]^[]/gu, '\\$&')}]`;
  });
  return new RegExp(`^${source}$`, 'u');
}

function directoriesBelow(directory: string): string[] {
  const found = [directory];
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    if (entry.isDirectory() && !entry.name.startsWith('.'))
      found.push(...directoriesBelow(path.join(directory, entry.name)));
  }
  return found;
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

/** The absolute paths that match `pattern`; as in shells, a wildcard matches no leading dot and `**` follows no link. */
export function expandGlob(pattern: string, workingDirectory: string): readonly string[] {
  const absolute = path.resolve(workingDirectory, pattern);
  const { root } = path.parse(absolute);
  let matches = [root];
  for (const segment of absolute.slice(root.length).split(path.sep)) {
    if (segment === '**') matches = [...new Set(matches.flatMap(directoriesBelow))];
    else if (!isGlob(segment))
      matches = matches.map((base) => path.join(base, segment)).filter((file) => existsSync(file));
    else {
      const wanted = segmentPattern(segment);
      const isMatch = (name: string): boolean =>
        wanted.test(name) && (segment.startsWith('.') || !name.startsWith('.'));
      matches = matches.flatMap((base) =>
        namesIn(base)
          .filter(isMatch)
          .map((name) => path.join(base, name)),
      );
    }
  }
  return matches;
}
