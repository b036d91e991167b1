import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeTime } from '../__testUtils__/FakeTime';
import { sheetOf } from '../__testUtils__/fakeSheet';
import { cellOf, MON, rowOf, WED, WEEK } from '../__testUtils__/grid';
import { renderTime } from '../__testUtils__/renderTime';

const LAST_MONDAY = '2026-11-09';

/** The names of the rows, without the sums. */
const names = () =>
  screen
    .queryAllByRole('rowheader')
    .map(({ textContent }) => textContent)
    .filter(name => name !== 'ΣSum');

describe('the rows of a week', () => {
  it('begin with what this is for, and the items of last week', async () => {
    const server = new FakeTime();
    server.add({ title: 'Fix rounding' }, { [LAST_MONDAY]: 60 });
    server.add({ title: 'Refund in yen' }, { [LAST_MONDAY]: 30 });
    renderTime(WEEK, server);
    expect(await screen.findByText('No time in this week yet')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Copy last week’s rows' }),
    );
    expect(
      await screen.findByText('2 rows added, without their time'),
    ).toBeVisible();
    expect(names()).toEqual(['PAY-1 Fix rounding', 'PAY-2 Refund in yen']);
    // Today's cell has the focus, so that typing can begin.
    expect(await cellOf('PAY-1', WED)).toHaveFocus();
    expect(server.saves).toEqual([]);
    expect(server.worklogs).toHaveLength(2);
  });

  it('say so where last week has no others', async () => {
    const server = new FakeTime();
    server.add({}, { [MON]: 60, [LAST_MONDAY]: 60 });
    renderTime(WEEK, server);
    await rowOf('PAY-1');
    await userEvent.click(
      screen.getByRole('button', { name: 'Copy last week’s rows' }),
    );
    expect(
      await screen.findByText('Last week has no other items.'),
    ).toBeVisible();
  });

  it('stay when the page is loaded again, and go when they are taken out', async () => {
    const server = new FakeTime();
    server.add({ title: 'Fix rounding' }, { [LAST_MONDAY]: 60 });
    renderTime(WEEK, server);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Copy last week’s rows' }),
    );
    await rowOf('PAY-1');
    cleanup();
    renderTime(WEEK, server);
    await rowOf('PAY-1');
    await userEvent.click(
      screen.getByRole('button', { name: 'Take PAY-1 out of the week' }),
    );
    expect(await screen.findByText('No time in this week yet')).toBeVisible();
    cleanup();
    renderTime(WEEK, server);
    expect(await screen.findByText('No time in this week yet')).toBeVisible();
  });

  it('are found by typing, from anywhere on the page', async () => {
    const server = new FakeTime();
    server.add({ title: 'Fix rounding' }, { [MON]: 60 });
    server.add({ title: 'Refund in yen' });
    renderTime(WEEK, server);
    (await cellOf('PAY-1', MON)).focus();
    await userEvent.keyboard('a');
    const field = screen.getByRole('combobox', { name: 'Add work item' });
    expect(field).toHaveFocus();
    await userEvent.keyboard('yen');
    await screen.findByRole('option', { name: /Refund in yen/ });
    await userEvent.keyboard('{Enter}');
    await waitFor(async () => expect(await cellOf('PAY-2', WED)).toHaveFocus());
    await userEvent.keyboard('1h{Enter}');
    await waitFor(() =>
      expect(server.minutesOf(server.items[1], WED)).toBe(60),
    );
  });

  it('offer what is assigned and in progress first, then what was logged last', async () => {
    const server = new FakeTime();
    server.add({ title: 'Fix rounding' }, { [MON]: 60 });
    server.add({ title: 'Logged before' }, { [LAST_MONDAY]: 60 });
    server.add({ title: 'Mine', assignees: [server.me.user_ref] });
    renderTime(WEEK, server);
    await rowOf('PAY-1');
    await userEvent.click(
      screen.getByRole('combobox', { name: 'Add work item' }),
    );
    const list = await screen.findByRole('listbox');
    expect(
      within(list)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['PAY-3 Mine', 'PAY-2 Logged before']);
    expect(list).toHaveTextContent(/^Assigned to you, in progress/);
  });

  it('name work that the person has lost sight of in one row', async () => {
    const server = new FakeTime();
    server.add({ title: 'Fix rounding' }, { [MON]: 60 });
    const [row] = sheetOf(server, MON).rows;
    server.answer({
      getTimesheet: () => ({
        ...sheetOf(server, MON),
        rows: [
          row,
          {
            ...row,
            issue_id: null,
            identifier: null,
            issue_name: null,
            project_id: null,
          },
        ],
      }),
    });
    renderTime(WEEK, server);
    const cell = await cellOf('Work that you can no longer see', MON);
    expect(cell).toHaveTextContent('1h');
    cell.focus();
    await userEvent.keyboard('2h');
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});
