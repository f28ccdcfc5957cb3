import type { Browser, BrowserContext, Page } from 'playwright-core';
import { newPartner } from '../../api/running-api';
import type { System, SystemOptions } from '../../support/system';
import { startSystem } from '../../support/system';
import { startBrowser } from './chromium';
import type { Person } from './cookie';
import { sessionCookie } from './cookie';

/** A machine with much to do takes its time. */
const PATIENCE_MILLISECONDS = 20_000;

/** What went wrong in a page that a person may not see: messages on the console, what its policy stopped, calls to elsewhere. */
const complaints = new WeakMap<BrowserContext, string[]>();

export interface Portal {
  readonly system: System;
  readonly browser: Browser;
  /** A partner with a signed-in person, who has opened a page. */
  open(options?: OpenOptions): Promise<Opened>;
  /** Fails where a page complained of something, and closes all pages. For `afterEach`. */
  close(): Promise<void>;
  stop(): Promise<void>;
}

interface OpenOptions {
  /** Who is signed in; a new partner's owner where nothing is said, nobody for null. */
  readonly as?: Omit<Person, 'partner'> | null;
  readonly partner?: Awaited<ReturnType<typeof newPartner>>;
  readonly at?: string;
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  /** What the page may complain of, as a part of the complaint: a call that the test makes fail is told on the console. */
  readonly expected?: readonly string[];
  /** What else may be opened than the portal: where one signs in. */
  readonly elsewhere?: URL;
}

export interface Opened {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly partner: Awaited<ReturnType<typeof newPartner>>;
}

/** The running system with a browser. One for each test file. */
export async function startPortal(options: SystemOptions = {}): Promise<Portal> {
  const [system, browser] = await Promise.all([startSystem({ ...options, portal: true }), startBrowser()]);
  const opened: { context: BrowserContext; expected: readonly string[] }[] = [];
  return {
    system,
    browser,
    open: async ({ as = {}, at = '/', expected = [], elsewhere, ...look }: OpenOptions = {}) => {
      const partner = look.partner ?? (await newPartner(system.api));
      const context = await newContext(browser, look);
      opened.push({ context, expected });
      watch(context, [system.api.url, ...(elsewhere === undefined ? [] : [elsewhere.origin])]);
      if (as !== null) await context.addCookies([await sessionCookie(system.api, { ...as, partner: partner.id })]);
      context.setDefaultTimeout(PATIENCE_MILLISECONDS);
      const page = await context.newPage();
      await page.goto(`${system.api.url}${at}`);
      return { page, context, partner };
    },
    close: async () => {
      const all = opened.splice(0);
      await Promise.all(all.map(({ context }) => context.close()));
      const unexpected = all.flatMap(({ context, expected }) =>
        (complaints.get(context) ?? []).filter((told) => !expected.some((part) => told.includes(part))),
      );
      expect(unexpected).toEqual([]);
    },
    stop: async () => {
      await browser.close();
      await system.stop();
    },
  };
}

const newContext = (browser: Browser, { width = 1280, height = 800, dark = false }: OpenOptions) =>
  browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    acceptDownloads: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  });

function watch(context: BrowserContext, origins: readonly string[]): void {
  const told: string[] = [];
  complaints.set(context, told);
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') told.push(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => told.push(`error: ${error.error().message}`));
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== 'data:' && !origins.includes(origin)) told.push(`calls ${request.url()}`);
  });
}
