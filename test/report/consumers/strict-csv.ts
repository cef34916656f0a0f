/**
 * Reads CSV as RFC 4180 defines it, and throws at anything else: CRLF after every record, quotes only around a whole
 * field and doubled inside, the same number of fields everywhere.
 */
export function parseStrictCsv(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    const [field, next] = text.charAt(at) === '"' ? quotedField(text, at) : plainField(text, at);
    record.push(field);
    at = next;
    if (text.startsWith('\r\n', at)) {
      records.push(record);
      record = [];
      at += 2;
    } else if (text.charAt(at) === ',') at += 1;
    else throw new Error(`expected a comma or CRLF at ${at}, found ${JSON.stringify(text.slice(at, at + 10))}`);
  }
  if (record.length > 0) throw new Error('the last record has no CRLF');
  const [first] = records;
  for (const [i, { length }] of records.entries())
    if (length !== first?.length) throw new Error(`record ${i} has ${length} fields, not ${first?.length}`);
  return records;
}

function quotedField(text: string, from: number): readonly [field: string, next: number] {
  let field = '';
  for (let at = from + 1; at < text.length; at++) {
    if (text.charAt(at) !== '"') field += text.charAt(at);
    else if (text.charAt(at + 1) === '"') {
      field += '"';
      at += 1;
    } else return [field, at + 1];
  }
  throw new Error(`the quote at ${from} is not closed`);
}

function plainField(text: string, from: number): readonly [field: string, next: number] {
  const field = /^[^",\r\n]*/.exec(text.slice(from))?.[0] ?? '';
  return [field, from + field.length];
}
