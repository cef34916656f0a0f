import { describe, expect, it } from 'vitest';
import { CSV_COLUMNS } from '../../../src/report/csv/csv-columns.ts';
import { csvField } from '../../../src/report/csv/csv-field.ts';
import { parseStrictCsv } from '../consumers/strict-csv.ts';
import { hostileHost } from '../hostile-host.ts';
import { HOSTILE_TEXTS } from '../hostile-text.ts';
import { runReport } from '../run-report.ts';
import { host, partialHost, passing, sampleHosts } from '../sample-run.ts';

const FORMULA = /^[=+\-@\t\r\0\uff0b\uff0d\uff1d\uff20]/;

describe('csv', () => {
  it('reads as this document', async () => {
    await expect(await runReport('csv', [partialHost()])).toMatchFileSnapshot('../__snapshots__/csv.txt');
  });

  it('has a record a result, in the columns that it names', async () => {
    const [names, ...records] = parseStrictCsv(await runReport('csv', sampleHosts()));
    expect(names).toEqual(CSV_COLUMNS.map(({ name }) => name));
    expect(new Set(names).size).toBe(CSV_COLUMNS.length);
    const results = sampleHosts().flatMap((each) => each.results);
    expect(records.map((record) => [record[0], record[1], record[4]])).toEqual(
      results.map((each) => [each.host, each.rule.id, each.outcome]),
    );
  });

  it('documents every column', () => {
    for (const { description } of CSV_COLUMNS) expect(description).not.toBe('');
  });

  it.each(HOSTILE_TEXTS)('is strict and free of formulas: %s', async (_, hostile) => {
    const records = parseStrictCsv(await runReport('csv', [hostileHost(hostile)]));
    expect(records).toHaveLength(4);
    for (const field of records.flat()) {
      expect(field).not.toMatch(FORMULA);
      // What a spreadsheet that splits at semicolons would take for cells.
      for (const cell of field.split(';').slice(1)) expect(cell.trim()).not.toMatch(FORMULA);
    }
  });

  it.each([
    ['plain', 'plain'],
    ['=1+1', "'=1+1"],
    ['  =1', "'  =1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@', "'@"],
    ['\t=1', "'\\u{9}=1"],
    ['\rx', "'\\u{d}x"],
    ['\0x', "'\\u{0}x"],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠a', "'＠a"],
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a\nb', 'a\\u{a}b'],
    ['a;=1', `"a;'=1"`],
    ['', ''],
  ])('writes %j as %j', (text, expected) => {
    expect(csvField(text)).toBe(expected);
  });

  it('begins with a byte order mark only when asked', async () => {
    expect((await runReport('csv', [])).startsWith('host,')).toBe(true);
    expect((await runReport('csv', [], { csvByteOrderMark: true })).startsWith('\ufeffhost,')).toBe(true);
  });

  it('is written host by host', async () => {
    const one = await runReport('csv', [host('A', passing())]);
    const two = await runReport('csv', [host('A', passing()), host('B', passing())]);
    expect(two.startsWith(one)).toBe(true);
  });
});

describe('canaries: what the strict parser must refuse', () => {
  it.each([
    ['a line feed alone', 'a,b\n'],
    ['a quote inside a plain field', 'a"b,c\r\n'],
    ['text behind a closed quote', '"a"b,c\r\n'],
    ['an open quote', '"a,b\r\n'],
    ['a ragged record', 'a,b\r\nc\r\n'],
    ['no end', 'a,b'],
  ])('%s', (_, text) => {
    expect(() => parseStrictCsv(text)).toThrow();
  });
});
