import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { partFile, splitNotice } from '../report/part-files.ts';
import type { PartedReporter, ReportPiece } from '../report/reporter.ts';
import type { Cleanup } from './cleanup.ts';
import { fileOutput } from './report-sink.ts';
import type { ReportSink } from './report-sink.ts';

/** One report of a run, in one file or several. */
export interface OpenReport {
  readonly begin: PartedReporter['begin'];
  readonly host: PartedReporter['host'];
  readonly end: PartedReporter['end'];
  readonly write: (pieces: readonly ReportPiece[]) => void;
  /** Puts all of it in place, or nothing. */
  readonly commit: () => void;
  readonly discard: () => void;
  readonly failures: () => readonly string[];
  /** What else there is to say of it, after the commit. */
  readonly notices: () => readonly string[];
}

/** What a report that may be split needs to know. */
export interface PartedTarget {
  /** As given. */
  readonly file: string;
  readonly limits: string;
  readonly cleanup: Cleanup;
  /** Whether a path (absolute) is another report's or evidence, which no part may replace. */
  readonly isTaken: (file: string) => boolean;
}

/** Whether a file is part `part` of a split report of regaudit, and nothing else: its own words say so. */
function isPart(file: string, part: number): boolean {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return false;
  }
  return text.includes('"name": "regaudit"') && text.includes(`"text":"This is part ${part} of `);
}

/** Removes what an earlier, longer report left behind its last part: an upload of `out*.sarif` would take it too. */
function removeStaleParts(file: string, parts: number): number {
  let removed = 0;
  for (let part = parts + 1; ; part++) {
    const stale = path.resolve(partFile(file, part));
    if (!isPart(stale, part)) return removed;
    rmSync(stale, { force: true });
    removed += 1;
  }
}

/** A report that goes on in further files when its format's consumer limits the size of one. */
export function partedOutput(reporter: PartedReporter, { file, limits, cleanup, isTaken }: PartedTarget): OpenReport {
  const sinks: ReportSink[] = [];
  const notices: string[] = [];
  let refused: string | null = null;

  const sinkOf = (part: number): ReportSink | undefined => {
    for (let next = sinks.length + 1; next <= part && refused === null; next++) {
      const name = partFile(file, next);
      const target = path.resolve(name);
      if (next > 1 && (isTaken(target) || (existsSync(target) && !isPart(target, next))))
        refused = `cannot write ${name}, where ${file} goes on: there is another file of this name`;
      else sinks.push(fileOutput(target, name, cleanup));
    }
    return sinks[part - 1];
  };
  const discard = (): void => {
    for (const sink of sinks) sink.discard();
  };
  const failures = (): readonly string[] => [
    ...(refused === null ? [] : [refused]),
    ...sinks.flatMap((sink) => sink.failure() ?? []),
  ];
  return {
    begin: reporter.begin,
    host: reporter.host,
    end: reporter.end,
    write: (pieces) => {
      for (const { part, text } of pieces) sinkOf(part)?.write(text);
    },
    commit: () => {
      for (const sink of sinks) sink.flush();
      if (failures().length > 0) {
        discard();
        return;
      }
      // The first part last: a report that is there under its own name has all of its parts.
      for (const sink of sinks.toReversed()) sink.commit();
      if (failures().length > 0) return;
      const split = splitNotice(file, sinks.length, limits);
      if (split !== null) notices.push(split);
      const removed = removeStaleParts(file, sinks.length);
      if (removed > 0) {
        const first = partFile(file, sinks.length + 1);
        const last = partFile(file, sinks.length + removed);
        notices.push(`removed ${removed === 1 ? first : `${first} to ${last}`}, left by an earlier and longer ${file}`);
      }
    },
    discard,
    failures,
    notices: () => notices,
  };
}
