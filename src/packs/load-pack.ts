import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import schema from '../../rules/schema/pack.schema.json' with { type: 'json' };
import { PackError } from '../model/errors.ts';
import type { Pack } from '../model/rule.ts';
import type { WrittenPack } from './build-pack.ts';
import { buildPack } from './build-pack.ts';
import { checkPack } from './check-pack.ts';
import { explainSchemaErrors } from './explain-schema-errors.ts';
import type { Finding } from './finding.ts';
import { toProblems } from './finding.ts';
import type { PackNode } from './pack-node.ts';
import { readPackText } from './read-pack-text.ts';

/** One pack file, read. */
export interface PackSource {
  /** Relative URI, as it stands in every problem. */
  readonly file: string;
  /** YAML or JSON. */
  readonly text: string;
  /** Of the file's bytes, lower-case hex. */
  readonly sha256: string;
}

export type PackLoader = (source: PackSource) => Pack;

/** A pack together with the places of its text, for what looks further at it. */
export interface LocatedPack {
  readonly pack: Pack;
  readonly root: PackNode;
  /** The text that offsets count in: without its byte order mark. */
  readonly text: string;
}

/** Loads one pack; throws one PackError that holds every problem of it, in the order of the text. */
export function loadPack(source: PackSource): Pack {
  return createPackLoader()(source);
}

/** {@link loadPack} for many packs: the schema is compiled once. */
export function createPackLoader(): PackLoader {
  const locate = createPackLocator();
  return (source) => locate(source).pack;
}

/** As {@link createPackLoader}, keeping the places. */
export function createPackLocator(): (source: PackSource) => LocatedPack {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true, logger: false });
  const validate = ajv.compile<WrittenPack>(schema);
  return (source) => locatePack(source, validate);
}

function locatePack(source: PackSource, validate: ValidateFunction<WrittenPack>): LocatedPack {
  const text = source.text.startsWith('\uFEFF') ? source.text.slice(1) : source.text;
  const { root, findings } = readPackText(text);
  if (root === null) throw new PackError(toProblems(source.file, text, findings));
  const written: unknown = root.value;
  const isValid = validate(written);
  const found = allFindings(root, findings, isValid ? [] : (validate.errors ?? []));
  if (found.length > 0 || !isValid) throw new PackError(toProblems(source.file, text, found));
  return { pack: buildPack(written, source.file, source.sha256), root, text };
}

/** What the schema refused is not refused again for what it means, nor what could not be read for its shape. */
function allFindings(
  root: PackNode,
  read: readonly Finding[],
  errors: NonNullable<ValidateFunction['errors']>,
): readonly Finding[] {
  const add = (all: readonly Finding[], later: readonly Finding[]): readonly Finding[] => {
    const known = new Set(all.map((finding) => finding.pointer));
    return all.concat(later.filter((finding) => !known.has(finding.pointer)));
  };
  return add(add(read, explainSchemaErrors(errors, root)), checkPack(root));
}
