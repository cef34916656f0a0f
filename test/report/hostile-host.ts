import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { HostReport } from '../../src/model/result.ts';
import {
  artifact,
  at,
  conflict,
  evidence,
  found,
  host,
  NO_FACTS,
  result,
  RULES,
  text,
  unobserved,
} from './sample-run.ts';

/** A host that says the hostile text wherever evidence can put text. */
export function hostileHost(hostile: string): HostReport {
  const [first, second, third] = RULES;
  if (!first || !second || !third) throw new Error('no rules');
  const value = { ...first, value: hostile };
  const place = evidence(3, hostile.slice(0, 200), 'a.reg');
  const diagnostics: readonly Diagnostic[] = [
    { code: 'parse/ignored-line', level: 'warning', args: { actual: hostile }, location: at(1) },
    { code: 'normalise/two-computers', level: 'warning', args: { names: [hostile, 'b'] }, location: null },
  ];
  return host(
    hostile,
    [
      result(value, 'fail', 'wrong-type', found(text(hostile), { name: hostile, evidence: place })),
      result(second, 'unknown', 'conflict', conflict([text(hostile), place], [null, place])),
      result(third, 'error', 'internal-error', unobserved('not-collected'), { error: hostile }),
    ],
    {
      source: hostile,
      diagnostics,
      facts: { ...NO_FACTS, computerName: { value: hostile, lookup: null } },
      headlines: [{ pack: 'azure-ad-connect-tls12', id: 'x', text: hostile }],
      artifacts: [
        artifact({ parts: [{ form: { kind: 'export' }, roots: [{ path: hostile, location: at(1) }], lastKey: null }] }),
      ],
    },
  );
}

/** A file that belongs to no host and whose reading failed with the hostile text. */
export function hostileFile(hostile: string): Diagnostic {
  return { code: 'cli/unreadable', level: 'error', args: { because: hostile }, location: at(1) };
}
