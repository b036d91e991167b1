import { Page } from 'playwright-core';
import { eventually } from './eventually';
import { goTo } from './sidebar';

const STEP_TIMEOUT_MS = 10_000;
const ENTITY_PAGE = /^\/catalog\/[^/]+\/[^/]+\/[^/]+/;

/** Opens the page of a component through the catalog. */
export async function openFromCatalog(page: Page, name: string): Promise<void> {
  await goTo(page, 'Catalog');
  await page.waitForURL(url => !ENTITY_PAGE.test(url.pathname));
  await eventually(async () => {
    // A click can reach the link and still time out while the page of the component loads.
    // Following the link again would record a second view of the page.
    if (ENTITY_PAGE.test(new URL(page.url()).pathname)) return;
    // While the catalog loads, it resets the filter to owned entities, even after a click.
    await page.getByRole('menuitem', { name: /^All/ }).click();
    await page
      .getByRole('heading', { name: /^All Components/ })
      .first()
      .waitFor({ timeout: STEP_TIMEOUT_MS });
    await page
      .getByRole('link', { name, exact: true })
      .click({ timeout: STEP_TIMEOUT_MS });
  });
  await page.getByRole('heading', { name }).first().waitFor();
}
