import { eventually } from '../harness/eventually';
import { screenshot } from '../harness/pageStates';
import { onStage } from '../harness/onStage';
import { goTo } from '../harness/sidebar';
import { apply, choose, column, openTracker } from '../harness/tracker';

/** A resource of the demo that no other test looks at. */
const NAME = 'parcel-events';

const title = `Catalog entity deleted: ${NAME}`;

describe('what is critical', () => {
  it(
    'reaches admins when somebody deletes an entity on its own page, and is acknowledged at home',
    onStage(async stage => {
      // The page of the entity asks for it once more while it is left.
      stage.console.expect(/404/);
      const page = await stage.signInAs('alex.admin', {
        path: `/catalog/default/resource/${NAME}`,
      });
      try {
        await page
          .getByRole('button', { name: 'More actions' })
          .first()
          .click();
        await page.getByRole('menuitem', { name: 'Unregister entity' }).click();
        // The menu is a dialog as well, and takes a while to leave.
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
          name: 'Critical events that nobody has seen to',
        });
        const item = list.getByRole('listitem').filter({ hasText: NAME });
        await item.getByText('Alex Admin').waitFor();
        await item.scrollIntoViewIfNeeded();
        await screenshot(page, 'critical-home');

        await goTo(page, 'Callboard admin');
        await page
          .getByRole('list', { name: 'Areas' })
          .getByRole('link', { name: /^Critical events/ })
          .click();
        const row = page.getByRole('row').filter({ hasText: NAME });
        await row.waitFor();
        await screenshot(page, 'critical-events');
        await row
          .getByRole('button', {
            name: `Acknowledge: ${title.replace(':', ',')}`,
          })
          .click();
        await row.waitFor({ state: 'hidden' });

        await openTracker(page);
        await choose(page, 'Person', 'Alex Admin');
        // That it was acknowledged is there as well, and names the entity, too.
        await choose(page, 'Action', 'catalog entity mutate');
        await apply(page);
        await eventually(async () => {
          expect(await column(page, 'Entity')).toContainEqual(
            expect.stringContaining(NAME),
          );
        });
      } finally {
        // The demo gives the catalog all of its entities when it starts.
        await stage.restartPortal();
      }
    }),
  );
});
