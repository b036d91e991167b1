import { Page } from 'playwright-core';
import { goTo } from './sidebar';

/** Opens the Activity Tracker through the admin page. */
export async function openTracker(page: Page): Promise<void> {
  await goTo(page, 'Callboard admin');
  await page
    .getByRole('list', { name: 'Areas' })
    .getByRole('link', { name: /Activity Tracker/ })
    .click();
  await getRows(page).first().waitFor();
}

/** Selects a value in a filter's picker, without applying it yet. */
export async function chooseFilter(
  page: Page,
  filter: string,
  value: string,
): Promise<void> {
  await page.getByRole('combobox', { name: filter }).fill(value);
  await page.getByRole('option', { name: value }).first().click();
}

/** Applies the selected filters. */
export async function applyFilters(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Apply' }).click();
}

/** The rows of the list, without its header and the lines between days. */
export function getRows(page: Page) {
  return page
    .getByRole('treegrid', { name: /^Activity/ })
    .locator('[role=row][aria-selected]');
}

/** Returns the texts of one column, in the rows on the screen. */
export async function readColumn(page: Page, name: string): Promise<string[]> {
  const headers = await page.getByRole('columnheader').allTextContents();
  const index = headers.findIndex(header => header.trim() === name);
  const cells = getRows(page).locator(
    `[role=gridcell]:nth-child(${index + 1})`,
  );
  return cells.allInnerTexts();
}
