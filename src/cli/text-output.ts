import path from 'node:path';
import { UsageError } from '../model/errors.ts';
import { createCleanup } from './cleanup.ts';
import type { OutputRequest } from './output-requests.ts';
import { fileOutput, standardOutput } from './report-sink.ts';
import type { ReportSink } from './report-sink.ts';

/** Where the text of a command with a single output goes. */
export function openTextOutput({ file }: OutputRequest): ReportSink {
  return file === null ? standardOutput() : fileOutput(path.resolve(file), file, createCleanup());
}

/** Puts the text in place; throws when it could not be written. */
export function commitText(sink: ReportSink): void {
  sink.commit();
  const failure = sink.failure();
  if (failure !== null) throw new UsageError([failure]);
}
