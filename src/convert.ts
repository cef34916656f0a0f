import type { Diagnostic } from './model/diagnostic.ts';
import { everyKey } from './model/interest.ts';
import type { Observation } from './model/observation.ts';
import { regTypeName } from './model/registry-type.ts';
import { decodeData, toHex } from './model/value-data.ts';
import { foldImport, type ImportedValue } from './normalise/imported-model.ts';
import { nameHost, type TakenNames } from './normalise/name-host.ts';
import { normalise } from './normalise/normalise.ts';
import { foldArtifact, type PartView } from './normalise/part-view.ts';
import { asRejected, readSource, type HostInput, type ScanOptions } from './scan.ts';

/** One value of the normalised model: where an import of the evidence puts it (DESIGN section 6, `convert`). */
export interface ConvertedValue {
  readonly host: string;
  readonly key: string;
  /** Null for an empty key. */
  readonly name: string | null;
  readonly type: string | null;
  readonly data: number | string | readonly string[] | null;
  readonly dataHex: string | null;
  readonly location: { readonly artifact: string; readonly line: number; readonly column: number };
}

export interface HostConversion {
  readonly values: Iterable<ConvertedValue>;
  /** All diagnostics of the host, files that are no evidence included. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether any artifact was usable. */
  readonly isUsable: boolean;
}

/** Everything that the evidence of each host would store, in the order of keys as a registry editor shows them. */
export async function* convert(
  inputs: readonly HostInput[],
  options: Omit<ScanOptions, 'selected'>,
): AsyncGenerator<HostConversion> {
  const names: TakenNames = new Map();
  for (const input of inputs) yield convertHost(input, options, names);
}

async function convertHost(
  input: HostInput,
  options: Omit<ScanOptions, 'selected'>,
  names: TakenNames,
): Promise<HostConversion> {
  const diagnostics: Diagnostic[] = [];
  const stored: Iterable<ImportedValue>[] = [];
  const views: PartView[] = [];
  for (const source of input.sources) {
    const imported = foldImport();
    const fold = foldArtifact(source.artifact);
    const emit = (observation: Observation): void => {
      imported.add(observation);
      fold.add(observation);
    };
    const result = await readSource(source, options, everyKey(), emit, diagnostics);
    if (!result.isEvidence) {
      diagnostics.push(asRejected(result, source));
      continue;
    }
    stored.push(imported.values());
    views.push(...fold.views());
  }
  if (stored.length === 0) return { values: [], diagnostics, isUsable: false };
  const { maps, controlSet } = options;
  const { snapshot } = normalise({ views, maps, controlSet, isOneComputer: input.givenName !== null });
  const { name } = nameHost({ ...input, computerName: snapshot.facts.computerName?.value ?? null }, names);
  return { values: convertedValues(name, stored), diagnostics, isUsable: true };
}

function* convertedValues(host: string, stored: readonly Iterable<ImportedValue>[]): Generator<ConvertedValue> {
  for (const values of stored) {
    for (const { key, name, data, location: at } of values) {
      const location = { artifact: at.artifact, line: at.line, column: at.column };
      if (data === null) {
        yield { host, key, name: null, type: null, data: null, dataHex: null, location };
      } else {
        const type = regTypeName(data.type ?? 0);
        yield { host, key, name, type, data: decodeData(data), dataHex: toHex(data.bytes), location };
      }
    }
  }
}
