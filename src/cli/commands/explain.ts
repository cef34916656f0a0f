import { UsageError } from '../../model/errors.ts';
import type { Pack, Rule } from '../../model/rule.ts';
import { suggest } from '../../packs/suggest.ts';
import { explainRule } from '../../report/explain-rule.ts';
import { defineCommand } from '../command.ts';
import { displayFor } from '../display.ts';
import { DISPLAY_OPTIONS, PACK_OPTIONS } from '../options.ts';
import { openPacks } from '../packs.ts';
import { commitText, openTextOutput } from '../text-output.ts';

/** `regaudit explain <rule>` */
export const explainCommand = defineCommand({
  options: { ...PACK_OPTIONS, ...DISPLAY_OPTIONS },
  examples: [['regaudit explain aadc-tls12-server-enabled', 'one rule of the built-in pack']],
  run: async (args, [id = '', ...more]) => {
    if (more.length > 0) throw new UsageError(['explain takes one rule']);
    const { pack, rule } = findRule(await openPacks(args.pack), id);
    const output = openTextOutput({ format: 'text', file: null });
    output.write(explainRule(pack, rule, displayFor(args, 1, process.env)));
    commitText(output);
    return 0;
  },
});

function findRule(packs: readonly Pack[], id: string): { readonly pack: Pack; readonly rule: Rule } {
  for (const pack of packs) {
    const rule = pack.rules.find((candidate) => candidate.id === id);
    if (rule) return { pack, rule };
  }
  const near = suggest(
    id,
    packs.flatMap(({ rules }) => rules.map((rule) => rule.id)),
  );
  throw new UsageError([
    `unknown rule ${id}${near === null ? '; regaudit rules lists them' : ` (did you mean ${near}?)`}`,
  ]);
}
