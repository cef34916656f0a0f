import fc from 'fast-check';
import { CLIENT, HEADER, NET, PROTOCOLS, SCHANNEL, SERVER, TLS12, VERSION, WOW } from '../helpers/reg-evidence.ts';

/** A line with its own line end. */
export interface Line {
  readonly text: string;
  readonly end: string;
}

const CONTROL = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control';

/** Keys that rules ask for, their ancestors, and keys that nobody asks for. */
export const KEYS = [
  'HKEY_LOCAL_MACHINE',
  'HKEY_LOCAL_MACHINE\\SYSTEM',
  'HKEY_LOCAL_MACHINE\\SYSTEM\\Select',
  'HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001',
  'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet',
  CONTROL,
  `${CONTROL}\\Nls`,
  `${CONTROL}\\Nls\\Codepage`,
  `${CONTROL}\\SecurityProviders`,
  SCHANNEL,
  PROTOCOLS,
  TLS12,
  CLIENT,
  `${CLIENT}\\Below`,
  SERVER,
  `${CONTROL}\\Session Manager`,
  'HKEY_LOCAL_MACHINE\\SOFTWARE',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Unrelated',
  NET,
  WOW,
  VERSION,
  'HKEY_CURRENT_USER\\Software\\Other',
] as const;

const names = fc.constantFrom(
  'Enabled',
  'DisabledByDefault',
  'Other',
  'enabled',
  'Othe\u017f',
  'a\\\\b',
  'q\\"q',
  'x]',
  'é',
  '',
);

const digits = fc.constantFrom(
  '00000001',
  '00000000',
  'ffffffff',
  '0000000',
  '0000000A',
  '1',
  '000000001',
  '0x1',
  '',
  '1 ',
);

const strings = fc.constantFrom(
  '',
  'text',
  '1',
  'C:\\\\path\\\\',
  'say \\"hi\\"',
  'bad " quote',
  'zero \\0',
  'tail\\',
  '; no comment',
  'tab\tin',
  '[HKEY_LOCAL_MACHINE]',
);

const bytes = fc.constantFrom(
  '',
  '00',
  '01,00,00,00',
  '01,00,00,00,',
  '1,2',
  '0g',
  '01,,02',
  '00,\\',
  '00,01,\\',
  '\\',
  '01 ,02',
);

const data = fc.oneof(
  { weight: 4, arbitrary: digits.map((d) => `dword:${d}`) },
  { weight: 3, arbitrary: strings.map((s) => `"${s}"`) },
  { weight: 1, arbitrary: strings.map((s) => `"${s}`) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom('hex:', 'hex(4):', 'hex(2):', 'hex(b):', 'hex(0x4):', 'hex(1'), bytes)
      .map((p) => p.join('')),
  },
  { weight: 1, arbitrary: fc.constantFrom('-', '- ', '-x', 'dword', 'qword:1', 'DWORD:00000001', '') },
);

/** A value line as exports write it, or nearly so. */
export const valueLine: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('', '', '', '', '', ' ', '\t'),
    fc.oneof(
      { weight: 6, arbitrary: names.map((name) => `"${name}"`) },
      { weight: 1, arbitrary: fc.constantFrom('@', '"open', 'bare', '"a"b') },
    ),
    fc.constantFrom('=', '=', '=', '=', '=', ' = ', '', '=='),
    data,
    fc.constantFrom('', '', '', '', '', ' ', ' ; comment', ';', ' x', '\\'),
  )
  .map((parts) => parts.join(''));

/** A value line that an export can hold. */
export const plainValue: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('Enabled', 'DisabledByDefault', 'Other', 'Name', 'é'),
    fc.constantFrom('dword:00000001', 'dword:00000000', '"text"', '"a\\\\b"', 'hex:01,02', 'hex(4):01,00,00,00'),
  )
  .map(([name, value]) => `"${name}"=${value}`);

const key = fc.constantFrom(...KEYS);

export const headerLine: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('[', '[', '[', '[', '[', '[', ' [', '[-', '[ ', ';[', '#[', '- [', 'x[', '[[', '[-  '),
    fc.oneof(
      { weight: 8, arbitrary: key },
      { weight: 1, arbitrary: key.map((path) => path.toLowerCase()) },
      { weight: 1, arbitrary: key.map((path) => path.replace('HKEY_LOCAL_MACHINE', 'HKLM')) },
      { weight: 1, arbitrary: key.map((path) => path.replace('\\', '\\\\')) },
      { weight: 1, arbitrary: key.map((path) => path.replace(/\\(?=[^\\]*$)/u, '\\\\')) },
      { weight: 1, arbitrary: key.map((path) => `${path}\\`) },
      { weight: 1, arbitrary: key.map((path) => path.replace('HKEY', 'HKEX')) },
    ),
    fc.constantFrom(']', ']', ']', ']', ']', ']', '', ' ]', '] ', '] ; see [x]', ']]', '] x'),
  )
  .map((parts) => parts.join(''));

const otherLine = fc.constantFrom(
  '',
  '',
  '',
  ' ',
  '\t',
  '; note',
  '# note',
  'junk',
  HEADER,
  `\ufeff${HEADER}`,
  'REGEDIT4',
  '  00,01',
  '  02,03,\\',
  '\\',
  '"',
  '[',
  ']',
);

export const anyLine: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: valueLine },
  { weight: 4, arbitrary: headerLine },
  { weight: 3, arbitrary: otherLine },
);

const lineEnd = fc.oneof(
  { weight: 12, arbitrary: fc.constant('\r\n') },
  { weight: 1, arbitrary: fc.constantFrom('\n', '\r') },
);

/** Text made of lines; the last may lack its end. */
export function textOf(lines: readonly Line[], hasLastEnd: boolean): string {
  const text = lines.map((line) => line.text + line.end).join('');
  return hasLastEnd ? text : text.slice(0, text.length - (lines.at(-1)?.end.length ?? 0));
}

/** The lines of an export over some of the keys, in pre-order and with their parents. */
export const exportLines: fc.Arbitrary<readonly Line[]> = fc
  .tuple(
    fc.constantFrom('HKEY_LOCAL_MACHINE', 'HKEY_LOCAL_MACHINE\\SYSTEM', SCHANNEL, TLS12, CLIENT, NET),
    fc.array(fc.array(plainValue, { maxLength: 3 }), { minLength: KEYS.length, maxLength: KEYS.length }),
    fc.array(fc.boolean(), { minLength: KEYS.length, maxLength: KEYS.length }),
  )
  .map(([root, values, isKept]) => {
    const paths = KEYS.filter((path, i) => path === root || (path.startsWith(`${root}\\`) && (isKept[i] ?? true)));
    const withParents = new Set<string>();
    for (const path of paths) {
      const segments = path.split('\\');
      for (let n = root.split('\\').length; n <= segments.length; n++) withParents.add(segments.slice(0, n).join('\\'));
    }
    const texts = [HEADER, ''];
    const ordered = [...withParents].toSorted((a, b) => (a.replaceAll('\\', '\0') < b.replaceAll('\\', '\0') ? -1 : 1));
    for (const path of ordered) {
      const own = new Map(
        (values[KEYS.indexOf(path as (typeof KEYS)[number])] ?? []).map((line) => [line.split('=')[0], line]),
      );
      texts.push(`[${path}]`, ...own.values(), '');
    }
    return texts.map((text) => ({ text, end: '\r\n' }));
  });

type Edit = (lines: readonly Line[]) => readonly Line[];

const place = fc.nat(1_000_000);

/** One small change: a line put in, replaced, left out or moved, or another line end. */
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(place, anyLine, lineEnd).map(
    ([at, text, end]): Edit =>
      (lines) =>
        lines.toSpliced(1 + (at % lines.length), 0, { text, end }),
  ),
  fc.tuple(place, anyLine, lineEnd).map(
    ([at, text, end]): Edit =>
      (lines) =>
        lines.toSpliced(1 + (at % lines.length), 1, { text, end }),
  ),
  place.map(
    (at): Edit =>
      (lines) =>
        lines.toSpliced(1 + (at % lines.length), 1),
  ),
  fc.tuple(place, lineEnd).map(
    ([at, end]): Edit =>
      (lines) =>
        lines.with(at % lines.length, { text: lines[at % lines.length]?.text ?? '', end }),
  ),
  fc.tuple(place, place).map(([a, b]): Edit => (lines) => {
    const [from, to] = [1 + (a % (lines.length - 1)), 1 + (b % (lines.length - 1))];
    return lines.with(from, lines[to] as Line).with(to, lines[from] as Line);
  }),
);

/** An export with up to three small changes. */
export const nearlyExport: fc.Arbitrary<string> = fc
  .tuple(exportLines, fc.array(edit, { maxLength: 3 }), fc.boolean())
  .map(([lines, edits, hasLastEnd]) => {
    let edited = lines;
    for (const change of edits) if (edited.length > 0) edited = change(edited);
    return textOf(edited, hasLastEnd);
  });

/** Any lines at all below a file header. */
export const anyLines: fc.Arbitrary<string> = fc
  .tuple(fc.array(fc.tuple(anyLine, lineEnd), { maxLength: 25 }), fc.boolean())
  .map(([lines, hasLastEnd]) =>
    textOf(
      [{ text: HEADER, end: '\r\n' }, { text: '', end: '\r\n' }, ...lines.map(([text, end]) => ({ text, end }))],
      hasLastEnd,
    ),
  );

/** Text of a `.reg` file that the tests below do not expect anything of. */
export const regTexts: fc.Arbitrary<string> = fc.oneof(nearlyExport, anyLines);
