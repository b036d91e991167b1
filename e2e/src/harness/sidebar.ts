import { Page } from 'playwright-core';

/** Follows a link of the sidebar; breadcrumbs may have one of the same name. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).first().click();
}
