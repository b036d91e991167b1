import { eventually } from '../harness/eventually';
import { takeScreenshot } from '../harness/pageStates';
import { withPortal } from '../harness/withPortal';
import { goTo } from '../harness/sidebar';
import {
  applyFilters,
  chooseFilter,
  readColumn,
  openTracker,
} from '../harness/tracker';

/** A demo resource that no other test uses. */
const NAME = 'parcel-events';

const title = `Catalog entity deleted: ${NAME}`;

describe('critical events', () => {
  it(
    'notifies admins when a catalog entity is deleted, and allows them to acknowledge it',
    withPortal(async session => {
      // The entity page requests the deleted entity once more while the user leaves the page.
      session.console.expect(/404/);
      const page = await session.signInAs('alex.admin', {
        path: `/catalog/default/resource/${NAME}`,
      });
      try {
        await page
          .getByRole('button', { name: 'More actions' })
          .first()
          .click();
        await page.getByRole('menuitem', { name: 'Unregister entity' }).click();
        // Names the dialog, because the menu is a dialog, too, and takes a while to close.
        const dialog = page.getByRole('dialog', { name: /^Are you sure/ });
        await dialog.getByRole('button', { name: 'Delete Entity' }).click();
        await dialog.waitFor({ state: 'hidden' });

        const bell = page.getByRole('button', { name: /^Notifications/ });
        await eventually(async () => {
          await page.goto('/');
          await bell.click();
          await page
            .getByRole('link', { name: title })
            .waitFor({ timeout: 10_000 });
        });
        await page.keyboard.press('Escape');

        const list = page.getByRole('list', {
          name: 'Unacknowledged critical events',
        });
        const item = list.getByRole('listitem').filter({ hasText: NAME });
        await item.getByText('Alex Admin').waitFor();
        await item.scrollIntoViewIfNeeded();
        await takeScreenshot(page, 'critical-home');

        await goTo(page, 'Callboard admin');
        await page
          .getByRole('list', { name: 'Areas' })
          .getByRole('link', { name: /^Critical events/ })
          .click();
        const row = page.getByRole('row').filter({ hasText: NAME });
        await row.waitFor();
        await takeScreenshot(page, 'critical-events');
        await row
          .getByRole('button', {
            name: `Acknowledge: ${title.replace(':', ',')}`,
          })
          .click();
        await row.waitFor({ state: 'hidden' });

        await openTracker(page);
        await chooseFilter(page, 'Person', 'Alex Admin');
        // Excludes the acknowledgement, which names the entity, too.
        await chooseFilter(page, 'Action', 'catalog entity mutate');
        await applyFilters(page);
        await eventually(async () => {
          expect(await readColumn(page, 'Entity')).toContainEqual(
            expect.stringContaining(NAME),
          );
        });
      } finally {
        // On start, the demo adds all of its entities to the catalog.
        await session.restartPortal();
      }
    }),
  );
});
