import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseKeyPath } from '../../src/model/key-path.ts';
import type { HostReport } from '../../src/model/result.ts';
import { FIXTURES, hostsAt, optionsFor, scanAll } from '../helpers/scan-files.ts';

type Outcomes = Readonly<Record<string, string>>;
interface MadeCase {
  readonly inputs: readonly string[];
  readonly args: readonly string[];
  readonly why: string;
  readonly profiles?: Readonly<Record<string, Outcomes>>;
  readonly hosts?: Readonly<Record<string, Readonly<Record<string, Outcomes>>>>;
}

const MADE = join(FIXTURES, 'verdicts/made');
const WINE = join(FIXTURES, 'verdicts/wine');
const made = JSON.parse(readFileSync(join(MADE, 'expected.json'), 'utf8')) as Readonly<Record<string, MadeCase>>;
const wine = JSON.parse(readFileSync(join(WINE, 'expected.json'), 'utf8')) as {
  readonly outcomes: Readonly<Record<string, Outcomes>>;
  readonly strict: Readonly<Record<string, Outcomes>>;
};

function outcomesOf(report: HostReport | null | undefined, expected: Outcomes): Outcomes {
  const outcomes = Object.fromEntries((report?.results ?? []).map(({ rule, outcome }) => [rule.id, outcome]));
  return Object.fromEntries(Object.keys(expected).map((id) => [id, outcomes[id] ?? 'no result']));
}

function argument(args: readonly string[], flag: string): string | null {
  const at = args.indexOf(flag);
  return at < 0 ? null : (args[at + 1] ?? null);
}

async function scanCase(
  inputs: readonly string[],
  args: readonly string[],
  profile: string,
): Promise<readonly HostReport[]> {
  const [from, to] = (argument(args, '--map') ?? '').split('=').map((path) => parseKeyPath(path)?.path);
  const maps = from && to ? [{ from, to }] : [];
  const options = optionsFor(profile, { maps, encoding: argument(args, '--encoding') });
  const scans = await scanAll(
    inputs.flatMap((input) => hostsAt(join(MADE, input))),
    options,
  );
  return scans.flatMap(({ report }) => (report ? [report] : []));
}

describe('evidence written by hand, for the cases that decide whether a scanner can be trusted', () => {
  for (const [name, { inputs, args, why, profiles, hosts }] of Object.entries(made)) {
    for (const [profile, expected] of Object.entries(profiles ?? {})) {
      test(`${name}, ${profile}: ${why}`, async () => {
        const reports = await scanCase(inputs, args, profile);
        expect(outcomesOf(reports[0], expected), join(MADE, inputs[0] ?? '')).toEqual(expected);
      });
    }
    for (const [host, byProfile] of Object.entries(hosts ?? {})) {
      for (const [profile, expected] of Object.entries(byProfile)) {
        test(`${name}, ${host}, ${profile}: ${why}`, async () => {
          const reports = await scanCase(inputs, args, profile);
          const report = reports.find((candidate) => candidate.name === host);
          expect(outcomesOf(report, expected), join(MADE, inputs[0] ?? '')).toEqual(expected);
        });
      }
    }
  }
});

describe('exports of a real registry editor (Wine 8.0) with known settings', () => {
  for (const [profile, files] of [
    ['documented', wine.outcomes],
    ['strict', wine.strict],
  ] as const) {
    for (const [file, expected] of Object.entries(files)) {
      test(`${file}, ${profile}`, async () => {
        const [scan] = await scanAll(hostsAt(join(WINE, file)), optionsFor(profile));
        expect(outcomesOf(scan?.report, expected), join(WINE, file)).toEqual(expected);
      });
    }
  }
});
