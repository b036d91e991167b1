import { Page } from 'playwright-core';
import { listActivity } from '../harness/activity';
import { eventually } from '../harness/eventually';
import { withPortal } from '../harness/withPortal';
import { read } from '../harness/organisation';
import { goTo } from '../harness/sidebar';
import {
  resetWeek,
  getCell,
  getPastDay,
  fillTimesheet,
  makeItems,
  readOwnTimesheet,
} from '../harness/time';
import { WORKSPACE } from '../harness/work';

/** Opens the first notification with a title, once the bell shows it. */
async function openNotification(page: Page, title: RegExp): Promise<void> {
  const panel = page.getByRole('dialog', { name: 'Notifications' });
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await panel.getByText(title).first().click();
  await panel.waitFor({ state: 'hidden' });
}

/** Pastes a text as if it were copied from a spreadsheet. */
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

async function submitWeek(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Submit week' }).click();
  const dialog = page.getByRole('dialog', { name: /^Submit/ });
  await dialog.getByRole('button', { name: 'Submit' }).click();
  await page.getByText('Submitted', { exact: true }).waitFor();
}

describe('weekly timesheet', () => {
  it(
    'accepts keyboard entry, submission, rejection and approval, then rejects edits with 409',
    withPortal(async session => {
      const [week, before] = [getPastDay(1), getPastDay(2)];
      const items = await makeItems(
        session,
        'Count the cents',
        'Send receipts',
      );
      const [first, second] = items;
      await resetWeek(session, 'max.member', week, []);
      await resetWeek(session, 'max.member', before, items);
      const mona = await session.signInAs('mona.manager');
      const max = await session.signInAs('max.member');

      await goTo(max, 'My time');
      await max.getByRole('button', { name: 'Submit week' }).waitFor();
      await max.keyboard.press('[');
      await max.getByText('No time logged this week').waitFor();
      await max
        .getByRole('button', { name: 'Copy last week’s rows' })
        .press('Enter');
      await eventually(async () =>
        expect(
          await getCell(max, first, 0).evaluate(
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
        const { rows } = await readOwnTimesheet(session, 'max.member', week);
        const days = rows.map(row => [row.identifier, row.days]);
        expect(new Map(days as Array<[string, object]>)).toEqual(
          new Map([
            [
              first.identifier,
              {
                [week]: 120,
                [getPastDay(1, 1)]: 90,
                [getPastDay(1, 2)]: 150,
                [getPastDay(1, 3)]: 90,
              },
            ],
            [second.identifier, { [week]: 60 }],
          ]),
        );
      });
      await max.getByText('Total 8h 30m / ').waitFor();
      await submitWeek(max);

      await openNotification(mona, /^Approve timesheet: Max Member/);
      const actions = mona.getByRole('button', { name: 'Reject…' });
      await actions.click();
      const dialog = mona.getByRole('dialog', { name: /^Reject/ });
      await dialog
        .getByRole('textbox', { name: 'Reason' })
        .fill('Friday is missing');
      await dialog.getByRole('button', { name: 'Reject' }).click();
      await mona.getByText('Timesheet of Max Member rejected').waitFor();

      await openNotification(max, /^Timesheet rejected: /);
      await max.getByText('Friday is missing', { exact: true }).waitFor();
      await getCell(max, first, 4).click();
      await typeKeys(max, '4h', 'Enter');
      await max.getByText('Total 12h 30m / ').waitFor();
      await submitWeek(max);

      await openNotification(mona, /^Approve timesheet: Max Member/);
      await mona.getByText(/: 4h added$/).waitFor();
      await mona.getByRole('button', { name: 'Approve', exact: true }).click();
      await mona.getByText('Timesheet of Max Member approved').waitFor();

      await openNotification(max, /^Timesheet approved: /);
      await max.getByText('Approved', { exact: true }).waitFor();
      await getCell(max, first, 0).click();
      await max.keyboard.press('3');
      await max
        .getByText(/^This timesheet is approved\. To change it/)
        .waitFor();
      const cells = [{ work_item_id: first.id, date: week, minutes: 1 }];
      expect(await fillTimesheet(session, 'max.member', week, cells)).toBe(409);

      const { items: periods } = await read<{ items: Array<{ id: string }> }>(
        session,
        'max.member',
        `${WORKSPACE}/periods?week=${week}&member_id=user:default/max.member`,
      );
      const entries = await listActivity(session, `entity_id=${periods[0].id}`);
      expect(
        entries
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
