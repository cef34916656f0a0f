import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, extname, join, relative } from 'node:path';
import type { Pack } from '../../src/model/rule.ts';
import { loadPack } from '../../src/packs/load-pack.ts';
import { selectRules } from '../../src/packs/select-rules.ts';
import { scan, type EvidenceSource, type HostInput, type HostScan, type ScanOptions } from '../../src/scan.ts';

export const FIXTURES = new URL('../../fixtures/', import.meta.url).pathname;
const RULES = new URL('../../rules/', import.meta.url).pathname;

/** The built-in pack, through the same loader as a user's. */
export function loadBuiltInPack(): Pack {
  const text = readFileSync(join(RULES, 'azure-ad-connect-tls12.yaml'), 'utf8');
  return loadPack({
    file: 'rules/azure-ad-connect-tls12.yaml',
    text,
    sha256: createHash('sha256').update(text).digest('hex'),
  });
}

/** A source over bytes, in chunks of the given size. */
export function sourceOf(artifact: string, bytes: Uint8Array, chunkSize = 64 * 1024): EvidenceSource {
  return {
    artifact,
    isNamed: true,
    *open() {
      for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.slice(at, at + chunkSize);
    },
    digest: async () => ({ sha256: createHash('sha256').update(bytes).digest('hex'), byteLength: bytes.length }),
  };
}

function sourcesBelow(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => sourcesBelow(join(path, name)));
}

/** The hosts of a path, as the command line makes them: a file is a host, so is a directory directly below one. */
export function hostsAt(path: string): readonly HostInput[] {
  const host = (at: string): HostInput => ({
    source: relative(FIXTURES, at),
    displayName: basename(at, extname(at)),
    givenName: null,
    sources: sourcesBelow(at).map((file) => ({
      ...sourceOf(relative(FIXTURES, file), readFileSync(file)),
      isNamed: file === path,
    })),
  });
  if (!statSync(path).isDirectory()) return [host(path)];
  return readdirSync(path)
    .toSorted()
    .map((name) => host(join(path, name)));
}

/** Options of a scan with the built-in pack. */
export function optionsFor(profile: string, more: Partial<ScanOptions> = {}): ScanOptions {
  return {
    selected: selectRules([loadBuiltInPack()], { profile }),
    maps: [],
    controlSet: null,
    encoding: null,
    inputFormat: null,
    ...more,
  };
}

/** Scans and collects every host. */
export async function scanAll(inputs: readonly HostInput[], options: ScanOptions): Promise<readonly HostScan[]> {
  const scans: HostScan[] = [];
  for await (const host of scan(inputs, options)) scans.push(host);
  return scans;
}
