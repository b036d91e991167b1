import { Page } from 'playwright-core';
import { listActivity } from './harness/activity';
import { eventually } from './harness/eventually';
import { onStage } from './harness/onStage';
import { read } from './harness/organisation';
import { goTo } from './harness/sidebar';
import { Stage } from './harness/Stage';
import {
  begin,
  cell,
  dayOf,
  fill,
  runningTimer,
  sheetOf,
  startOfTimer,
  timer,
} from './harness/time';
import { Visitor } from './harness/Visitor';
import { Item, makeItem, pathOf, projectWith, WORKSPACE } from './harness/work';

/** After the portal has started, the first browser waits so long for a socket. */
const SOCKET_MS = 30_000;

const MINUTE_MS = 60_000;

/** Items of a project that Max is in. */
async function makeItems(stage: Stage, ...titles: string[]): Promise<Item[]> {
  const project = await projectWith(stage, 'search=Payments');
  const items: Item[] = [];
  for (const title of titles) {
    items.push(await makeItem(stage, pathOf(project), { title }));
  }
  return items;
}

/** Opens the first notification of that title, once the bell has it. */
async function follow(page: Page, title: RegExp): Promise<void> {
  const panel = page.getByRole('dialog', { name: 'Notifications' });
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await panel.getByText(title).first().click({ timeout: SOCKET_MS });
  await panel.waitFor({ state: 'hidden' });
}

/** Pastes as a spreadsheet would have copied it. */
function paste(page: Page, text: string): Promise<void> {
  return page.evaluate(pasted => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.activeElement!.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true }),
    );
  }, text);
}

async function typeKeys(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await (/^\d/.test(key)
      ? page.keyboard.type(key)
      : page.keyboard.press(key));
  }
}

async function submit(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Submit week' }).click();
  const question = page.getByRole('dialog', { name: /^Submit/ });
  await question.getByRole('button', { name: 'Submit' }).click();
  await page.getByText('Submitted', { exact: true }).waitFor();
}

describe('a week', () => {
  it(
    'is filled by keyboard, submitted, rejected, mended and approved, and is then closed',
    onStage(async stage => {
      const [week, before] = [dayOf(1), dayOf(2)];
      const items = await makeItems(stage, 'Count the cents', 'Send receipts');
      const [first, second] = items;
      await begin(stage, 'max.member', week, []);
      await begin(stage, 'max.member', before, items);
      const mona = await stage.signInAs('mona.manager');
      const max = await stage.signInAs('max.member');

      await goTo(max, 'My time');
      await max.getByRole('button', { name: 'Submit week' }).waitFor();
      await max.keyboard.press('[');
      await max.getByText('No time in this week yet').waitFor();
      await max
        .getByRole('button', { name: 'Copy last week’s rows' })
        .press('Enter');
      await eventually(async () =>
        expect(
          await cell(max, first, 0).evaluate(
            element => element === document.activeElement,
          ),
        ).toBe(true),
      );
      await typeKeys(max, '2h', 'Tab', '1:30', 'Tab', '2.5', 'Tab', '90m');
      await typeKeys(max, 'Enter', 'Home', 'ArrowRight');
      await paste(max, '45m\t30\n');
      await max.getByText('2 cells filled').first().waitFor();
      await typeKeys(max, 'Control+z');
      await max.getByText('Undone').waitFor();
      await typeKeys(max, '1h', 'Enter');
      await eventually(async () => {
        const { rows } = await sheetOf(stage, 'max.member', week);
        const days = rows.map(row => [row.identifier, row.days]);
        expect(new Map(days as Array<[string, object]>)).toEqual(
          new Map([
            [
              first.identifier,
              {
                [week]: 120,
                [dayOf(1, 1)]: 90,
                [dayOf(1, 2)]: 150,
                [dayOf(1, 3)]: 90,
              },
            ],
            [second.identifier, { [week]: 60 }],
          ]),
        );
      });
      await max.getByText('Total 8h 30m / ').waitFor();
      await submit(max);

      await follow(mona, /^To approve: Max Member/);
      const acts = mona.getByRole('button', { name: 'Reject…' });
      await acts.click();
      const question = mona.getByRole('dialog', { name: /^Reject/ });
      await question
        .getByRole('textbox', { name: 'Reason' })
        .fill('Friday is missing');
      await question.getByRole('button', { name: 'Reject' }).click();
      await mona.getByText('Week of Max Member rejected').waitFor();

      await follow(max, /^Rejected: /);
      await max.getByText('Friday is missing', { exact: true }).waitFor();
      await cell(max, first, 4).click();
      await typeKeys(max, '4h', 'Enter');
      await max.getByText('Total 12h 30m / ').waitFor();
      await submit(max);

      await follow(mona, /^To approve: Max Member/);
      await mona.getByText(/: 4h added$/).waitFor();
      await mona.getByRole('button', { name: 'Approve', exact: true }).click();
      await mona.getByText('Week of Max Member approved').waitFor();

      await follow(max, /^Approved: /);
      await max.getByText('Approved', { exact: true }).waitFor();
      await cell(max, first, 0).click();
      await max.keyboard.press('3');
      await max
        .getByText(/^This week is approved\. It can be changed/)
        .waitFor();
      const cells = [{ work_item_id: first.id, date: week, minutes: 1 }];
      expect(await fill(stage, 'max.member', week, cells)).toBe(409);

      const { items: periods } = await read<{ items: Array<{ id: string }> }>(
        stage,
        'max.member',
        `${WORKSPACE}/periods?week=${week}&member_id=user:default/max.member`,
      );
      const traces = await listActivity(stage, `entity_id=${periods[0].id}`);
      expect(
        traces
          .slice(0, 4)
          .reverse()
          .map(({ action, user_id }) => `${action} ${user_id}`),
      ).toEqual([
        'submit user:default/max.member',
        'reject user:default/mona.manager',
        'submit user:default/max.member',
        'approve user:default/mona.manager',
      ]);
    }),
  );
});

describe('time', () => {
  it(
    'is suggested from what somebody looked at today, and logged once it is accepted',
    onStage(async stage => {
      const [item] = await makeItems(stage, 'Look at me for a while');
      // Time is suggested to whoever worked on something else within the last minutes only for
      // what is left of it. In no other scene does Mona work on items.
      const visitor = await Visitor.atHome(stage, 'mona.manager');
      const { page } = visitor;
      await visitor.open(item.identifier);
      await page.getByRole('dialog', { name: 'Work item' }).waitFor();
      await eventually(async () => {
        const { items } = await read<{ items: object[] }>(
          stage,
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
      await page.getByText('1 entry logged').waitFor();
      await page
        .getByRole('list', { name: 'Entries' })
        .getByText(item.identifier)
        .waitFor();
      expect(await accept.count()).toBe(0);
    }),
  );

  it(
    'is logged by one line from any page',
    onStage(async stage => {
      const [item] = await makeItems(stage, 'Write me down');
      const page = await stage.signInAs('max.member', { path: '/projects' });
      await page.getByRole('link', { name: 'Board' }).first().waitFor();
      await startOfTimer(page).waitFor();
      await page.keyboard.press('l');
      const dialog = page.getByRole('dialog', { name: 'Log time' });
      await dialog.getByRole('textbox').fill(`${item.identifier} 1h15 review`);
      await dialog.getByText(item.title).waitFor();
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'hidden' });
      const { items } = await read<{ items: object[] }>(
        stage,
        'max.member',
        `${WORKSPACE}/worklogs?work_item_id=${item.id}`,
      );
      expect(items).toMatchObject([
        { duration_minutes: 75, description: 'review' },
      ]);
    }),
  );

  it(
    'is read by calendars at an address of its own, until that is ended',
    onStage(async stage => {
      const [item] = await makeItems(stage, 'Put me into calendars');
      const page = await stage.signInAs('max.member', { path: '/my-time' });
      const cells = [{ work_item_id: item.id, date: dayOf(0), minutes: 20 }];
      expect(await fill(stage, 'max.member', dayOf(0), cells)).toBe(200);
      await page.getByRole('button', { name: 'More', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Calendar feed' }).click();
      const dialog = page.getByRole('dialog', { name: 'Calendar feed' });
      await dialog.getByRole('button', { name: 'Make an address' }).click();
      const address = await dialog.locator('code').innerText();
      const feed = await fetch(address);
      expect(feed.headers.get('content-type')).toMatch(/^text\/calendar/);
      expect((await feed.text()).replace(/\r\n /g, '')).toContain(
        `SUMMARY:${item.identifier} ${item.title}`,
      );
      await dialog.getByRole('button', { name: 'End the address' }).click();
      await dialog.getByText(/End the address\?/).waitFor();
      await dialog.getByRole('button', { name: 'End the address' }).click();
      await eventually(async () =>
        expect((await fetch(address)).status).toBe(404),
      );
    }),
  );
});

describe('the timer', () => {
  it(
    'is in step in every tab and browser, and over a reload',
    onStage(async stage => {
      const [item] = await makeItems(stage, 'Time me');
      const page = await stage.signInAs('max.member', { path: '/projects' });
      const tab = await page.context().newPage();
      await tab.goto('/');
      const elsewhere = await stage.signInAs('max.member', {
        path: '/my-time',
      });
      const pages = [page, tab, elsewhere];
      for (const each of pages) await startOfTimer(each).waitFor();

      await startOfTimer(page).click();
      await page
        .getByRole('combobox', { name: 'Work item' })
        .fill(item.identifier);
      await page.getByRole('option', { name: new RegExp(item.title) }).click();
      for (const each of pages) {
        await runningTimer(each, item).waitFor({ timeout: SOCKET_MS });
      }
      await page.reload();
      await runningTimer(page, item).waitFor();

      const began = new Date(Date.now() - 5 * MINUTE_MS).toISOString();
      await timer(stage, 'max.member', 'PATCH', { started_at: began });
      for (const each of pages) {
        await each
          .getByRole('button', { name: /^00:05 on/ })
          .waitFor({ timeout: SOCKET_MS });
      }
      await elsewhere
        .getByRole('button', { name: 'Stop the timer and log its time' })
        .click();
      for (const each of pages) {
        await startOfTimer(each).waitFor({ timeout: SOCKET_MS });
      }
      const { items } = await read<{
        items: Array<{ duration_minutes: number; source: string }>;
      }>(stage, 'max.member', `${WORKSPACE}/worklogs?work_item_id=${item.id}`);
      expect(items.every(({ source }) => source === 'timer')).toBe(true);
      const minutes = items.map(({ duration_minutes }) => duration_minutes);
      expect(minutes.reduce((sum, each) => sum + each, 0)).toBe(5);
    }),
  );
});
