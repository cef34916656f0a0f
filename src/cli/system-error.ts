/** The words of a system error without its code and path (`ENOENT: no such file or directory, open 'x'`). */
export function systemErrorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return /^E[A-Z0-9]+: (?<words>[^,]+)/u.exec(error.message)?.groups?.['words'] ?? error.message;
}

/** The code of a system error (`ENOENT`), else null. */
export function systemErrorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
