import { Page } from 'playwright-core';
import { listActivitySince } from '../harness/activity';
import { openFromCatalog } from '../harness/catalog';
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

const resources = ['Web shop', 'product-catalogue', 'search-index'];
const searchText = 'lamps nobody sells';

/** Turns the recording of page views on or off in the settings. */
async function setRecording(page: Page, isOn: boolean) {
  await goTo(page, 'Settings');
  await page.getByRole('tab', { name: 'Page view recording' }).click();
  await page.getByLabel('Record my page views').click();
  await page
    .getByText(isOn ? 'Recording is on.' : 'Recording is off.')
    .waitFor();
}

async function searchPortal(page: Page, text: string) {
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
      // In the first seconds, the portal's search fails for work items, because their index is not
      // built yet.
      session.console.expect(/500.*search\/query.*callboard-work-item/);
      const since = new Date().toISOString();
      const page = await session.signInAs('alex.admin');
      for (const resource of resources) await openFromCatalog(page, resource);
      await searchPortal(page, searchText);

      const seen = await eventually(async () => {
        const rows = await listActivitySince(session, 'alex.admin', since);
        const listLabels = (action: string) =>
          rows
            .filter(row => row.action === action)
            .map(row => row.entity_label);
        expect(listLabels('entity_view')).toEqual(resources);
        expect(listLabels('search')).toEqual([searchText]);
        return rows;
      });
      expect(await listActivitySince(session, 'max.member', since)).toEqual([]);

      await openTracker(page);
      await chooseFilter(page, 'Person', 'Alex Admin');
      await chooseFilter(page, 'Action', 'viewed');
      await applyFilters(page);
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
      await takeScreenshot(page, 'tracker-by-person');

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
      const listViewed = async () =>
        (await listActivitySince(session, 'max.member', since))
          .filter(row => row.action === 'entity_view')
          .map(row => row.entity_label);
      const page = await session.signInAs('max.member');

      await setRecording(page, false);
      await openFromCatalog(page, 'Web shop');
      await setRecording(page, true);
      await openFromCatalog(page, 'search-index');

      await eventually(async () => expect(await listViewed()).not.toEqual([]));
      expect(await listViewed()).toEqual(['search-index']);
    }),
  );
});
