import type { Page } from 'playwright-core';

/** As when a person comes back to the tab: then the page looks at once how things stand. */
export const lookAgain = (page: Page): Promise<unknown> =>
  page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))");
