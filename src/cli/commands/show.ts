import { UsageError } from '../../model/errors.ts';
import { foldName } from '../../model/key-path.ts';
import type { HostReport } from '../../model/result.ts';
import { selectRules } from '../../packs/select-rules.ts';
import { neutralise, withoutCommands } from '../../report/neutralise.ts';
import { renderShowTable, SHOW_FORMATS } from '../../report/show-table.ts';
import type { ShowFormat, ShowRow } from '../../report/show-table.ts';
import { scan } from '../../scan.ts';
import { defineCommand } from '../command.ts';
import { readingOptions } from '../evidence-arguments.ts';
import { createHostJudge } from '../host-judge.ts';
import { openEvidence } from '../open-evidence.ts';
import { EVIDENCE_OPTIONS, FORMAT_OPTIONS, NOISE_OPTIONS, RULE_OPTIONS } from '../options.ts';
import { refuseOverwriting } from '../outputs.ts';
import { openPacks } from '../packs.ts';
import { selectionOptions } from '../selection-options.ts';
import { singleOutput } from '../single-output.ts';
import { commitText, openTextOutput } from '../text-output.ts';

/** `regaudit show <paths...>` */
export const showCommand = defineCommand({
  options: { ...RULE_OPTIONS, ...EVIDENCE_OPTIONS, ...FORMAT_OPTIONS, ...NOISE_OPTIONS },
  examples: [
    ['regaudit show server.reg', 'the table that Get-ADSyncToolsTls12 prints'],
    ['regaudit show server.reg -f csv -o tls12.csv', 'the same for a spreadsheet'],
  ],
  run: async (args, paths) => {
    const request = singleOutput({
      formats: args.format ?? [],
      output: args.output ?? null,
      known: SHOW_FORMATS,
      fallback: 'table',
    });
    const options = {
      ...readingOptions(args),
      selected: selectRules(await openPacks(args.pack), selectionOptions(args)),
    };
    const { plan, progress } = openEvidence(args, paths);
    refuseOverwriting([request], plan.files);
    const judge = createHostJudge(plan);
    const hosts: HostReport[] = [];
    for await (const { report, rejected } of scan(
      plan.hosts.map(({ input }) => input),
      options,
    )) {
      if (judge.accept(report !== null, rejected) && report !== null) hosts.push(report);
      progress.hostDone();
    }
    progress.clear();
    const { problems } = judge.end();
    const text = hostsText(hosts, request.format);
    const output = openTextOutput(request);
    output.write(text);
    commitText(output);
    if (problems.length > 0) throw new UsageError(problems);
    return 0;
  },
});

function hostsText(hosts: readonly HostReport[], format: ShowFormat): string {
  const [only, ...more] = hosts;
  if (only !== undefined && more.length === 0) return renderShowTable(rowsOf(only), format);
  if (format !== 'table') {
    const rows = hosts.flatMap((host) => rowsOf(host).map((row) => ({ ...row, host: host.name })));
    return renderShowTable(rows, format);
  }
  return hosts
    .map((host) => {
      const heading = withoutCommands(`${neutralise(host.name)} (${neutralise(host.source)})`);
      return `${heading}\n${renderShowTable(rowsOf(host), format)}`;
    })
    .join('\n');
}

/** Each value that the rules read once, in the order of the rules. */
function rowsOf(host: HostReport): readonly ShowRow[] {
  const rows = new Map<string, ShowRow>();
  for (const { rule, lookup } of host.results) {
    const id = foldName(`${rule.key}\\\\${rule.value}`);
    if (!rows.has(id)) rows.set(id, { key: rule.key, name: rule.value, lookup });
  }
  return [...rows.values()];
}
