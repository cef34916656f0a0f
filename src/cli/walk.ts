import { readdirSync, realpathSync, statSync } from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import path from 'node:path';
import { isInside } from './artifact-uri.ts';
import { systemErrorText } from './system-error.ts';

/** Something below a scanned directory that is not read; absolute path. */
export type Skipped =
  | { readonly kind: 'link'; readonly file: string }
  | { readonly kind: 'special' | 'unreadable'; readonly file: string; readonly because: string };

/** Hears of what a walk leaves out. */
export type SkippedSink = (skipped: Skipped) => void;

/** What a file system entry is when it is not a file or a directory. */
export function specialKind(entry: Dirent | Stats): string {
  if (entry.isFIFO()) return 'it is a named pipe';
  if (entry.isSocket()) return 'it is a socket';
  if (entry.isCharacterDevice() || entry.isBlockDevice()) return 'it is a device';
  return 'it is no regular file';
}

/** A file or a directory as a walk found it. */
export interface Found {
  readonly kind: 'file' | 'directory';
  readonly file: string;
}

/**
 * What is directly in `directory`. A symbolic link is followed when it stays inside `scanned`, the real path of the
 * scanned directory: evidence from elsewhere must be named.
 */
export function listDirectory(directory: string, scanned: string, onSkipped: SkippedSink): readonly Found[] {
  const found: Found[] = [];
  let entries: Dirent[];
  try {
    entries = readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    onSkipped({ kind: 'unreadable', file: directory, because: systemErrorText(error) });
    return [];
  }
  for (const entry of entries) {
    const file = path.join(directory, entry.name);
    const target = entry.isSymbolicLink() ? followLink(file, scanned, onSkipped) : entry;
    if (target === null) continue;
    if (target.isDirectory()) found.push({ kind: 'directory', file });
    else if (target.isFile()) found.push({ kind: 'file', file });
    else onSkipped({ kind: 'special', file, because: specialKind(target) });
  }
  return found;
}

function followLink(file: string, scanned: string, onSkipped: SkippedSink): Stats | null {
  try {
    if (isInside(realpathSync(file), scanned)) return statSync(file);
    onSkipped({ kind: 'link', file });
  } catch (error) {
    onSkipped({ kind: 'unreadable', file, because: systemErrorText(error) });
  }
  return null;
}

/** All files below `directory`; a directory that links lead to again is walked once. */
export function filesBelow(directory: string, scanned: string, onSkipped: SkippedSink): readonly string[] {
  const files: string[] = [];
  const visited = new Set<string>();
  const visit = (current: string): void => {
    const real = realpathOrSelf(current);
    if (visited.has(real)) return;
    visited.add(real);
    for (const { kind, file } of listDirectory(current, scanned, onSkipped)) {
      if (kind === 'directory') visit(file);
      else files.push(file);
    }
  };
  visit(directory);
  return files;
}

function realpathOrSelf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
