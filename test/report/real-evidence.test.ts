import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HostReport, RunHeader } from '../../src/model/result.ts';
import { FIXTURES, hostsAt, optionsFor, scanAll } from '../helpers/scan-files.ts';
import { codeQualityErrors } from './consumers/code-quality-schema.ts';
import { junitSchemaErrors } from './consumers/junit-schema.ts';
import { multitoolErrors, multitoolMissing } from './consumers/multitool.ts';
import type { SarifLog } from './consumers/sarif-lint.ts';
import { lintSarif } from './consumers/sarif-lint.ts';
import { hasSarifSchema, sarifSchemaErrors } from './consumers/sarif-schema.ts';
import { parseStrictCsv } from './consumers/strict-csv.ts';
import { runReport } from './run-report.ts';
import { HEADER } from './sample-run.ts';

/** Registry exports as a registry editor wrote them, through the whole pipeline. */
describe.each(['documented', 'effective'])('reports of the fixture servers, profile %s', (profile) => {
  const options = optionsFor(profile);
  const header: RunHeader = { ...HEADER, packs: options.selected };
  let hosts: readonly HostReport[] = [];
  beforeAll(async () => {
    const scans = await scanAll(hostsAt(path.join(FIXTURES, 'evidence/servers')), options);
    hosts = scans.flatMap(({ report }) => report ?? []);
  });

  const lines = new Map<string, readonly string[]>();
  const linesOf = (artifact: string): readonly string[] => {
    const known = lines.get(artifact);
    if (known) return known;
    const text = new TextDecoder('utf-16le').decode(readFileSync(path.join(FIXTURES, decodeURIComponent(artifact))));
    lines.set(artifact, text.split('\r\n'));
    return text.split('\r\n');
  };

  it('quote in SARIF exactly what stands in the evidence, with hash and length', async () => {
    const text = await runReport('sarif', hosts, { sarif: { results: 'all' } }, { header });
    const log = JSON.parse(text) as SarifLog;
    expect(lintSarif(log)).toEqual([]);
    if (hasSarifSchema) expect(sarifSchemaErrors(log)).toEqual([]);
    if (multitoolMissing === null) expect(multitoolErrors(text, 'Sarif;Ghas')).toEqual([]);
    let quoted = 0;
    for (const { locations = [] } of log.runs[0]?.results ?? []) {
      const { region, artifactLocation } = locations[0]?.physicalLocation ?? {};
      if (region?.snippet === undefined) continue;
      const line = linesOf(artifactLocation?.uri ?? '')[(region.startLine ?? 0) - 1] ?? '';
      expect(line.slice((region.startColumn ?? 0) - 1, (region.endColumn ?? 0) - 1)).toBe(region.snippet.text);
      quoted += 1;
    }
    expect(quoted).toBeGreaterThan(8);
  });

  it('are taken by the other consumers', async () => {
    expect(await junitSchemaErrors(await runReport('junit', hosts, {}, { header }))).toEqual([]);
    const quality: unknown = JSON.parse(await runReport('gitlab-codequality', hosts, {}, { header }));
    expect(codeQualityErrors(quality)).toEqual([]);
    const records = parseStrictCsv(await runReport('csv', hosts, {}, { header }));
    expect(records).toHaveLength(1 + hosts.flatMap(({ results }) => results).length);
  });
});
