import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { PackError, UsageError } from '../model/errors.ts';
import type { PackProblem } from '../model/errors.ts';
import type { Pack } from '../model/rule.ts';
import type { PackSource } from '../packs/load-pack.ts';
import { suggest } from '../packs/suggest.ts';
import { isInside, relativeUri } from './artifact-uri.ts';
import { isPackError } from './explain-failure.ts';
import { systemErrorText } from './system-error.ts';

/** The pack of a run that names none (DESIGN section 3, the gate). */
const DEFAULT_PACK = 'azure-ad-connect-tls12';

/** The packs that ship with regaudit: build.mjs wrote them, loaded by the same loader as a user's. */
export function builtInPacks(): readonly Pack[] {
  return JSON.parse(readFileSync(new URL('./packs.json', import.meta.url), 'utf8')) as readonly Pack[];
}

/** The packs that `--pack` names, in that order; throws every problem of all of them. */
export async function openPacks(requests: readonly string[] | undefined): Promise<readonly Pack[]> {
  const builtIn = builtInPacks();
  const packs: Pack[] = [];
  const problems: string[] = [];
  const packProblems: PackProblem[] = [];
  for (const request of new Set(requests ?? [DEFAULT_PACK])) {
    const found = builtIn.find(({ id }) => id === request);
    if (found) packs.push(found);
    else if (!isFile(request)) problems.push(unknownPack(request, builtIn));
    else {
      try {
        packs.push(await loadPackFile(request));
      } catch (error) {
        if (!isPackError(error)) throw error;
        // On the screen the path as given is of more use than the report's URI.
        packProblems.push(...error.problems.map((problem) => ({ ...problem, file: request })));
      }
    }
  }
  if (problems.length > 0) throw new UsageError(problems);
  if (packProblems.length > 0) throw new PackError(packProblems);
  return packs;
}

function isFile(request: string): boolean {
  return statSync(request, { throwIfNoEntry: false })?.isFile() ?? false;
}

function unknownPack(request: string, builtIn: readonly Pack[]): string {
  const ids = builtIn.map(({ id }) => id);
  const near = suggest(request, ids);
  const hint = near === null ? `built in: ${ids.join(', ')}` : `did you mean ${near}?`;
  return `--pack ${request}: neither a file nor a built-in pack (${hint})`;
}

async function loadPackFile(file: string): Promise<Pack> {
  // Loaded only here, because a run with built-in packs needs neither ajv nor yaml.
  const { loadPack } = await import('../packs/load-pack.ts');
  return loadPack(readPackSource(file));
}

/** Reads a pack file as UTF-8; the error names what else it is. */
function readPackSource(file: string): PackSource {
  const absolute = path.resolve(file);
  const uri = relativeUri(
    isInside(absolute, process.cwd()) ? path.relative(process.cwd(), absolute) : path.basename(file),
  );
  try {
    const bytes = readFileSync(file);
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { file: uri, text, sha256: createHash('sha256').update(bytes).digest('hex') };
  } catch (error) {
    throw new UsageError([
      `--pack ${file}: ${error instanceof TypeError ? 'expected UTF-8 text' : systemErrorText(error)}`,
    ]);
  }
}
