import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { MULTITOOL_DIRECTORY } from './multitool.ts';

/** The schema that Microsoft's multitool ships (2020-12); it begins with a byte order mark. */
function compile() {
  if (MULTITOOL_DIRECTORY === null) return null;
  const text = readFileSync(`${MULTITOOL_DIRECTORY}/sarif-2.1.0.json`, 'utf8').replace(/^\ufeff/, '');
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  return ajv.compile(JSON.parse(text) as object);
}

const validate = compile();

export const hasSarifSchema = validate !== null;

/** What the schema says against a log; empty when it is valid. */
export function sarifSchemaErrors(log: unknown): readonly string[] {
  if (validate === null) throw new Error('the schema is not installed');
  validate(log);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}
