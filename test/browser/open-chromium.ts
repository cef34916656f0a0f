import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';

const CANDIDATES = [
  process.env['REGAUDIT_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where Chromium is, or null. Without one the tests are skipped, unless REGAUDIT_REQUIRE_BROWSER is 1. */
export const CHROMIUM: string | null =
  CANDIDATES.filter((candidate) => candidate !== undefined).find((candidate) => existsSync(candidate)) ?? null;

/** Whether to skip, with the reason printed; throws where a browser is required. */
export function skipsBrowserTests(): boolean {
  if (CHROMIUM !== null) return false;
  const reason = 'no Chromium found; name one with REGAUDIT_CHROMIUM';
  if (process.env['REGAUDIT_REQUIRE_BROWSER'] === '1') throw new Error(reason);
  console.log(`browser tests skipped: ${reason}`);
  return true;
}

/** A headless Chromium that asks nothing of the network by itself. */
export async function openChromium(): Promise<Browser> {
  if (CHROMIUM === null) throw new Error('no Chromium');
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--no-first-run',
    ],
  });
}
