import { describe, expect, it } from 'vitest';
import type { Diagnostic, DiagnosticArgs, DiagnosticCode } from '../../src/model/diagnostic.ts';
import { diagnosticWords } from '../../src/report/messages.ts';
import { at } from './sample-run.ts';

/** One example of args for every code; the compiler proves that none is missing. */
export const EXAMPLE_ARGS: { readonly [Code in DiagnosticCode]: DiagnosticArgs[Code] } = {
  'decode/assumed-encoding': { encoding: 'windows-1252' },
  'decode/invalid-bytes': { encoding: 'UTF-8', count: 1 },
  'decode/odd-byte-count': { encoding: 'UTF-16LE' },
  'parse/not-evidence': { looksLike: 'a PNG image' },
  'parse/empty-file': {},
  'parse/refused-file-header': { expected: 'Windows Registry Editor Version 5.00, or REGEDIT4', actual: 'hello' },
  'parse/later-header': { actual: 'REGEDIT4' },
  'parse/limit': { limit: 'units in one line or string', most: 1_000_000 },
  'parse/byte-order-mark-inside': {},
  'parse/refused-key-header': { expected: 'a root key', actual: '[HKXX\\a]' },
  'parse/commented-out-header': { actual: ';[HKEY_LOCAL_MACHINE\\A]' },
  'parse/repeated-backslash': { actual: 'A\\\\B' },
  'parse/text-after-header': { actual: 'x' },
  'parse/abbreviated-root': { actual: 'HKLM' },
  'parse/value-outside-key': { actual: '"a"="b"' },
  'parse/value-after-refused-header': { actual: '"a"="b"' },
  'parse/value-under-deletion': { actual: '"a"="b"' },
  'parse/invalid-value': { expected: '1 to 8 hex digits', actual: 'dword:g' },
  'parse/missing-closing-quote': { actual: '"a' },
  'parse/line-break-in-string': { lines: 2 },
  'parse/continuation-lost': { expected: 'hex bytes', actual: '[HKEY_LOCAL_MACHINE\\A]' },
  'parse/short-dword': { digits: 7 },
  'parse/not-utf16-data': { actual: 'C:\\\\Temp' },
  'parse/ignored-line': { actual: '- bullet' },
  'parse/nul-character': {},
  'parse/damaged-values-elsewhere': { count: 4 },
  'normalise/instructions': { because: 'comment' },
  'normalise/truncated': { because: 'ends-inside-value', lastKey: 'HKEY_LOCAL_MACHINE\\SYSTEM\\A' },
  'normalise/joined-exports': { parts: 2 },
  'normalise/mounted-hive': { root: 'HKEY_LOCAL_MACHINE\\GOLD', hive: 'HKEY_LOCAL_MACHINE\\SYSTEM' },
  'normalise/two-computers': { names: ['A', 'B'] },
  'normalise/control-set-unstated': { sets: ['ControlSet001', 'ControlSet002'] },
  'normalise/control-set-missing': { set: 'ControlSet003' },
  'normalise/control-set-stated': { option: 2, stated: 1 },
  'normalise/same-name': { name: 'A', other: 'b.reg' },
  'cli/unreadable': { because: 'permission denied' },
  'cli/skipped-link': {},
};

const CODES = Object.keys(EXAMPLE_ARGS) as DiagnosticCode[];

function example(code: DiagnosticCode): Diagnostic {
  return { code, level: 'warning', args: EXAMPLE_ARGS[code], location: at(1) } as Diagnostic;
}

describe('the words of diagnostics', () => {
  it.each(CODES)('%s says what happened, with all its args', (code) => {
    const { message } = diagnosticWords(example(code));
    expect(message).toMatch(/\w+ \w+/);
    expect(message).not.toMatch(/undefined|\[object|NaN/);
    expect(message.endsWith('.'), 'a message is a clause, not a sentence').toBe(false);
    for (const value of Object.values(EXAMPLE_ARGS[code]).flat()) {
      const isWord =
        code === 'normalise/instructions' || code === 'normalise/truncated' || String(value).startsWith('HKEY');
      if (!isWord) expect(message).toContain(String(value));
    }
  });

  it.each([
    ['decode/assumed-encoding', '--encoding'],
    ['decode/invalid-bytes', '--encoding'],
    ['normalise/mounted-hive', '--map'],
    ['normalise/control-set-unstated', '--control-set N'],
    ['normalise/control-set-missing', 'as a whole'],
    ['normalise/two-computers', '--host NAME'],
    ['normalise/same-name', '--host NAME'],
    ['normalise/truncated', 'Collect the file again'],
  ] as const)('%s names its cure', (code, cure) => {
    expect(diagnosticWords(example(code)).help).toContain(cure);
  });

  it('passes a word that no table knows through', () => {
    const unknown = { ...example('normalise/instructions'), args: { because: '__proto__' } } as Diagnostic;
    expect(diagnosticWords(unknown).message).toContain('because __proto__');
  });

  it('reads as a whole', () => {
    expect(CODES.map((code) => [code, diagnosticWords(example(code))])).toMatchSnapshot();
  });
});
