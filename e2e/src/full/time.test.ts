import { waitForLiveUpdates } from '../harness/bell';
import { eventually } from '../harness/eventually';
import { withPortal } from '../harness/withPortal';
import { read } from '../harness/organisation';
import {
  getPastDay,
  fillTimesheet,
  makeItems,
  getRunningTimer,
  getStartTimerButton,
  changeTimer,
} from '../harness/time';
import { Visitor } from '../harness/Visitor';
import { WORKSPACE } from '../harness/work';

const MINUTE_MS = 60_000;

describe('time tracking', () => {
  it(
    'suggests time for items viewed today, and logs it when the user accepts',
    withPortal(async session => {
      // Suggestions cover only the time that is left after work on other items within the last minutes,
      // and Mona may have worked on other items in other tests.
      await session.resetPortal();
      const [item] = await makeItems(session, 'Look at me for a while');
      const visitor = await Visitor.atHome(session, 'mona.manager');
      const { page } = visitor;
      await visitor.open(item.identifier);
      await page.getByRole('dialog', { name: 'Work item' }).waitFor();
      await eventually(async () => {
        const { items } = await read<{ items: object[] }>(
          session,
          'mona.manager',
          '/me/time-suggestions',
        );
        expect(JSON.stringify(items)).toContain(item.id);
      });
      await page.goto('/my-time?view=day');
      const accept = page.getByRole('button', {
        name: `Accept ${item.identifier} ${item.title}`,
      });
      await accept.click();
      await page.getByText('1 time entry logged').waitFor();
      await page
        .getByRole('list', { name: 'Time entries' })
        .getByText(item.identifier)
        .waitFor();
      expect(await accept.count()).toBe(0);
    }),
  );

  it(
    'logs time from one line of text in a dialog opened by a keyboard shortcut',
    withPortal(async session => {
      const [item] = await makeItems(session, 'Write me down');
      const page = await session.signInAs('max.member', { path: '/projects' });
      await page.getByRole('link', { name: 'Board' }).first().waitFor();
      await getStartTimerButton(page).waitFor();
      await page.keyboard.press('l');
      const dialog = page.getByRole('dialog', { name: 'Log time' });
      await dialog.getByRole('textbox').fill(`${item.identifier} 1h15 review`);
      await dialog.getByText(item.title).waitFor();
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'hidden' });
      const { items } = await read<{ items: object[] }>(
        session,
        'max.member',
        `${WORKSPACE}/worklogs?work_item_id=${item.id}`,
      );
      expect(items).toMatchObject([
        { duration_minutes: 75, description: 'review' },
      ]);
    }),
  );

  it(
    'serves a calendar feed at its own URL until the URL is revoked',
    withPortal(async session => {
      const [item] = await makeItems(session, 'Put me into calendars');
      const page = await session.signInAs('max.member', { path: '/my-time' });
      const cells = [
        { work_item_id: item.id, date: getPastDay(0), minutes: 20 },
      ];
      expect(
        await fillTimesheet(session, 'max.member', getPastDay(0), cells),
      ).toBe(200);
      await page.getByRole('button', { name: 'More', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Calendar feed' }).click();
      const dialog = page.getByRole('dialog', { name: 'Calendar feed' });
      await dialog.getByRole('button', { name: 'Create URL' }).click();
      const address = await dialog.locator('code').innerText();
      const feed = await fetch(address);
      expect(feed.headers.get('content-type')).toMatch(/^text\/calendar/);
      expect((await feed.text()).replace(/\r\n /g, '')).toContain(
        `SUMMARY:${item.identifier} ${item.title}`,
      );
      await dialog.getByRole('button', { name: 'Revoke URL' }).click();
      await dialog.getByText(/Revoke the URL\?/).waitFor();
      await dialog.getByRole('button', { name: 'Revoke URL' }).click();
      await eventually(async () =>
        expect((await fetch(address)).status).toBe(404),
      );
    }),
  );
});

describe('timer', () => {
  it(
    'shows the same timer in every tab and browser, and after a reload',
    withPortal(async session => {
      const [item] = await makeItems(session, 'Time me');
      const page = await session.signInAs('max.member', { path: '/projects' });
      const tab = await page.context().newPage();
      await tab.goto('/');
      const elsewhere = await session.signInAs('max.member', {
        path: '/my-time',
      });
      const pages = [page, tab, elsewhere];
      for (const each of pages) await getStartTimerButton(each).waitFor();
      await waitForLiveUpdates(session, pages);

      await getStartTimerButton(page).click();
      await page
        .getByRole('combobox', { name: 'Work item' })
        .fill(item.identifier);
      await page.getByRole('option', { name: new RegExp(item.title) }).click();
      for (const each of pages) {
        await getRunningTimer(each, item).waitFor();
      }
      await page.reload();
      await getRunningTimer(page, item).waitFor();

      const startedAt = new Date(Date.now() - 5 * MINUTE_MS).toISOString();
      await changeTimer(session, 'max.member', 'PATCH', {
        started_at: startedAt,
      });
      for (const each of pages) {
        await each.getByRole('button', { name: /^00:05 on/ }).waitFor();
      }
      await elsewhere
        .getByRole('button', { name: 'Stop timer and log its time' })
        .click();
      for (const each of pages) {
        await getStartTimerButton(each).waitFor();
      }
      const { items } = await read<{
        items: Array<{ duration_minutes: number; source: string }>;
      }>(
        session,
        'max.member',
        `${WORKSPACE}/worklogs?work_item_id=${item.id}`,
      );
      expect(items.every(({ source }) => source === 'timer')).toBe(true);
      const minutes = items.map(({ duration_minutes }) => duration_minutes);
      expect(minutes.reduce((sum, each) => sum + each, 0)).toBe(5);
    }),
  );
});
