import type { ErrorObject } from 'ajv/dist/2020.js';
import { describeValue, quoted } from './describe-value.ts';
import type { Finding } from './finding.ts';
import { childPointer, pointerNames } from './finding.ts';
import type { PackNode } from './pack-node.ts';
import { suggest } from './suggest.ts';

/** A property that nobody knows, and the known one that it probably means. */
interface UnknownProperty {
  readonly finding: Finding;
  readonly owner: string;
  readonly meant: string | null;
}

/**
 * ajv's errors in the words of a pack's author, one for each mistake: a misspelt property is not missing too, and
 * a schema's `if` is no mistake of its own. Needs ajv's option `verbose`.
 */
export function explainSchemaErrors(errors: readonly ErrorObject[], root: PackNode): readonly Finding[] {
  const unknown = errors
    .filter((error) => error.keyword === 'additionalProperties')
    .map((error) => unknownProperty(error, root));
  const misspelt = new Set(unknown.map(({ owner, meant }) => `${owner}\0${meant ?? ''}`));
  const findings = unknown.map((property) => property.finding);
  for (const error of errors) {
    if (error.keyword === 'additionalProperties' || error.keyword === 'if') continue;
    const node = nodeAt(root, error.instancePath);
    const missing = param(error, 'missingProperty');
    if (missing !== null) {
      if (misspelt.has(`${error.instancePath}\0${missing}`)) continue;
      const expected = `the property ${quoted(missing)}`;
      findings.push({ offset: node.offset, pointer: error.instancePath, expected, actual: 'no such property' });
    } else {
      const expected = expectedValue(error, node);
      findings.push({ offset: node.offset, pointer: error.instancePath, expected, actual: describeValue(node) });
    }
  }
  return findings;
}

function unknownProperty(error: ErrorObject, root: PackNode): UnknownProperty {
  const name = param(error, 'additionalProperty') ?? '';
  const owner = nodeAt(root, error.instancePath);
  const properties = error.parentSchema?.['properties'] as Readonly<Record<string, unknown>> | undefined;
  const known = Object.keys(properties ?? {});
  const meant = suggest(
    name,
    known.filter((candidate) => !owner.members.has(candidate)),
  );
  const expected = `one of the properties ${known.join(', ')}${meant === null ? '' : ` (did you mean ${quoted(meant)}?)`}`;
  const offset = owner.members.get(name)?.nameOffset ?? owner.offset;
  const pointer = childPointer(error.instancePath, name);
  return { finding: { offset, pointer, expected, actual: quoted(name) }, owner: error.instancePath, meant };
}

/** The schema says in its `title` what a value is; lists of words speak for themselves. */
function expectedValue(error: ErrorObject, node: PackNode): string {
  const allowed = (error.params as { readonly allowedValues?: readonly unknown[] }).allowedValues;
  if (allowed) {
    const words = allowed.map(String);
    const near = typeof node.value === 'string' ? suggest(node.value, words) : null;
    const list = words.length === 1 ? (words[0] ?? '') : `one of ${words.join(', ')}`;
    return near === null ? list : `${list} (did you mean ${quoted(near)}?)`;
  }
  const title: unknown = error.parentSchema?.['title'];
  return typeof title === 'string' ? title : `a value that ${error.message ?? 'the schema allows'}`;
}

function param(error: ErrorObject, name: string): string | null {
  const value = (error.params as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : null;
}

/** The node at a pointer, or the nearest one above it. */
function nodeAt(root: PackNode, pointer: string): PackNode {
  let node = root;
  for (const name of pointerNames(pointer)) node = node.members.get(name)?.node ?? node;
  return node;
}
