import { selectRules } from '../../packs/select-rules.ts';
import { ruleListJson, ruleListText } from '../../report/rule-list.ts';
import { defineCommand } from '../command.ts';
import { displayFor } from '../display.ts';
import { DISPLAY_OPTIONS, FORMAT_OPTIONS, RULE_OPTIONS } from '../options.ts';
import { openPacks } from '../packs.ts';
import { selectionOptions } from '../selection-options.ts';
import { singleOutput } from '../single-output.ts';
import { commitText, openTextOutput } from '../text-output.ts';

/** `regaudit rules` */
export const rulesCommand = defineCommand({
  options: { ...RULE_OPTIONS, ...FORMAT_OPTIONS, ...DISPLAY_OPTIONS },
  examples: [
    ['regaudit rules', 'the rules of the built-in pack'],
    ['regaudit rules --pack my-pack.yaml -f json', "the rules of one's own pack, for programs"],
  ],
  run: async (args) => {
    const request = singleOutput({
      formats: args.format ?? [],
      output: args.output ?? null,
      known: ['text', 'json'],
      fallback: 'text',
    });
    const selected = selectRules(await openPacks(args.pack), selectionOptions(args));
    const output = openTextOutput(request);
    const display = displayFor(args, request.file === null ? 1 : null, process.env);
    output.write(request.format === 'json' ? ruleListJson(selected) : ruleListText(selected, display));
    commitText(output);
    return 0;
  },
});
