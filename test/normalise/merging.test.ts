import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CLIENT,
  NET,
  OFF,
  ON,
  SERVER,
  TLS12,
  WOW,
  block,
  builtInInterest,
  normalised,
  outcomesIn,
  outcomesOf,
  regText,
  report,
  verdict,
  verdictsOf,
} from '../helpers/reg-evidence.ts';
import { nearlyExport, regTexts } from '../properties/reg-texts.ts';

const NAME_KEY = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\ComputerName';
const named = (name: string, pending = name): string =>
  block(NAME_KEY) +
  block(`${NAME_KEY}\\ActiveComputerName`, `"ComputerName"="${name}"`) +
  block(`${NAME_KEY}\\ComputerName`, `"ComputerName"="${pending}"`);

describe('several artifacts of one host', () => {
  const on = regText(block(CLIENT, ON));
  for (const [name, other, expected] of [
    ['found and found alike', on, 'pass equal'],
    ['found and found in other capitals', on.replace('Enabled', 'ENABLED'), 'pass equal'],
    ['found and unequal', regText(block(CLIENT, OFF)), 'unknown conflict'],
    ['found and absent', regText(block(CLIENT)), 'unknown conflict'],
    ['found and absent with its key', regText(block(TLS12)), 'unknown conflict'],
    ['found and deleted', regText(block(CLIENT, '"Enabled"=-')), 'unknown conflict'],
    ['found and not collected', regText(block(SERVER)), 'pass equal'],
    ['found and damaged', regText(block(CLIENT, '"Enabled"=1')), 'pass equal'],
    ['equal data of another type', regText(block(CLIENT, '"Enabled"=hex:01,00,00,00')), 'unknown conflict'],
    ['the same number in hex', regText(block(CLIENT, '"Enabled"=hex(4):01,00,00,00')), 'pass equal'],
  ] as const) {
    test(`${name}: ${expected}, in any order`, async () => {
      expect(await verdict('client-enabled', [on, other])).toBe(expected);
      expect(await verdict('client-enabled', [other, on])).toBe(expected);
    });
  }

  test('absent and not collected is absent', async () => {
    expect(await verdict('client-enabled', [regText(block(CLIENT)), regText(block(SERVER))])).toBe('fail value-absent');
  });

  test('a conflict names both places', async () => {
    const host = await report([on, regText(block(CLIENT, OFF))]);
    const result = host.results.find(({ rule }) => rule.id === 'aadc-tls12-client-enabled');
    expect(result?.lookup).toMatchObject({
      answer: 'conflict',
      sides: [
        { evidence: { location: { artifact: 'a.reg', line: 4 } } },
        { evidence: { location: { artifact: 'b.reg', line: 4 } } },
      ],
    });
  });

  test('the order of artifacts changes no outcome', async () => {
    const interest = builtInInterest();
    await fc.assert(
      fc.asyncProperty(fc.array(regTexts, { minLength: 2, maxLength: 4 }), async (texts) => {
        const outcomes = outcomesIn(await normalised(texts, interest));
        expect(outcomesIn(await normalised(texts.toReversed(), interest))).toEqual(outcomes);
        expect(outcomesIn(await normalised([...texts.slice(1), ...texts.slice(0, 1)], interest))).toEqual(outcomes);
      }),
      { numRuns: 500 },
    );
  });

  test('the order of joined exports changes no outcome', async () => {
    const parts = [
      block(CLIENT, ON),
      block(SERVER, OFF),
      block(NET, '"SchUseStrongCrypto"=dword:00000001'),
      block(TLS12),
      block(WOW),
      `${block(CLIENT, ON)}; note\r\n`,
    ].map((part) => regText(part));
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(parts, { minLength: 2 }), async (some) => {
        const joined = outcomesOf(await report(some.join('')));
        expect(outcomesOf(await report(some.toReversed().join('')))).toEqual(joined);
        expect(outcomesOf(await report(some))).toEqual(joined);
      }),
      { numRuns: 80 },
    );
  });

  test('less evidence turns nothing into a pass that more evidence does not have, except a conflict', async () => {
    const interest = builtInInterest();
    await fc.assert(
      fc.asyncProperty(fc.array(nearlyExport, { minLength: 2, maxLength: 3 }), async (texts) => {
        const host = await normalised(texts, interest);
        const all = outcomesIn(host);
        const fewer = outcomesIn(await normalised(texts.slice(1), interest));
        for (const [i, outcome] of fewer.entries()) {
          if (outcome.endsWith(': pass')) expect([outcome, outcome.replace(': pass', ': unknown')]).toContain(all[i]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('which computer the evidence is of', () => {
  test('artifacts that name two computers decide nothing, unless the operator says that they are one', async () => {
    const files = [regText(named('DC01'), block(CLIENT, ON)), regText(named('DC02'))];
    const host = await report(files);
    expect(new Set(Object.values(verdictsOf(host)))).toEqual(new Set(['unknown two-computers']));
    expect(host.diagnostics).toContainEqual(
      expect.objectContaining({ code: 'normalise/two-computers', args: { names: ['DC01', 'DC02'] } }),
    );
    const given = await report(files, 'documented', { givenName: 'DC01' });
    expect(verdictsOf(given)['client-enabled']).toBe('pass equal');
    expect(given.name).toBe('DC01');
  });

  test('names in other capitals are one computer', async () => {
    expect(
      await verdict('client-enabled', [regText(named('DC01'), block(CLIENT, ON)), regText(named('dc01'))]),
    ).not.toBe('unknown two-computers');
  });

  test('a pending rename is one computer, called by the name in force', async () => {
    const host = await report(regText(named('OLD', 'NEW'), block(CLIENT, ON)));
    expect([host.name, verdictsOf(host)['client-enabled']]).toEqual(['OLD', 'pass equal']);
  });

  test('two parts of one file that name two computers decide nothing', async () => {
    const host = await report(regText(named('DC01'), block(CLIENT, ON)) + regText(named('DC02')));
    expect(verdictsOf(host)['client-enabled']).toBe('unknown two-computers');
  });
});
