import { readFileSync } from 'node:fs';
import { validateXML } from 'xmllint-wasm';

const schema = readFileSync('rules/schema/junit-strict.xsd', 'utf8');

/** What libxml2 says against a JUnit file by rules/schema/junit-strict.xsd; empty when it is valid. */
export async function junitSchemaErrors(text: string): Promise<readonly string[]> {
  const { valid, errors } = await validateXML({
    xml: [{ fileName: 'out.xml', contents: text }],
    schema: [{ fileName: 'junit-strict.xsd', contents: schema }],
  });
  const messages = errors.map(({ message }) => message);
  return valid || messages.length > 0 ? messages : ['not valid'];
}
