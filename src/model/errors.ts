/**
 * The operator's fault (DESIGN section 8): wrong usage, a path that cannot be read, a report that cannot be
 * written. One line on stderr for each problem, exit code 2.
 */
export class UsageError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'UsageError';
    this.problems = problems;
  }
}

/** One thing wrong in a rule pack, where and what was expected. */
export interface PackProblem {
  readonly file: string;
  /** 1-based; columns count UTF-16 code units. */
  readonly line: number;
  readonly column: number;
  /** JSON pointer into the pack, `''` for the whole of it. */
  readonly pointer: string;
  readonly expected: string;
  readonly actual: string;
}

/** A rule pack that cannot be used; holds every problem, not the first. */
export class PackError extends Error {
  readonly problems: readonly PackProblem[];

  constructor(problems: readonly PackProblem[]) {
    super(
      problems
        .map((p) => `${p.file}:${p.line}:${p.column}: ${p.pointer || '/'}: expected ${p.expected}, found ${p.actual}`)
        .join('\n'),
    );
    this.name = 'PackError';
    this.problems = problems;
  }
}
