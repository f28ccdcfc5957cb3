import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';

const Event = z.object({
  ph: z.string(),
  name: z.string(),
  pid: z.int(),
  tid: z.int(),
  /** Of the thread itself, in microseconds. */
  tdur: z.number().optional(),
  args: z.object({ name: z.string().optional() }).optional(),
});
const Trace = z.object({ traceEvents: z.array(Event) });

/**
 * The longest task of a page's main thread meanwhile, in milliseconds: no frame takes longer. What the machine does for others
 * in between does not count.
 */
export async function longestTask(browser: Browser, page: Page, act: () => Promise<unknown>): Promise<number> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  await act();
  const { traceEvents } = Trace.parse(JSON.parse((await browser.stopTracing()).toString()));
  const mains = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const threads = new Set(mains.map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = traceEvents.filter(
    ({ ph, name, pid, tid }) => ph === 'X' && name.endsWith('RunTask') && threads.has(`${pid} ${tid}`),
  );
  if (tasks.length === 0) throw new Error('The trace shows no task of a page.');
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1_000;
}
