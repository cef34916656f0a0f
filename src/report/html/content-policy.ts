/*
 * The style and the script of the report are constants, so their hashes are too: the report room has no node:crypto,
 * and a constant that a test compares with the real hash ships no code of its own and cannot go wrong unnoticed.
 * After a change in browser/, test/report/html/content-policy.test.ts names the new value.
 */
export const STYLE_HASH = 'sha256-M7NJJuJN+0SG39q+BvcJxy9puANGtC7id+e1nis4o0k=';
export const SCRIPT_HASH = 'sha256-XJKIDSqZ5cASPIIAqbpdD4t4MyMJ6q+PMVa5MEM8cYY=';

/** Nothing is loaded, nothing is sent, and only the report's own style and script apply. */
export const CONTENT_POLICY = [
  "default-src 'none'",
  `style-src '${STYLE_HASH}'`,
  `script-src '${SCRIPT_HASH}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
