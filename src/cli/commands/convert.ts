import type { Diagnostic } from '../../model/diagnostic.ts';
import { UsageError } from '../../model/errors.ts';
import { jsonText } from '../../report/json/json-text.ts';
import { convert } from '../../convert.ts';
import { defineCommand } from '../command.ts';
import { readingOptions } from '../evidence-arguments.ts';
import { createHostJudge, diagnosticLine } from '../host-judge.ts';
import { openEvidence } from '../open-evidence.ts';
import { CONVERT_OPTIONS, EVIDENCE_OPTIONS, FORMAT_OPTIONS, NOISE_OPTIONS } from '../options.ts';
import { refuseOverwriting } from '../outputs.ts';
import { sayLine } from '../standard-error.ts';
import { commitText, openTextOutput } from '../text-output.ts';
import { createTurn } from '../turn.ts';

/** `regaudit convert <paths...> --to jsonl` */
export const convertCommand = defineCommand({
  options: { ...CONVERT_OPTIONS, ...EVIDENCE_OPTIONS, output: FORMAT_OPTIONS.output, ...NOISE_OPTIONS },
  examples: [['regaudit convert server.reg --to jsonl -o server.jsonl', 'one registry value a line']],
  run: async (args, paths) => {
    if (args.to === undefined) throw new UsageError(['--to is missing: expected --to jsonl']);
    const options = readingOptions(args);
    const { plan, progress } = openEvidence(args, paths);
    const request = { format: args.to, file: args.output === undefined || args.output === '-' ? null : args.output };
    refuseOverwriting([request], plan.files);
    const judge = createHostJudge(plan);
    const output = openTextOutput(request);
    const turn = createTurn();
    for await (const { values, diagnostics, isUsable } of convert(
      plan.hosts.map(({ input }) => input),
      options,
    )) {
      if (!judge.accept(isUsable, diagnostics)) continue;
      for (const value of values) {
        output.write(`${jsonText(value, null)}\n`);
        await turn();
      }
      if (output.isClosed()) return 0;
      progress.hostDone();
      progress.clear();
      if (args.quiet !== true) sayNotes(diagnostics);
    }
    commitText(output);
    const { problems } = judge.end();
    if (problems.length > 0) throw new UsageError(problems);
    return 0;
  },
});

/** Errors are said at the end, as causes of the exit code. */
function sayNotes(diagnostics: readonly Diagnostic[]): void {
  for (const diagnostic of diagnostics) if (diagnostic.level !== 'error') sayLine(diagnosticLine(diagnostic));
}
