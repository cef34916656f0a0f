import path from 'node:path';

/** One path segment as RFC 3986 writes it: everything but unreserved characters and harmless sub-delimiters encoded. */
function encodeSegment(segment: string): string {
  const wellFormed = segment.replace(/\p{Surrogate}/gu, '\ufffd');
  return encodeURIComponent(wellFormed).replace(/%(?:24|26|2B|2C|3B|3D|40)/gu, decodeURIComponent);
}

/** A relative path of this system as a relative URI reference. */
export function relativeUri(relativePath: string): string {
  return relativePath.split(path.sep).map(encodeSegment).join('/');
}

/** Whether absolute path `file` is `directory` or lies below it. */
export function isInside(file: string, directory: string): boolean {
  const relative = path.relative(directory, file);
  return relative === '' || (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative));
}

/** A file or directory, and the input of the command line through which it was reached; absolute paths. */
export interface ReachedPath {
  readonly file: string;
  readonly input: string;
}

/**
 * The relative URI of each path, different for different files. Below the root it is the path from there. SARIF
 * consumers refuse `..` segments (SARIF 2.1.0, 3.10.2), so outside the root it is the path from the parent of the
 * named input, with as many more parents as it takes to tell files apart.
 */
export function artifactUris(reached: readonly ReachedPath[], root: string): ReadonlyMap<string, string> {
  const uris = new Map<string, string>();
  const owners = new Map<string, string>();
  const claim = (file: string, base: string): boolean => {
    const uri = relativeUri(path.relative(base, file));
    const owner = owners.get(uri);
    if (owner !== undefined && owner !== file) return false;
    owners.set(uri, file);
    uris.set(file, uri);
    return true;
  };
  const sorted = reached.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.input < b.input ? -1 : 1));
  for (const { file } of sorted) if (isInside(file, root) && file !== root) claim(file, root);
  for (const { file, input } of sorted) {
    if (uris.has(file)) continue;
    let base = path.dirname(input);
    while (!claim(file, base)) base = path.dirname(base);
  }
  return uris;
}
