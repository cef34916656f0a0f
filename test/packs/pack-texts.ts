import { PackError } from '../../src/model/errors.ts';
import type { PackProblem } from '../../src/model/errors.ts';
import type { Pack } from '../../src/model/rule.ts';
import type { PackLoader } from '../../src/packs/load-pack.ts';

/** A valid pack; tests replace a piece of it. Line numbers matter to them. */
export const VALID = `id: demo
title: Demo
version: 1.0.0
source:
  title: A document
  url: https://example.com/document
  date: 2025-03-01
rules:
  - id: demo-first
    title: First
    severity: low
    key: HKLM\\SOFTWARE\\Demo
    value: First
    check: { kind: equals, data: 1 }
    rationale: Because.
    remediation:
      text: Set it.
      set: { type: REG_DWORD, data: 1 }
  - id: demo-second
    title: Second
    severity: high
    key: HKLM\\SOFTWARE\\Demo
    value: Second
    check:
      kind: anyOf
      checks:
        - kind: min
          data: 5
        - { kind: absent, value: Other }
    applicability:
      osBuild: { min: 9200, max: 20348 }
    rationale: Because.
    remediation:
      text: Set it.
headlines:
  - id: demo-on
    text: Demo is on
    when: { kind: nonZero, key: 'HKLM\\SOFTWARE\\Demo', value: First }
context:
  - id: demo-versions
    product: entra-connect
    minVersion: 1.0.0.0
    maxVersion: 2.0.0.0
    text: Some versions.
`;

/** What loading says against a text; empty when it loads. Anything but a PackError is a failure of the test. */
export function problemsOf(load: PackLoader, text: string, file = 'demo.yaml'): readonly PackProblem[] {
  try {
    load({ file, text, sha256: '' });
    return [];
  } catch (error) {
    if (error instanceof PackError) return error.problems;
    throw error;
  }
}

/** Loads a text under a fixed name. */
export function loadText(load: PackLoader, text: string): Pack {
  return load({ file: 'demo.yaml', text, sha256: '' });
}

/** The text with the first place of a piece replaced; the piece must be there. */
export function replaced(text: string, piece: string, by: string): string {
  if (!text.includes(piece)) throw new Error(`not in the text: ${piece}`);
  return text.replace(piece, () => by);
}
