import type { Diagnostic } from './model/diagnostic.ts';
import type { PathAlias } from './model/interest.ts';
import type { HostReport, SelectedPack } from './model/result.ts';

/** Bytes of one evidence file; the caller owns files, hashes and paths, so that this module does no I/O. */
export interface EvidenceSource {
  /** Relative URI, as it stands in every location. */
  readonly artifact: string;
  /** Whether the path was named by the operator (an unreadable one is exit 2), or found below a directory. */
  readonly isNamed: boolean;
  /** The bytes, in chunks of any size; a chunk may be overwritten once the next one is asked for. */
  readonly open: () => Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  /** The digest of exactly the bytes that `open` handed out; asked for once, after they are exhausted. */
  readonly digest: () => Promise<Digest>;
}

export interface Digest {
  /** Lower-case hex. */
  readonly sha256: string;
  readonly byteLength: number;
}

/** The evidence of one host. */
export interface HostInput {
  /** The path it was given as (relative URI, `-` for standard input). */
  readonly source: string;
  /** The file's stem or the directory's name; used when the evidence names no computer. */
  readonly displayName: string;
  /** `--host NAME`, else null. */
  readonly givenName: string | null;
  readonly sources: readonly EvidenceSource[];
}

export interface ScanOptions {
  readonly selected: readonly SelectedPack[];
  readonly maps: readonly PathAlias[];
  /** `--control-set N`, else null. */
  readonly controlSet: number | null;
  /** `--encoding`, else null: decided by content. */
  readonly encoding: string | null;
  /** `--input-format`, else null: decided by content. */
  readonly inputFormat: 'reg' | null;
}

/** What became of one host's evidence. */
export interface HostScan {
  /** Null when no artifact of the host is usable evidence. */
  readonly report: HostReport | null;
  /** Files that are no evidence; level `error` makes the job fail (exit 2), `warning` does not. */
  readonly rejected: readonly Diagnostic[];
}

/** The whole pipeline for a list of hosts, one host in memory at a time; hosts keep the order of `inputs`. */
export async function* scan(inputs: readonly HostInput[], options: ScanOptions): AsyncGenerator<HostScan> {
  throw new Error(`not built: ${inputs.length} ${options.selected.length}`);
  yield { report: null, rejected: [] };
}

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
  throw new Error(`not built: ${inputs.length} ${options.maps.length}`);
  yield { values: [], diagnostics: [], isUsable: false };
}
