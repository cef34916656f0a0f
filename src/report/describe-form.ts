import type { EvidenceForm, NotAnExport, Truncation } from '../model/observation.ts';

/** What shows that a file is not a plain export; after "it covers only what it names, because". */
export const NOT_AN_EXPORT_WORDS: Readonly<Record<NotAnExport, string>> = {
  'refused-file-header': 'it does not start with a header line that a registry editor writes',
  'no-keys': 'it holds no key',
  comment: 'it holds a comment',
  'ignored-line': 'it holds a line that is neither key nor value',
  deletion: 'it deletes a key or a value',
  'repeated-key': 'it names a key twice',
  'repeated-value': 'it names a value twice in one key',
  'abbreviated-root': 'it abbreviates the name of a root key',
  'not-in-pre-order': 'its keys are not in the order in which an export lists them',
  'parent-left-out': 'it names a key without the key above it',
  'dword-spelling': 'a dword is not written as eight lower-case digits',
  'no-blank-line-between-keys': 'a key does not stand after an empty line',
  'value-outside-key': 'a value stands before the first key',
  'lone-carriage-return': 'a line ends in a carriage return alone',
  'too-many-roots': 'it holds more trees than an export has',
};

export const TRUNCATION_WORDS: Readonly<Record<Truncation, string>> = {
  'no-final-empty-line': 'the empty line that ends every export is missing',
  'ends-inside-value': 'it ends inside a value',
  'ends-inside-header': 'it ends inside a key header',
  'odd-byte-count': 'it ends inside a character',
};

/** Looks a word up that came as a plain string; a word that is not in the table stands for itself. */
export function wordsFor(table: Readonly<Record<string, string>>, word: string): string {
  return Object.hasOwn(table, word) ? (table[word] ?? word) : word;
}

/** What a part of a file covers, by its form. */
export function describeForm(form: EvidenceForm): string {
  switch (form.kind) {
    case 'export':
      return 'export';
    case 'truncated':
      return `truncated export (${TRUNCATION_WORDS[form.because]})`;
    case 'instructions':
      return `instructions (${NOT_AN_EXPORT_WORDS[form.because]})`;
  }
}
