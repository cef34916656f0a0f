import yargs from 'yargs';
import type { Argv } from 'yargs';
import { UsageError } from '../model/errors.ts';
import { suggest } from '../packs/suggest.ts';
import { checkArguments } from './check-arguments.ts';
import type { Command, ExitCode } from './command.ts';
import { convertCommand } from './commands/convert.ts';
import { explainCommand } from './commands/explain.ts';
import { rulesCommand } from './commands/rules.ts';
import { scanCommand } from './commands/scan.ts';
import { showCommand } from './commands/show.ts';
import { verifyCommand } from './commands/verify.ts';
import { explainFailure } from './explain-failure.ts';
import { writeStandardError } from './standard-error.ts';
import { TOOL } from './version.ts';

/** A command, and what the help says of it. */
interface CommandEntry {
  readonly name: string;
  readonly operands: { readonly usage: string; readonly missing: string } | null;
  readonly words: string;
  readonly command: Command;
  /** Where they mean something else than for a scan. */
  readonly exitCodes?: string;
}

const PATHS = {
  usage: '<paths...>',
  missing: 'no evidence is named: expected files, directories, patterns, or - for standard input',
} as const;

const EXIT_CODES = `Exit codes:
  0  the gate passed
  1  the gate failed: findings at or above --fail-on, or missing evidence
  2  the job could not be done: wrong usage, unreadable or unrecognised evidence,
     an invalid pack, a report that cannot be written`;

const VERIFY_EXIT_CODES = `Exit codes:
  0  the report follows from the evidence
  1  it does not: something is changed, missing, additional or different
  2  it cannot be verified: wrong usage, no JSON report, unreadable evidence,
     a pack that is not given`;

const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'scan',
    operands: PATHS,
    words: 'Judge registry evidence against rule packs',
    command: scanCommand,
  },
  {
    name: 'rules',
    operands: null,
    words: 'List the rules of the packs',
    command: rulesCommand,
  },
  {
    name: 'explain',
    operands: {
      usage: '<rule>',
      missing: 'no rule is named: expected a rule id; regaudit rules lists them',
    },
    words: 'Say what a rule checks, why, and how to comply',
    command: explainCommand,
  },
  {
    name: 'show',
    operands: PATHS,
    words: 'Print the table of paths, names and values that the rules read',
    command: showCommand,
  },
  {
    name: 'convert',
    operands: PATHS,
    words: 'Print every value of the evidence in another format',
    command: convertCommand,
  },
  {
    name: 'verify',
    operands: {
      usage: '<report> <evidence...>',
      missing: 'no report is named: expected regaudit verify REPORT EVIDENCE...',
    },
    words: 'Say whether a JSON report still follows from its evidence',
    command: verifyCommand,
    exitCodes: VERIFY_EXIT_CODES,
  },
];

const HELP_WIDTH = 100;

/** Runs a command line and returns its exit code; every failure is said on standard error. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  try {
    return await dispatch(argv);
  } catch (error) {
    return explainFailure(error);
  }
}

async function dispatch(argv: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  let command: Command | null = null;
  const parser = baseParser(argv);
  for (const entry of COMMANDS) {
    parser.command({
      command: entry.name,
      describe: entry.words,
      builder: (inner: Argv) => {
        command = entry.command;
        return commandParser(inner, entry, command);
      },
      handler: async (values) => {
        const operands = operandsOf(values, entry);
        if (command !== null) exitCode = await command.run(values, operands);
      },
    });
  }
  parser.middleware((values) => {
    const problems = command === null ? [] : checkArguments(argv, values, command.options);
    if (problems.length > 0) throw new UsageError(problems);
  }, true);
  const values = await parser.parseAsync();
  if (command !== null || values['help'] === true || values['version'] === true) return exitCode;
  writeStandardError(`${await parser.getHelp()}\n\n`);
  throw new UsageError([unknownCommand(values._.map(String))]);
}

/** What holds for every command. Locale: yargs would follow the machine's. */
function baseParser(argv: readonly string[]): Argv {
  return yargs([...argv])
    .locale('en')
    .scriptName('regaudit')
    .parserConfiguration({
      'populate--': true,
      'boolean-negation': false,
      'camel-case-expansion': false,
      'greedy-arrays': false,
      'parse-positional-numbers': false,
      'short-option-groups': false,
    })
    .usage(
      'regaudit <command> [options]\n\nJudges Windows registry evidence offline: does this machine enforce TLS 1.2?',
    )
    .example('regaudit scan server.reg', 'verdict for one export')
    .example('regaudit scan exports/ -f console -f json=out.json', 'one host per file or directory')
    .example('regaudit explain aadc-tls12-server-enabled', 'what a rule checks and why')
    .epilogue(`${EXIT_CODES}\n\nregaudit <command> --help shows the options of a command.`)
    .help()
    .alias('help', 'h')
    .version(TOOL.version)
    .wrap(HELP_WIDTH)
    .exitProcess(false)
    .fail(false);
}

function commandParser(parser: Argv, entry: CommandEntry, command: Command): Argv {
  const usage = ['regaudit', entry.name, ...(entry.operands === null ? [] : [entry.operands.usage]), '[options]'];
  parser.usage(`${usage.join(' ')}\n\n${entry.words}.`);
  for (const [commandLine, words] of command.examples) parser.example(commandLine, words);
  return parser.options(command.options).epilogue(entry.exitCodes ?? EXIT_CODES);
}

/**
 * The operands, what follows `--` included: a file may be called `-x.reg`. They are no positionals of yargs, which
 * drops a lone `-` from those.
 */
function operandsOf(values: Readonly<Record<string, unknown>>, { name, operands }: CommandEntry): readonly string[] {
  const lists = [values['_'], values['--']].map((list): readonly unknown[] => (Array.isArray(list) ? list : []));
  const found = lists.flat().map(String).slice(1);
  const [first] = found;
  if (operands === null && first !== undefined) throw new UsageError([`regaudit ${name} takes no ${first}`]);
  if (operands !== null && first === undefined) throw new UsageError([operands.missing]);
  return found;
}

function unknownCommand(words: readonly string[]): string {
  const [word] = words;
  if (word === undefined) return 'no command is named';
  const names = COMMANDS.map(({ name }) => name);
  const near = suggest(word, names);
  if (near !== null) return `unknown command ${word} (did you mean regaudit ${near}?)`;
  return `unknown command ${word}: expected ${names.join(', ')}; to scan evidence: regaudit scan ${word}`;
}
