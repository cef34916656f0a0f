import type { HostReport, RunHeader } from '../../../src/model/result.ts';
import {
  artifact,
  at,
  found,
  evidence,
  HEADER,
  host,
  pack,
  passing,
  result,
  rule,
  SERVER_FACTS,
  text,
} from '../sample-run.ts';

const WORD = 'Microsoft.AzureActiveDirectory.Synchronisation.Hardening.Baseline.Settings'.repeat(3);

/** A run in which everything that can be long is, without a place to break: names, titles, paths, data. */
export function longRun(): { readonly header: RunHeader; readonly hosts: readonly HostReport[] } {
  const long = rule({
    title: `Title ${WORD}`,
    key: `HKEY_LOCAL_MACHINE\\SOFTWARE\\${WORD}`,
    value: WORD,
    rationale: `Rationale ${WORD}`,
    references: [
      { title: `Reference,${WORD}`, url: `https://example.com/${WORD}` },
      { title: WORD, framework: `FRAMEWORK-${WORD.slice(0, 40)}`, id: 'X-1' },
    ],
    remediation: { text: `Set ${WORD} to 1`, set: { type: 'REG_SZ', data: WORD }, restart: true },
  });
  const of = pack({ rules: [long], title: WORD, description: WORD });
  const [selected] = HEADER.packs;
  if (!selected) throw new Error('no pack');
  const file = `exports/${WORD}.reg`;
  const lookup = found(text(WORD), { name: WORD, evidence: evidence(7, `"${WORD}"="${WORD}"`, file) });
  const [passed] = passing();
  if (!passed) throw new Error('no result');
  return {
    header: { ...HEADER, packs: [{ ...selected, pack: of, rules: [long] }], options: { pack: [WORD] } },
    hosts: [
      host(WORD, [result(long, 'fail', 'wrong-type', lookup)], {
        source: file,
        facts: SERVER_FACTS,
        artifacts: [artifact({ artifact: file })],
        headlines: [{ pack: of.id, id: 'long', text: WORD }],
        diagnostics: [
          { code: 'parse/ignored-line', level: 'warning', args: { actual: WORD }, location: at(3, 1, file) },
        ],
      }),
      host('SHORT', [{ ...passed, rule: long }]),
    ],
  };
}
