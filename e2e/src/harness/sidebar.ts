import { Page } from 'playwright-core';

/** Follows a link of the sidebar; breadcrumbs may contain a link with the same name. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name, exact: true }).first().click();
}

/** Opens the signed-in user's activity and stored data. */
export async function openMyActivity(page: Page): Promise<void> {
  await goTo(page, 'Activity');
  await page.getByRole('tab', { name: 'My activity' }).click();
}
