import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Nothing is looked up or fetched but what a page asks for. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * `CHROMIUM_PATH`, an installed one, or the one that npm brought; of that one without the arguments that it proposes: they are for
 * rendering on a server, and switch off what keeps one site from another.
 */
export async function startBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? installed.find(existsSync) ?? (await packaged());
  return chromium.launch({ executablePath, args });
}

const packaged = () => import('@sparticuz/chromium').then(({ default: it }) => it.executablePath());
