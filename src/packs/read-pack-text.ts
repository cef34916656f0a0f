import { Composer, isAlias, isMap, isScalar, isSeq, Lexer, Parser } from 'yaml';
import type { CST, Document, Node, Pair } from 'yaml';
import { quoted } from './describe-value.ts';
import { explainSyntaxError } from './explain-syntax-error.ts';
import type { Finding } from './finding.ts';
import { childPointer } from './finding.ts';
import type { PackMember, PackNode, PlainValue } from './pack-node.ts';

/** The most UTF-16 units of one pack; the whole settings list of the domain, 127 rules, needs about a third. */
const MOST_TEXT = 500_000;
/** The deepest nesting; a rule with a check inside a check needs 8. */
const MOST_DEPTH = 40;
/** The most values of one pack, each use of an alias counted with all that it stands for. */
const MOST_VALUES = 50_000;
/** The longest list; ajv copies all errors so far for each item, so that its time grows with the square. */
const MOST_ITEMS = 2_000;

/** What became of a pack's text: the tree is null when no further check makes sense. */
export interface PackText {
  readonly root: PackNode | null;
  readonly findings: readonly Finding[];
}

/** Reads YAML 1.2, of which JSON is a part, into plain data that knows its places; never throws. */
export function readPackText(text: string): PackText {
  const whole = (expected: string, actual: string, offset = 0): PackText => ({
    root: null,
    findings: [{ offset, pointer: '', expected, actual }],
  });
  if (text.length > MOST_TEXT) return whole(`at most ${MOST_TEXT} characters`, `${text.length} characters`);
  const tokens = parseTokens(text);
  if (typeof tokens === 'number') return whole(`a nesting of at most ${MOST_DEPTH} levels`, 'a deeper one', tokens);
  const [document, second] = composeDocuments(tokens, text.length);
  if (!document) return whole('one YAML or JSON document', 'none');
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) return { root: null, findings: explainSyntaxError(broken, text) };
  if (second) return whole('one document', 'a second one', second.range[0]);
  return readTree(document.contents);
}

/**
 * The tokens of the text, or the offset at which the nesting is too deep: yaml composes recursively, and its
 * parser's time grows with the square of the depth, so that the limit is kept while it reads.
 */
function parseTokens(text: string): CST.Token[] | number {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    // A collection in a block takes one entry of the parser's stack; the document and the scalar take two more.
    if (parser.stack.length > MOST_DEPTH + 2) return parser.offset;
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

function composeDocuments(tokens: readonly CST.Token[], end: number): readonly Document.Parsed[] {
  const composer = new Composer({
    schema: 'core', // also when the text has a %YAML 1.1 directive, whose "no" would be false
    resolveKnownTags: false,
    stringKeys: true,
    uniqueKeys: false, // yaml's own check takes quadratic time; the tree walk below finds repeated names
    prettyErrors: false,
  });
  const documents: Document.Parsed[] = [];
  for (const document of composer.compose(tokens, true, end)) {
    documents.push(document);
    if (documents.length === 2) break;
  }
  return documents;
}

/** What the walk knows besides the node it is at. */
interface Walk {
  readonly findings: Finding[];
  readonly anchors: Map<string, PackNode>;
  /** The innermost collection that is past a limit. */
  tooBig: Finding | null;
}

const NOTHING: ReadonlyMap<string, PackMember> = new Map();

function readTree(contents: Node | null): PackText {
  const walk: Walk = { findings: [], anchors: new Map(), tooBig: null };
  const root = readNode(walk, contents, 0, '');
  return walk.tooBig ? { root: null, findings: [walk.tooBig] } : { root, findings: walk.findings };
}

function readNode(walk: Walk, node: Node | null, fallback: number, pointer: string): PackNode {
  const offset = node?.range?.[0] ?? fallback;
  if (isAlias(node)) {
    const anchored = walk.anchors.get(node.source);
    if (anchored) return anchored;
    const actual = quoted(`*${node.source}`);
    walk.findings.push({ offset, pointer, expected: 'an alias of an anchor that ends above', actual });
    return leaf(null, offset, '');
  }
  const read = isMap(node)
    ? readMap(walk, node.items, offset, pointer)
    : isSeq(node)
      ? readList(walk, node.items, offset, pointer)
      : readScalar(node, offset);
  const anchor = isMap(node) || isSeq(node) || isScalar(node) ? node.anchor : undefined;
  if (anchor !== undefined) {
    if (walk.anchors.has(anchor)) {
      walk.findings.push({ offset, pointer, expected: 'each anchor once', actual: quoted(`&${anchor}`) });
    }
    walk.anchors.set(anchor, read);
  }
  return read;
}

function leaf(value: PlainValue, offset: number, source: string): PackNode {
  return { value, offset, source, members: NOTHING, size: 1, height: 1 };
}

function readScalar(node: Node | null, offset: number): PackNode {
  if (!isScalar(node)) return leaf(null, offset, '');
  const { value, source = '' } = node;
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return leaf(isPlain ? value : null, offset, source);
}

function readList(walk: Walk, items: readonly unknown[], offset: number, pointer: string): PackNode {
  const values: PlainValue[] = [];
  const members = new Map<string, PackMember>();
  for (const [index, item] of items.entries()) {
    const node = readNode(walk, item as Node, offset, childPointer(pointer, String(index)));
    values.push(node.value);
    members.set(String(index), { nameOffset: node.offset, node });
  }
  return collection(walk, values, offset, members, pointer);
}

function readMap(walk: Walk, items: readonly Pair[], offset: number, pointer: string): PackNode {
  // Without a prototype, `__proto__` and `constructor` are names like any other.
  const value = Object.create(null) as Record<string, PlainValue>;
  const members = new Map<string, PackMember>();
  for (const pair of items) {
    const nameOffset = (pair.key as Node | null)?.range?.[0] ?? offset;
    const name = isScalar(pair.key) ? pair.key.value : null;
    if (typeof name !== 'string') {
      walk.findings.push({ offset: nameOffset, pointer, expected: 'a property name', actual: 'something else' });
      continue;
    }
    const child = childPointer(pointer, name);
    const node = readNode(walk, pair.value as Node | null, nameOffset, child);
    if (members.has(name)) {
      const actual = `${quoted(name)} a second time`;
      walk.findings.push({ offset: nameOffset, pointer: child, expected: 'each property once', actual });
      continue;
    }
    value[name] = node.value;
    members.set(name, { nameOffset, node });
  }
  return collection(walk, value, offset, members, pointer);
}

/** A map or list with its size; aliases share nodes, so a bomb costs nothing until something visits it. */
function collection(
  walk: Walk,
  value: PlainValue,
  offset: number,
  members: ReadonlyMap<string, PackMember>,
  pointer: string,
): PackNode {
  let size = 1;
  let height = 0;
  for (const { node } of members.values()) {
    size += node.size;
    height = Math.max(height, node.height);
  }
  const limit =
    size > MOST_VALUES
      ? `at most ${MOST_VALUES} values`
      : height >= MOST_DEPTH
        ? `a nesting of at most ${MOST_DEPTH} levels`
        : Array.isArray(value) && value.length > MOST_ITEMS
          ? `a list of at most ${MOST_ITEMS} values`
          : null;
  if (limit !== null)
    walk.tooBig ??= { offset, pointer, expected: limit, actual: 'more, counting what aliases stand for' };
  return { value, offset, source: '', members, size, height: height + 1 };
}
