/** The file of one part of a report that is split: `out.sarif`, `out-2.sarif`, `out-3.sarif`. */
export function partFile(file: string, part: number): string {
  if (part === 1) return file;
  const name = /[^/\\]*$/.exec(file)?.[0] ?? '';
  // The extension begins at the first dot, so that `out.sarif.json` stays one that Azure DevOps looks for.
  const dot = name.indexOf('.', 1);
  const stem = dot < 0 ? file : file.slice(0, file.length - name.length + dot);
  return `${stem}-${part}${file.slice(stem.length)}`;
}

/** The line that says that a report became several files, and why; null when it did not. */
export function splitNotice(file: string, parts: number, limits: string): string | null {
  if (parts < 2) return null;
  const others = parts === 2 ? partFile(file, 2) : `${partFile(file, 2)} to ${partFile(file, parts)}`;
  return `${file} goes on in ${others} (${parts} files): ${limits}; upload each of them`;
}
