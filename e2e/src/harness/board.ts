import { Locator, Page } from 'playwright-core';

/** The column of a state on the board that a page shows. */
export const getColumn = (page: Page, state: string): Locator =>
  page.getByRole('region', { name: new RegExp(`^${state}\\b`) });

/** Drags a card in several steps, as a hand does. */
export async function dragCard(
  page: Page,
  card: Locator,
  onto: Locator,
): Promise<void> {
  await onto.scrollIntoViewIfNeeded();
  await card.scrollIntoViewIfNeeded();
  await card.hover();
  await page.mouse.down();
  const box = (await onto.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 120, { steps: 12 });
  await page.mouse.up();
}
