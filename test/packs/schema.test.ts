import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import schema from '../../rules/schema/pack.schema.json' with { type: 'json' };
import { SEVERITIES } from '../../src/model/outcome.ts';
import { SCHANNEL_PROTOCOLS } from '../../src/model/rule.ts';
import type { CheckKind } from '../../src/model/rule.ts';
import { lintPack } from '../../src/packs/lint-pack.ts';

const README = 'rules/README.md';
const readme = readFileSync(new URL(`../../${README}`, import.meta.url), 'utf8');

/** The compiler refuses this list when the model has a kind that is missing here, or the other way round. */
const KINDS = Object.keys({
  equals: 0,
  oneOf: 0,
  nonZero: 0,
  zero: 0,
  min: 0,
  max: 0,
  bitsSet: 0,
  bitsClear: 0,
  list: 0,
  present: 0,
  absent: 0,
  allOf: 0,
  anyOf: 0,
  not: 0,
  schannelProtocol: 0,
  dotnetSwitch: 0,
} satisfies Record<CheckKind, 0>);

/** Every object inside the schema that describes properties, with its pointer. */
function objectSchemas(node: unknown, pointer = ''): readonly { pointer: string; schema: Record<string, unknown> }[] {
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.entries(node).flatMap(([name, child]) =>
    name === 'if' ? [] : objectSchemas(child, `${pointer}/${name}`),
  );
  const own = node as Record<string, unknown>;
  const describes = typeof own['properties'] === 'object' && own['type'] === 'object';
  return describes ? [{ pointer, schema: own }, ...inner] : inner;
}

describe('the pack schema', () => {
  it('is a valid JSON Schema 2020-12 that ajv compiles in strict mode', () => {
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(ajv.validateSchema(schema), ajv.errorsText()).toBe(true);
    expect(() => ajv.compile(schema)).not.toThrow();
  });

  it('describes every property and allows no other', () => {
    const objects = objectSchemas(schema);
    expect(objects.length).toBeGreaterThan(20);
    for (const { pointer, schema: object } of objects) {
      // The base of a check leaves its properties to the kind that it names.
      if (pointer !== '/$defs/check') expect(object['additionalProperties'], pointer).toBe(false);
      for (const [name, property] of Object.entries(object['properties'] as Record<string, Record<string, string>>)) {
        const reference = property['$ref']?.split('/').at(-1) as keyof typeof schema.$defs | undefined;
        const description = property['description'] ?? (reference && schema.$defs[reference].description);
        expect(description?.length ?? 0, `${pointer}/properties/${name}`).toBeGreaterThan(5);
      }
    }
  });

  it('knows the kinds, severities and protocols of the model', () => {
    expect(schema.$defs.check.properties.kind.enum.toSorted()).toEqual(KINDS.toSorted());
    expect(schema.$defs.severity.enum).toEqual(SEVERITIES);
    expect(schema.$defs.schannelProtocolCheck.properties.protocol.enum).toEqual(SCHANNEL_PROTOCOLS);
  });

  it('has one branch for each kind, which allows the kinds that lead to it', () => {
    const branches = schema.$defs.check.allOf.map((branch) => ({
      kinds: branch.if.properties.kind.enum,
      name: branch.then.$ref.split('/').at(-1) as 'equalsCheck',
    }));
    expect(branches.flatMap((branch) => branch.kinds).toSorted()).toEqual(KINDS.toSorted());
    for (const { kinds, name } of branches) expect(schema.$defs[name].properties.kind.enum, name).toEqual(kinds);
  });
});

describe(README, () => {
  it('has every check kind of the schema in its table, with its properties', () => {
    const table = new Map<string, string>();
    for (const [, kind = '', properties = ''] of readme.matchAll(/^\| `(\w+)` +\|[^|]*\|([^|]*)\|$/gmu)) {
      table.set(kind, properties);
    }
    expect([...table.keys()].toSorted()).toEqual(KINDS.toSorted());
    for (const branch of schema.$defs.check.allOf) {
      const definition = schema.$defs[branch.then.$ref.split('/').at(-1) as 'equalsCheck'];
      const own = Object.keys(definition.properties).filter((name) => !['kind', 'key', 'value'].includes(name));
      for (const kind of branch.if.properties.kind.enum) {
        const named = [...(table.get(kind) ?? '').matchAll(/`(\w+)`/gu)].map((match) => match[1]);
        expect(named, kind).toEqual(own);
      }
    }
  });

  it('has an example that loads without a warning', () => {
    const text = /```yaml\n([^]*?)```/u.exec(readme)?.[1] ?? '';
    const { pack, warnings } = lintPack({ file: README, text, sha256: '' });
    expect(warnings).toEqual([]);
    expect(pack.rules).toHaveLength(2);
  });
});
