import { Page } from 'playwright-core';
import {
  announce,
  getBell,
  readUnreadCount,
  waitForLiveUpdates,
} from '../harness/bell';
import { eventually } from '../harness/eventually';
import { withPortal } from '../harness/withPortal';
import { makeItem, getProjectPath, findProject, WORK } from '../harness/work';

/**
 * Sends all keys of a shortcut before the page has handled the first key. The page accepts the keys
 * only within a second of each other, and a busy page may need longer to handle one.
 */
async function pressShortcut(page: Page, ...keys: string[]): Promise<void> {
  await Promise.all(keys.map(key => page.keyboard.press(key)));
}

/** Shorter than a minute, the interval at which pages without live updates poll. */
const LIVE_MS = 30_000;

describe('notification bell', () => {
  it(
    'shows a new notification in every tab without a reload, and opens its target',
    withPortal(async session => {
      const project = await findProject(session, 'search=payments-api');
      const title = `Refunds of ${Date.now()} lose cents`;
      const item = await makeItem(session, getProjectPath(project), { title });
      const page = await session.signInAs('max.member', { path: '/catalog' });
      // Every page of the portal has the bell, even the catalog, which is not part of Callboard.
      await getBell(page).waitFor();
      expect(await getBell(page).count()).toBe(1);
      const other = await page.context().newPage();
      await other.goto('/my-work');
      await getBell(other).waitFor();
      await waitForLiveUpdates(session, [page, other]);
      const before = await readUnreadCount(page);
      await announce(session, `Look at ${title}`, `${WORK}?item=${item.id}`);
      await eventually(async () => {
        expect(await readUnreadCount(page)).toBe(before + 1);
        expect(await readUnreadCount(other)).toBe(before + 1);
      }, LIVE_MS);
      await getBell(page).click();
      await page.getByRole('link', { name: `Look at ${title}` }).click();
      const drawer = page.getByRole('dialog', { name: 'Work item' });
      await drawer.waitFor();
      expect(page.url()).toContain(`item=${item.id}`);
      // The other tab counts the notification as read, too.
      await eventually(async () =>
        expect(await readUnreadCount(other)).toBe(before),
      );
      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'hidden' });
      await pressShortcut(page, 'g', 'n');
      await page
        .getByRole('row')
        .filter({ hasText: `Look at ${title}` })
        .waitFor();
    }),
  );
});
