import type { ErrorCode, YAMLError } from 'yaml';
import { quoted } from './describe-value.ts';
import type { Finding } from './finding.ts';

/** Later errors are mostly consequences of the first ones. */
const MOST_ERRORS = 20;

const BACKSLASH = 'in double quotes, each backslash written twice; a key path needs no quotes';

/** What was expected where yaml reports a code; null where yaml's own sentence says it best. */
const EXPECTED: Readonly<Record<ErrorCode, string | null>> = {
  ALIAS_PROPS: 'an alias without anchor or tag',
  BAD_ALIAS: 'the name of an anchor after *',
  BAD_DIRECTIVE: 'no directive but %YAML 1.2',
  BAD_DQ_ESCAPE: BACKSLASH,
  BAD_INDENT: 'indentation that fits the lines above',
  BAD_PROP_ORDER: 'anchor and tag before the value',
  BAD_SCALAR_START: 'quotes around a text that begins with this character',
  BLOCK_AS_IMPLICIT_KEY: 'one property a line, or quotes around a text that contains ": "',
  BLOCK_IN_FLOW: 'only [ ] and { } inside [ ] or { }',
  DUPLICATE_KEY: 'each property once',
  IMPOSSIBLE: null,
  KEY_OVER_1024_CHARS: 'a property name of at most 1024 characters',
  MISSING_CHAR: null,
  MULTILINE_IMPLICIT_KEY: 'a ":" after the property name, on the same line',
  MULTIPLE_ANCHORS: 'one anchor for a value',
  MULTIPLE_DOCS: 'one document',
  MULTIPLE_TAGS: 'no tag',
  NON_STRING_KEY: 'a property name',
  RESOURCE_EXHAUSTION: 'less nesting',
  TAB_AS_INDENT: 'blanks as indentation',
  TAG_RESOLVE_FAILED: 'no tag, or a value that fits it',
  UNEXPECTED_TOKEN: null,
  BAD_COLLECTION_TYPE: 'a value that fits the tag',
};

/** yaml's errors in the order of the text: the first of each line, and of the first 20 such lines. */
export function explainSyntaxError(errors: readonly YAMLError[], text: string): readonly Finding[] {
  const findings: Finding[] = [];
  // At the end of the text yaml points behind the last line end: the line that lacks something is the last one.
  const end = text.trimEnd().length;
  let nextLine = -1;
  for (const error of errors.toSorted((a, b) => a.pos[0] - b.pos[0])) {
    const offset = Math.min(error.pos[0], end);
    if (offset < nextLine) continue;
    findings.push({ offset, pointer: '', expected: expectedBy(error), actual: textAt(text, offset) });
    const lineEnd = text.indexOf('\n', offset);
    nextLine = lineEnd < 0 ? text.length + 1 : lineEnd + 1;
    // After a tab as indentation every line that fits the tab is wrong to yaml.
    if (findings.length === MOST_ERRORS || error.code === 'TAB_AS_INDENT') break;
  }
  return findings;
}

function expectedBy(error: YAMLError): string {
  // A plain text cannot contain ": ", which yaml reports as a nested map on the key's line.
  if (error.code === 'BAD_INDENT' && /compact mapping/iu.test(error.message)) {
    return 'quotes around a text that contains ": "';
  }
  return EXPECTED[error.code] ?? `well-formed YAML: ${error.message}`;
}

function textAt(text: string, offset: number): string {
  const end = text.indexOf('\n', offset);
  const rest = text.slice(offset, end < 0 ? undefined : end).trimEnd();
  return rest === '' ? 'the end of the line' : quoted(rest.slice(0, 40));
}
