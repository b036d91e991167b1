import { Page } from 'playwright-core';
import { eventually } from './eventually';
import { goTo } from './sidebar';

const SETTLE_MS = 2_000;

/** Opens the page of a component, by the ways of the catalog. */
export async function openFromCatalog(page: Page, name: string): Promise<void> {
  await eventually(async () => {
    await goTo(page, 'Catalog');
    // While it loads, the catalog goes back to what one owns, whatever was clicked.
    await page.getByRole('menuitem', { name: /^All/ }).click();
    await page
      .getByRole('heading', { name: /^All Components/ })
      .first()
      .waitFor({ timeout: SETTLE_MS });
    await page
      .getByRole('link', { name, exact: true })
      .click({ timeout: SETTLE_MS });
  });
  await page.getByRole('heading', { name }).first().waitFor();
}
