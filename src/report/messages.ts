import type { Diagnostic, DiagnosticArgs, DiagnosticCode } from '../model/diagnostic.ts';
import { shortPath } from '../model/key-path.ts';
import { counted, quoted } from './describe-data.ts';
import { NOT_AN_EXPORT_WORDS, TRUNCATION_WORDS, wordsFor } from './describe-form.ts';

/** What happened, with expected and actual; and the cure, where there is one. */
export interface DiagnosticWords {
  readonly message: string;
  readonly help: string | null;
}

type Words<Code extends DiagnosticCode> = (
  args: Readonly<DiagnosticArgs[Code]>,
) => readonly [message: string, help?: string];

/** Parsers cut what they quote at this length. */
const MOST_SAMPLE = 80;

/** A piece of the evidence as it stands there; backticks, because it is full of quotation marks itself. */
function sample(actual: string): string {
  if (actual === '') return 'nothing';
  const cut = actual.slice(0, MOST_SAMPLE).replace(/[\ud800-\udbff]$/, '');
  return `\`${cut}${actual.length >= MOST_SAMPLE ? '…' : ''}\``;
}

const COLLECT_AGAIN = 'Collect the file again with reg export or regedit.';
const NAME_ENCODING = 'Name the right one with --encoding.';

/** The compiler proves that every code has its words: a code without a row does not compile. */
const WORDS: { readonly [Code in DiagnosticCode]: Words<Code> } = {
  'decode/assumed-encoding': ({ encoding }) => [
    `nothing in the file states its encoding; read as ${encoding}`,
    'Name it with --encoding if letters beyond ASCII look wrong.',
  ],
  'decode/invalid-bytes': ({ encoding, count }) => [
    `expected ${encoding} text, found ${counted(count, 'byte sequence')} that cannot be ${encoding}`,
    NAME_ENCODING,
  ],
  'decode/odd-byte-count': ({ encoding }) => [
    `expected an even number of bytes in ${encoding} text, found an odd number: the last character is cut`,
    COLLECT_AGAIN,
  ],
  'parse/not-evidence': ({ looksLike }) => [
    `expected registry evidence, found ${looksLike}`,
    'regaudit reads .reg files. Leave the file out, or collect it again with reg export.',
  ],
  'parse/empty-file': () => ['expected registry evidence, found an empty file', COLLECT_AGAIN],
  'parse/refused-file-header': ({ expected, actual }) => [
    `expected the first line to be ${expected}, found ${sample(actual)}; a registry editor refuses this file`,
    COLLECT_AGAIN,
  ],
  'parse/later-header': ({ actual }) => [
    `found a second header line ${sample(actual)}; what follows is judged as an export of its own`,
  ],
  'parse/limit': ({ limit, most }) => [
    `more than ${most} ${limit}; what lies beyond that was not read`,
    'Export only the keys that matter: regaudit explain RULE names them.',
  ],
  'parse/byte-order-mark-inside': () => [
    'found a byte order mark inside the file; files seem to have been joined',
    'Scan the files one by one, or put them into one directory.',
  ],
  'parse/refused-key-header': ({ expected, actual }) => [
    `expected ${expected} in a key header, found ${sample(actual)}; the values below it belong to no known key`,
    COLLECT_AGAIN,
  ],
  'parse/commented-out-header': ({ actual }) => [
    `a key header is commented out: ${sample(actual)}; the values below it are not counted for any key`,
    'Remove the comment sign, or the values with it.',
  ],
  'parse/repeated-backslash': ({ actual }) => [
    `expected single backslashes in a key path, found ${sample(actual)}; read as if each were single`,
  ],
  'parse/text-after-header': ({ actual }) => [`expected nothing after a key header, found ${sample(actual)}; ignored`],
  'parse/abbreviated-root': ({ actual }) => [
    `expected the long name of a root key, found ${sample(actual)}; read as the long name`,
  ],
  'parse/value-outside-key': ({ actual }) => [
    `expected a key header before the first value, found ${sample(actual)}; the value belongs to no key`,
    COLLECT_AGAIN,
  ],
  'parse/value-after-refused-header': ({ actual }) => [
    `the key header above this value could not be read: ${sample(actual)} is no evidence for any key`,
    'Repair the header, or collect the file again.',
  ],
  'parse/value-under-deletion': ({ actual }) => [
    `the key above is deleted, so the value ${sample(actual)} is lost on import; ignored`,
  ],
  'parse/invalid-value': ({ expected, actual }) => [
    `expected ${expected}, found ${sample(actual)}; the value counts as damaged`,
    COLLECT_AGAIN,
  ],
  'parse/missing-closing-quote': ({ actual }) => [
    `expected a closing quotation mark, found ${sample(actual)}; the value counts as damaged`,
    COLLECT_AGAIN,
  ],
  'parse/line-break-in-string': ({ lines }) => [
    `a string continues over ${counted(lines, 'line')}; the line breaks belong to its data`,
  ],
  'parse/continuation-lost': ({ expected, actual }) => [
    `expected ${expected}; found ${sample(actual)}; the value counts as damaged`,
    COLLECT_AGAIN,
  ],
  'parse/short-dword': ({ digits }) => [
    `expected eight digits after dword:, found ${digits}; read as the same number with leading zeros`,
  ],
  'parse/not-utf16-data': ({ actual }) => [
    `expected text as UTF-16 in the bytes, found ${sample(actual)} in one byte a character; the bytes are kept as they are`,
  ],
  'parse/ignored-line': ({ actual }) => [
    `expected a key, a value, a comment or an empty line, found ${sample(actual)}; ignored`,
  ],
  'parse/nul-character': () => [
    'expected text, found a NUL character: an importer stops reading here, and nothing after it is evidence',
    'Collect the file again.',
  ],
  'parse/damaged-values-elsewhere': ({ count }) => [
    `${counted(count, 'damaged value')} in keys that no selected rule reads`,
    'regaudit convert lists each of them.',
  ],
  'normalise/instructions': ({ because }) => [
    `the file is not a plain export, because ${wordsFor(NOT_AN_EXPORT_WORDS, because)}: it proves only the values ` +
      'and deletions that it names, and no absence',
    'Scan a file that reg export or regedit wrote, unchanged.',
  ],
  'normalise/truncated': ({ because, lastKey }) => [
    `the export is cut off: ${wordsFor(TRUNCATION_WORDS, because)}; nothing is known of what would follow ${shortPath(lastKey)}`,
    COLLECT_AGAIN,
  ],
  'normalise/joined-exports': ({ parts }) => [`the file holds ${counted(parts, 'export')}; each is judged on its own`],
  'normalise/mounted-hive': ({ root, hive }) => [
    `${shortPath(root)} is taken for the mounted hive ${shortPath(hive)}`,
    `State it with --map "${shortPath(root)}=${shortPath(hive)}", or another hive if this is wrong.`,
  ],
  'normalise/two-computers': ({ names }) => [
    `expected evidence of one computer, found ${names.map(quoted).join(' and ')}; nothing is decided for this host`,
    'Scan them apart; if it is one computer, say so with --host NAME.',
  ],
  'normalise/control-set-unstated': ({ sets }) => [
    `the evidence does not state which control set is current${sets.length > 0 ? `; it holds ${sets.join(', ')}` : ''}`,
    'Collect HKLM\\SYSTEM\\Select too, or name the set with --control-set N.',
  ],
  'normalise/control-set-missing': ({ set }) => [
    `HKLM\\SYSTEM\\Select names ${set} as current, and the evidence does not hold it`,
    'Collect HKLM\\SYSTEM as a whole.',
  ],
  'normalise/control-set-stated': ({ option, stated }) => [
    `--control-set ${option} is not used: the evidence itself names control set ${stated} as current`,
  ],
  'normalise/same-name': ({ name, other }) => [
    `this host and ${other} both name the computer ${quoted(name)}`,
    'If they are one computer, scan the files together with --host NAME.',
  ],
  'cli/unreadable': ({ because }) => [`the file cannot be read: ${because}`],
  'cli/skipped-link': () => [
    'a symbolic link that leads out of the scanned directory; not followed',
    'Name its target on the command line to scan it.',
  ],
};

/** The words of a diagnostic; evidence text in them is not neutralised yet. */
export function diagnosticWords<Code extends DiagnosticCode>(diagnostic: Diagnostic<Code>): DiagnosticWords {
  // Code and args of a diagnostic belong together by its type; TypeScript cannot carry that through the index.
  const words = WORDS[diagnostic.code] as Words<DiagnosticCode>;
  const [message, help] = words(diagnostic.args);
  return { message, help: help ?? null };
}
