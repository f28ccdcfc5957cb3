import type { Locator, Page } from 'playwright-core';

/** What a person sees of the part of a page with this name. */
export const part = (page: Page, name: string) => page.getByRole('region', { name });

export const field = (page: Page, name: string) => page.getByRole('combobox', { name });

export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

export const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });

/**
 * What has the focus of what is found so. To be waited for: `page.waitForFunction` asks again by `eval`, which the policy of the
 * portal forbids, so it works only where the answer is there at once.
 */
export const focused = (target: Locator) => target.and(target.page().locator(':focus'));

/** Opens a field that is filled from a list, and picks what is called so. */
export async function choose(page: Page, name: string, option: string | RegExp): Promise<void> {
  await field(page, name).click();
  await page.getByRole('option', { name: option }).first().click();
}

/** Goes on with the keyboard until it is there. @throws Error where it does not come there */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 50; presses += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
  }
  throw new Error('The keyboard does not come there.');
}
