import { Page } from 'playwright-core';
import { eventually } from './eventually';
import { goTo } from './sidebar';

const QUIET_MS = 10_000;
const ENTITY_PAGE = /^\/catalog\/[^/]+\/[^/]+\/[^/]+/;

/** Opens the page of a component through the catalog. */
export async function openFromCatalog(page: Page, name: string): Promise<void> {
  await goTo(page, 'Catalog');
  await page.waitForURL(url => !ENTITY_PAGE.test(url.pathname));
  await eventually(async () => {
    // A click can reach the link and still time out while the page of the component loads.
    // Following the link again would be a second view of it.
    if (ENTITY_PAGE.test(new URL(page.url()).pathname)) return;
    // While it loads, the catalog resets the filter to owned entities, whatever was clicked.
    await page.getByRole('menuitem', { name: /^All/ }).click();
    await page
      .getByRole('heading', { name: /^All Components/ })
      .first()
      .waitFor({ timeout: QUIET_MS });
    await page
      .getByRole('link', { name, exact: true })
      .click({ timeout: QUIET_MS });
  });
  await page.getByRole('heading', { name }).first().waitFor();
}
