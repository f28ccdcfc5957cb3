import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Of the serverless Chromium's own arguments, those that would make one process of all: there, a page that crashes takes all. */
const notHere = ['--single-process', '--no-zygote'];

/** Nothing is looked up or fetched but what a page asks for. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** `CHROMIUM_PATH`, an installed one, or the one that npm brought. */
export async function startBrowser(): Promise<Browser> {
  const found = process.env.CHROMIUM_PATH ?? installed.find(existsSync);
  if (found !== undefined) return chromium.launch({ executablePath: found, args: quiet });
  const { default: packaged } = await import('@sparticuz/chromium');
  const args = packaged.args.filter((arg) => !notHere.includes(arg));
  return chromium.launch({ executablePath: await packaged.executablePath(), args: [...args, ...quiet] });
}
