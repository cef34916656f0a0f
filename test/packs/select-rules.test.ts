import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import type { Pack } from '../../src/model/rule.ts';
import { createPackLoader } from '../../src/packs/load-pack.ts';
import type { SelectionOptions } from '../../src/packs/select-rules.ts';
import { selectRules } from '../../src/packs/select-rules.ts';
import { loadText, replaced, VALID } from './pack-texts.ts';

const load = createPackLoader();
const demo = loadText(load, VALID);
const other: Pack = {
  ...loadText(load, VALID.replaceAll('demo', 'other')),
  profiles: [{ id: 'lenient', title: 'Lenient', reading: 'effective', strict: false }],
};

function selectedIds(packs: readonly Pack[], options: SelectionOptions): readonly string[] {
  return selectRules(packs, options).flatMap((selected) => selected.rules.map((rule) => rule.id));
}

function problemsOf(packs: readonly Pack[], options: SelectionOptions): readonly string[] {
  try {
    selectRules(packs, options);
    return [];
  } catch (error) {
    if (error instanceof UsageError) return error.problems;
    throw error;
  }
}

describe('selectRules', () => {
  it.each([
    { name: 'every rule by default', options: {}, ids: ['demo-first', 'demo-second', 'other-first', 'other-second'] },
    { name: 'one rule', options: { rules: ['demo-second'] }, ids: ['demo-second'] },
    { name: 'a glob over packs', options: { rules: ['*-first'] }, ids: ['demo-first', 'other-first'] },
    {
      name: 'several, in the order of the packs',
      options: { rules: ['o*r-*d', 'demo-*'] },
      ids: ['demo-first', 'demo-second', 'other-second'],
    },
    { name: 'all but some', options: { skipRules: ['demo-*'] }, ids: ['other-first', 'other-second'] },
    {
      name: 'skipped beats wanted',
      options: { rules: ['*'], skipRules: ['*-second'] },
      ids: ['demo-first', 'other-first'],
    },
    { name: 'a severity or worse', options: { severity: 'medium' as const }, ids: ['demo-second', 'other-second'] },
    {
      name: 'the lowest severity',
      options: { severity: 'info' as const, rules: ['demo-*'] },
      ids: ['demo-first', 'demo-second'],
    },
  ])('takes $name', ({ options, ids }) => {
    expect(selectedIds([demo, other], options)).toEqual(ids);
  });

  it("takes each pack's first profile, or the one that is named", () => {
    expect(selectRules([demo, other], {}).map(({ profile }) => profile.id)).toEqual(['documented', 'lenient']);
    expect(selectRules([demo], { profile: 'strict' })[0]?.profile).toMatchObject({ id: 'strict', strict: true });
  });

  it('leaves out a pack of which nothing is selected', () => {
    expect(selectRules([demo, other], { rules: ['other-*'] }).map(({ pack }) => pack.id)).toEqual(['other']);
  });

  it.each([
    {
      name: 'a misspelt rule',
      options: { rules: ['demo-frist'] },
      problems: ['unknown rule demo-frist (did you mean demo-first?)'],
    },
    { name: 'a rule like no other', options: { skipRules: ['zebra'] }, problems: ['unknown rule zebra'] },
    { name: 'a glob without a match', options: { rules: ['aadc-*'] }, problems: ['no rule matches aadc-*'] },
    {
      name: 'a misspelt profile and rule',
      options: { profile: 'stric', rules: ['demo-secnd'] },
      problems: [
        'unknown rule demo-secnd (did you mean demo-second?)',
        'pack demo has no profile stric: expected documented, strict, effective (did you mean strict?)',
      ],
    },
    {
      name: 'a severity that no rule has',
      options: { severity: 'critical' as const },
      problems: ['no rule is selected: the options leave none of 2'],
    },
    {
      name: 'everything skipped',
      options: { skipRules: ['*'] },
      problems: ['no rule is selected: the options leave none of 2'],
    },
    {
      name: 'an empty list of rules',
      options: { rules: [] },
      problems: ['no rule is selected: the options leave none of 2'],
    },
  ])('refuses $name', ({ options, problems }) => {
    expect(problemsOf([demo], options)).toEqual(problems);
  });

  it('refuses a profile that one of the packs lacks, and two packs with one id', () => {
    expect(problemsOf([demo, other], { profile: 'strict' })).toEqual([
      'pack other has no profile strict: expected lenient',
    ]);
    expect(problemsOf([demo, { ...demo, file: 'copy.yaml' }], {})).toEqual([
      'two packs have the id demo: demo.yaml and copy.yaml',
    ]);
  });

  it('matches globs as a regular expression would', () => {
    const letter = fc.constantFrom('a', 'b', '-', '*');
    const pattern = fc.array(letter, { maxLength: 6 }).map((letters) => letters.join(''));
    const id = fc
      .array(fc.constantFrom('a', 'b', '-'), { minLength: 1, maxLength: 8 })
      .map((letters) => letters.join(''));
    fc.assert(
      fc.property(id, pattern, (ruleId, glob) => {
        const rules = demo.rules.slice(0, 1).map((rule) => ({ ...rule, id: ruleId }));
        const isSelected = problemsOf([{ ...demo, rules }], { rules: [glob] }).length === 0;
        expect(isSelected).toBe(new RegExp(`^${glob.replaceAll('*', '.*')}$`, 'u').test(ruleId));
      }),
    );
  });

  it('is quick for a hostile glob', () => {
    const id = 'a'.repeat(100);
    const rules = demo.rules.slice(0, 1).map((rule) => ({ ...rule, id }));
    expect(problemsOf([{ ...demo, rules }], { rules: [`${'*a'.repeat(60)}b`] })).toHaveLength(1);
  });
});

describe('the built-in ids', () => {
  it('are suggested', () => {
    const text = replaced(VALID, 'id: demo-first', 'id: aadc-tls12-server-enabled');
    expect(problemsOf([loadText(load, text)], { rules: ['aadc-tls-server-enabled'] })).toEqual([
      'unknown rule aadc-tls-server-enabled (did you mean aadc-tls12-server-enabled?)',
    ]);
  });
});
