import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPORT_SCRIPT } from '../../../src/report/html/browser/report-script.ts';
import { REPORT_STYLE } from '../../../src/report/html/browser/report-style.ts';
import { CONTENT_POLICY, SCRIPT_HASH, STYLE_HASH } from '../../../src/report/html/content-policy.ts';

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

describe('the content policy', () => {
  it('names the hash of the style', () => {
    expect(STYLE_HASH).toBe(hashOf(REPORT_STYLE));
  });

  it('names the hash of the script', () => {
    expect(SCRIPT_HASH).toBe(hashOf(REPORT_SCRIPT));
  });

  it('allows nothing else', () => {
    expect(CONTENT_POLICY).toMatch(/^default-src 'none'; /);
    expect(CONTENT_POLICY).not.toMatch(/unsafe|https?:|\*/);
  });
});

describe('style and script', () => {
  it('do not end their elements and load nothing', () => {
    for (const text of [REPORT_STYLE, REPORT_SCRIPT]) expect(text).not.toMatch(/<\/|<!--|url\(|@import|https?:/);
  });

  it('the script makes no markup', () => {
    expect(REPORT_SCRIPT).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function/);
  });
});

describe('components', () => {
  it('never put raw markup into the page', () => {
    const directory = path.resolve(import.meta.dirname, '../../../src/report/html');
    const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
    expect(files.length).toBeGreaterThan(20);
    const raw = files.filter((file) => readFileSync(path.join(directory, file), 'utf8').includes('dangerouslySet'));
    expect(raw).toEqual([]);
  });
});
