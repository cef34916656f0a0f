import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page with everything that it asked for and complained about. */
export interface WatchedPage {
  readonly page: Page;
  /** Requests besides the document itself. */
  readonly requests: readonly string[];
  /** Console messages of any kind, uncaught errors, dialogs. */
  readonly complaints: readonly string[];
}

/** Opens `html` from a file, as people open a report, and hands it to `use`. */
export async function withPage<T>(
  browser: Browser,
  html: string,
  options: BrowserContextOptions,
  use: (watched: WatchedPage) => Promise<T>,
): Promise<T> {
  const directory = mkdtempSync(path.join(tmpdir(), 'regaudit-browser-'));
  const file = path.join(directory, 'report.html');
  writeFileSync(file, html);
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    const url = pathToFileURL(file).href;
    page.on('request', (request) => {
      if (request.url() !== url && !request.url().startsWith('data:')) requests.push(request.url());
    });
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(url);
    return await use({ page, requests, complaints });
  } finally {
    await context.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
