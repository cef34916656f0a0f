import type { InferredOptionTypes, Options } from 'yargs';

/** 0: the gate passed; 1: it failed; 2: the job could not be done (DESIGN section 7). */
export type ExitCode = 0 | 1 | 2;

export type OptionTable = Readonly<Record<string, Options>>;

/** One command as the command line knows it. */
export interface Command {
  readonly options: OptionTable;
  /** Command lines and what they do. */
  readonly examples: readonly (readonly [commandLine: string, words: string])[];
  readonly run: (values: Readonly<Record<string, unknown>>, operands: readonly string[]) => Promise<ExitCode>;
}

interface CommandSpec<Table extends OptionTable> extends Omit<Command, 'run' | 'options'> {
  readonly options: Table;
  readonly run: (values: InferredOptionTypes<Table>, operands: readonly string[]) => Promise<ExitCode>;
}

/** Gives `run` the types of its own options. */
export function defineCommand<Table extends OptionTable>(spec: CommandSpec<Table>): Command {
  // The values were parsed by yargs with this very table, and checked by checkArguments.
  const run: Command['run'] = (values, operands) => spec.run(values as InferredOptionTypes<Table>, operands);
  return { options: spec.options, examples: spec.examples, run };
}
