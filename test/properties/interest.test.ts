import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileInterest, everyKey, type Interest, type WantedValue } from '../../src/model/interest.ts';
import { toHex } from '../../src/model/value-data.ts';
import { wantedFacts } from '../../src/normalise/host-facts.ts';
import { hiveAliases, wantedInControlSets } from '../../src/normalise/interest-aliases.ts';
import type { NormalisedHost } from '../../src/normalise/normalise.ts';
import { builtInInterest, normalised, outcomesIn } from '../helpers/reg-evidence.ts';
import { KEYS, regTexts } from './reg-texts.ts';

/** What a lookup proves: the answer, the data and where it stands. */
function answers(host: NormalisedHost, wanted: readonly WantedValue[]): readonly string[] {
  return wanted.map(({ key, name }) => {
    const lookup = host.snapshot.lookup(key, name ?? '');
    const at =
      lookup.answer === 'found'
        ? ` ${lookup.data.type} ${toHex(lookup.data.bytes)} line ${lookup.evidence.location.line}`
        : '';
    return `${key} ${name}: ${lookup.answer}${at}`;
  });
}

/** As scan.ts compiles it: facts and control sets are always wanted too. */
function interestIn(wanted: readonly WantedValue[]): Interest {
  return compileInterest(wantedInControlSets([...wanted, ...wantedFacts()]), hiveAliases());
}

const wantedValues = fc.array(
  fc.record({
    key: fc.constantFrom(...KEYS),
    name: fc.constantFrom('Enabled', 'Other', 'DisabledByDefault', 'é', '', 'q"q'),
  }),
  { minLength: 1, maxLength: 4 },
);

describe('what rules do not ask for is skipped without a change of any verdict', () => {
  test('outcomes of the built-in pack are those of a reader that skips nothing', async () => {
    const interest = builtInInterest();
    await fc.assert(
      fc.asyncProperty(fc.array(regTexts, { minLength: 1, maxLength: 2 }), async (texts) => {
        const quick = await normalised(texts, interest);
        const whole = await normalised(texts, everyKey());
        expect(outcomesIn(quick)).toEqual(outcomesIn(whole));
      }),
      { numRuns: 1500 },
    );
  });

  test('lookups of any wanted values are those of a reader that skips nothing', async () => {
    await fc.assert(
      fc.asyncProperty(regTexts, wantedValues, async (text, wanted) => {
        const quick = await normalised([text], interestIn(wanted));
        const whole = await normalised([text], everyKey());
        expect(answers(quick, wanted)).toEqual(answers(whole, wanted));
      }),
      { numRuns: 1500 },
    );
  });
});
