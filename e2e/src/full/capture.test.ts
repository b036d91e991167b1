import { Page } from 'playwright-core';
import { listActivitySince } from '../harness/activity';
import { openFromCatalog } from '../harness/catalog';
import { eventually } from '../harness/eventually';
import { screenshot } from '../harness/pageStates';
import { withPortal } from '../harness/withPortal';
import { goTo } from '../harness/sidebar';
import { apply, choose, readColumn, openTracker } from '../harness/tracker';

const resources = ['Web shop', 'product-catalogue', 'search-index'];
const searchText = 'lamps nobody sells';

/** Turns the recording of page views on or off in the settings. */
async function setRecording(page: Page, enabled: boolean) {
  await goTo(page, 'Settings');
  await page.getByRole('tab', { name: 'Page view recording' }).click();
  await page.getByLabel('Record my page views').click();
  await page
    .getByText(enabled ? 'Recording is on.' : 'Recording is off.')
    .waitFor();
}

async function search(page: Page, text: string) {
  await page.getByRole('button', { name: 'Search' }).first().click();
  const box = page.getByRole('dialog').getByRole('textbox', { name: 'Search' });
  await box.fill(text);
  await box.press('Enter');
  await page.waitForURL(/\/search/);
}

describe('page view recording', () => {
  it(
    'lists views and searches by person in the Activity Tracker, also after a restart',
    withPortal(async session => {
      // The portal's search finds no work items in the first seconds, because its index
      // is not built yet.
      session.console.expect(/500.*search\/query.*callboard-work-item/);
      const since = new Date().toISOString();
      const page = await session.signInAs('alex.admin');
      for (const resource of resources) await openFromCatalog(page, resource);
      await search(page, searchText);

      const seen = await eventually(async () => {
        const rows = await listActivitySince(session, 'alex.admin', since);
        const labels = (action: string) =>
          rows
            .filter(row => row.action === action)
            .map(row => row.entity_label);
        expect(labels('entity_view')).toEqual(resources);
        expect(labels('search')).toEqual([searchText]);
        return rows;
      });
      expect(await listActivitySince(session, 'max.member', since)).toEqual([]);

      await openTracker(page);
      await choose(page, 'Person', 'Alex Admin');
      await choose(page, 'Action', 'viewed');
      await apply(page);
      await eventually(async () => {
        expect((await readColumn(page, 'Entity')).slice(0, 3)).toEqual(
          [...resources]
            .reverse()
            .map(resource => expect.stringContaining(resource)),
        );
      });
      for (const person of await readColumn(page, 'Person')) {
        expect(person).toContain('Alex Admin');
      }
      await screenshot(page, 'tracker-by-person');

      await session.restartPortal();
      const recorded = await listActivitySince(session, 'alex.admin', since);
      expect(recorded.slice(0, seen.length)).toEqual(seen);
      await page.reload();
      await eventually(async () => {
        expect((await readColumn(page, 'Entity'))[0]).toContain('search-index');
      });
    }),
  );

  it(
    'records no page views of a user who has turned recording off',
    withPortal(async session => {
      const since = new Date().toISOString();
      const viewed = async () =>
        (await listActivitySince(session, 'max.member', since))
          .filter(row => row.action === 'entity_view')
          .map(row => row.entity_label);
      const page = await session.signInAs('max.member');

      await setRecording(page, false);
      await openFromCatalog(page, 'Web shop');
      await setRecording(page, true);
      await openFromCatalog(page, 'search-index');

      await eventually(async () => expect(await viewed()).not.toEqual([]));
      expect(await viewed()).toEqual(['search-index']);
    }),
  );
});
