import { click } from '@callboard/plugin-callboard-react/testUtils';
import { endpoints, type Timesheet } from '@callboard/plugin-callboard-common';
import { getQueryKey } from '@callboard/plugin-callboard-react';
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeTime } from '../__testUtils__/FakeTime';
import {
  findCell,
  focusCell,
  MON,
  openCell,
  findItemRow,
  SAT,
  readTotal,
  SUN,
  TUE,
  waitUntilLogged,
  WED,
  WEEK,
} from '../__testUtils__/grid';
import { renderTime } from '../__testUtils__/renderTime';
import { createTimesheet } from '../__testUtils__/createTimesheet';
import { putTimesheet } from './useOpenTimesheet';

describe('week view', () => {
  function createServerWithTwoItems(): FakeTime {
    const server = new FakeTime();
    server.addItem({ title: 'Fix rounding' }, { [MON]: 60 });
    server.addItem({ title: 'Refund in yen' }, { [MON]: [30, 45] });
    return server;
  }

  describe('saving', () => {
    it('marks a rejected cell as invalid and saves the others @full', async () => {
      const server = createServerWithTwoItems();
      server.settings.max_minutes_per_day = 600;
      await openCell(server, 'PAY-1', TUE);
      await userEvent.keyboard('11h{Tab}2h{Tab}');
      await waitUntilLogged(server, 'PAY-1', WED, 120);
      const rejectedCell = await findCell('PAY-1', TUE);
      expect(rejectedCell).toHaveTextContent('11h');
      expect(rejectedCell).toBeInvalid();
      expect(screen.getByText('1 cell is not saved')).toBeVisible();
      await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
      expect(screen.getByRole('alert')).toHaveTextContent(
        'exceeds the daily limit',
      );
      await userEvent.keyboard('3h{Enter}');
      await waitUntilLogged(server, 'PAY-1', TUE, 180);
      expect(await findCell('PAY-1', TUE)).not.toBeInvalid();
    });

    it('offers Undo for the saved cells only', async () => {
      const server = createServerWithTwoItems();
      server.settings.max_minutes_per_day = 600;
      await openCell(server, 'PAY-1', TUE);
      await userEvent.keyboard('11h{Tab}2h{Tab}');
      await click('button', 'Undo');
      await waitFor(() => expect(server.saves).toHaveLength(3));
      expect(server.getItemMinutes(server.items[0], WED)).toBe(0);
      expect(await findCell('PAY-1', TUE)).toHaveTextContent('11h');
    });

    it('keeps all edits when the server is unavailable and saves them with Try again @full', async () => {
      const server = await openCell(createServerWithTwoItems(), 'PAY-1', TUE);
      // Slow typing saves the cells one by one.
      server.refuseBelow('/workspaces/default/timesheet', 503, 'Away');
      await userEvent.keyboard('2h{Tab}3h{Tab}');
      expect(await screen.findByText('2 cells are not saved')).toBeVisible();
      server.stopRefusing();
      await click('button', 'Try again');
      await waitFor(() => {
        expect(server.getItemMinutes(server.items[0], TUE)).toBe(120);
        expect(server.getItemMinutes(server.items[0], WED)).toBe(180);
      });
      await waitFor(() =>
        expect(screen.queryByText('2 cells are not saved')).toBeNull(),
      );
    });

    it('shows that the week was submitted in the meantime, and keeps the typed time @full', async () => {
      const server = await openCell(createServerWithTwoItems(), 'PAY-1', TUE);
      server.recordPeriod(MON, {});
      await userEvent.keyboard('2h{Enter}');
      expect(await screen.findByText('1 cell is not saved')).toBeVisible();
      expect(await screen.findByText('Submitted')).toBeVisible();
      expect(await findCell('PAY-1', TUE)).toHaveTextContent('2h');
    });

    it('saves pending edits when the page is left @full', async () => {
      const server = await openCell(createServerWithTwoItems(), 'PAY-1', TUE);
      await userEvent.keyboard('2h{Enter}');
      await click('button', /Day/);
      await waitFor(() =>
        expect(server.getItemMinutes(server.items[0], TUE)).toBe(120),
      );
    });

    /** Leaves the page while a cell is edited. Unlike a click, Back does not end the edit first. */
    async function goBackFromEditor(server: FakeTime, typed: string) {
      await openCell(server, 'PAY-1', TUE);
      await userEvent.keyboard(typed);
      fireEvent.click(screen.getByRole('button', { name: /Day/ }));
      await screen.findByRole('toolbar', { name: 'Day' });
    }

    it('saves the time in an open cell editor when the page is left', async () => {
      const server = createServerWithTwoItems();
      await goBackFromEditor(server, '2h');
      await waitFor(() =>
        expect(server.getItemMinutes(server.items[0], TUE)).toBe(120),
      );
    });

    it('keeps the unreadable text in an open cell editor when the page is left', async () => {
      await goBackFromEditor(createServerWithTwoItems(), '2x');
      await click('button', /Week/);
      const cell = await findCell('PAY-1', TUE);
      expect(cell).toHaveTextContent('2x');
      expect(cell).toBeInvalid();
    });

    it('notifies about a failed save after the page is left and keeps the edit @full', async () => {
      const server = createServerWithTwoItems();
      server.refuse('PUT', 503, 'Away');
      await openCell(server, 'PAY-1', TUE);
      await userEvent.keyboard('2h{Enter}');
      await click('button', /Day/);
      expect(
        await screen.findByText('Some of your time was not saved'),
      ).toBeVisible();
      await click('button', /Week/);
      expect(await findCell('PAY-1', TUE)).toHaveTextContent('2h');
      expect(screen.getByText('1 cell is not saved')).toBeVisible();
    });

    it('retries a failed save when its cell is left unchanged @full', async () => {
      const server = createServerWithTwoItems();
      server.refuse('PUT', 503, 'Away');
      await openCell(server, 'PAY-1', TUE);
      await userEvent.keyboard('2h{Enter}');
      expect(await screen.findByText('1 cell is not saved')).toBeVisible();
      await focusCell('PAY-1', TUE);
      await userEvent.keyboard('{Enter}{Enter}');
      await waitUntilLogged(server, 'PAY-1', TUE, 120);
    });

    it('shows the next week even when a save of the previous week ends while the next one loads @full', async () => {
      const server = createServerWithTwoItems();
      server.addItem({ title: 'Next week' }, { '2026-11-23': 60 });
      let finishSave = () => {};
      server.saveDelay = new Promise<void>(resolve => (finishSave = resolve));
      let finishRead = () => {};
      const readDelay = new Promise<void>(resolve => (finishRead = resolve));
      server.answer({
        getTimesheet: async ({ query }) => {
          const week = query.get('week')!;
          await (week > SUN ? readDelay : undefined);
          return createTimesheet(server, week);
        },
      });
      await openCell(server, 'PAY-1', TUE);
      await userEvent.keyboard('2h{Enter}');
      await waitFor(() => expect(server.saves).toHaveLength(1));
      await userEvent.keyboard(']');
      await waitFor(() =>
        expect(
          server.listQueries('/workspaces/default/timesheet'),
        ).toHaveLength(3),
      );
      await act(async () => finishSave());
      await waitUntilLogged(server, 'PAY-1', TUE, 120);
      await act(async () => finishRead());
      expect(await findCell('PAY-3', MON)).toHaveTextContent('1h');
    });

    it('shows time logged in another tab when the user returns @full', async () => {
      const server = createServerWithTwoItems();
      renderTime(WEEK, server);
      await findCell('PAY-1', TUE);
      server.log(server.items[0], TUE, 75);
      await act(async () => {
        window.dispatchEvent(new Event('visibilitychange'));
      });
      await waitFor(async () =>
        expect(await findCell('PAY-1', TUE)).toHaveTextContent('1h 15m'),
      );
    });

    it('shows time logged elsewhere on a live event', async () => {
      const server = createServerWithTwoItems();
      const { signal } = renderTime(WEEK, server);
      await findCell('PAY-1', TUE);
      server.log(server.items[0], TUE, 75);
      await waitFor(() => expect(server.sent('GET', '/live')).not.toEqual([]));
      await signal({
        type: 'change',
        workspace_id: server.me.workspaces[0].id,
        entity_type: 'worklog' as never,
        entity_id: server.worklogs[0].id,
      });
      await waitFor(async () =>
        expect(await findCell('PAY-1', TUE)).toHaveTextContent('1h 15m'),
      );
    });

    it.each([1, 2])(
      'saves typed time on its work item when the rest of the row is deleted meanwhile (%i rows)',
      async rowCount => {
        const server = new FakeTime();
        server.addItem({ title: 'Fix rounding' }, { [MON]: 60 });
        if (rowCount > 1) {
          server.addItem({ title: 'Refund in yen' }, { [MON]: 30 });
        }
        await openCell(server, 'PAY-1', TUE);
        await userEvent.keyboard('2');
        server.worklogs.splice(0, 1);
        await act(async () => {
          window.dispatchEvent(new Event('visibilitychange'));
        });
        await waitFor(async () =>
          expect(await readTotal(MON)).toBe(rowCount > 1 ? '30m' : '0m'),
        );
        await userEvent.keyboard('h{Enter}');
        await waitUntilLogged(server, 'PAY-1', TUE, 120);
        expect(await findCell('PAY-1', TUE)).toHaveTextContent('2h');
        expect(await readTotal(TUE)).toBe('2h');
      },
    );

    it('keeps the position of a new row when time is logged on it @full', async () => {
      const server = new FakeTime();
      server.addItem({ title: 'New here', assignees: [server.me.user_ref] });
      server.addItem({ title: 'Refund in yen' }, { [MON]: 30 });
      renderTime(WEEK, server);
      await findItemRow('PAY-2');
      await click('button', 'Add PAY-1 New here');
      await userEvent.keyboard('1h{Enter}');
      await waitUntilLogged(server, 'PAY-1', WED, 60);
      const names = screen
        .getAllByRole('rowheader')
        .map(({ textContent }) => textContent);
      expect(names).toEqual(['PAY-2 Refund in yen', 'PAY-1 New here', 'Total']);
    });
  });

  describe('cell with several time entries @full', () => {
    it('opens the list of time entries instead of the cell editor', async () => {
      const server = createServerWithTwoItems();
      server.worklogs[1].description = 'Read the tax law';
      renderTime(WEEK, server);
      const cell = await findCell('PAY-2', MON);
      expect(cell).toHaveTextContent('1h 15m');
      expect(cell).toHaveTextContent('2 entries');
      cell.focus();
      await userEvent.keyboard('3');
      const entries = await screen.findByRole('dialog', {
        name: 'PAY-2 · Monday, November 16',
      });
      expect(entries).toHaveTextContent('30m');
      expect(await screen.findByText('Read the tax law')).toBeVisible();
      const [first] = screen.getAllByRole('button', {
        name: 'Delete time entry on PAY-2',
      });
      await userEvent.click(first);
      await waitUntilLogged(server, 'PAY-2', MON, 45);
      await click('button', 'Undo');
      await waitFor(() =>
        expect(server.worklogs.map(({ description }) => description)).toContain(
          'Read the tax law',
        ),
      );
    });

    it('edits one of the time entries in its own dialog', async () => {
      const server = await openCell(createServerWithTwoItems(), 'PAY-2', MON);
      await userEvent.keyboard('{Enter}');
      const [first] = await screen.findAllByRole('button', {
        name: 'Edit time entry on PAY-2',
      });
      await userEvent.click(first);
      const time = await screen.findByRole('textbox', { name: 'Time' });
      await userEvent.clear(time);
      await userEvent.type(time, '2h');
      await click('button', 'Save');
      await waitFor(() =>
        expect(server.worklogs[1].duration_minutes).toBe(120),
      );
      await waitFor(() =>
        expect(screen.queryByRole('textbox', { name: 'Time' })).toBeNull(),
      );
    });

    it('opens the list for a single time entry with the E key', async () => {
      await openCell(createServerWithTwoItems(), 'PAY-1', MON);
      await userEvent.keyboard('e');
      expect(
        await screen.findByRole('dialog', { name: /^PAY-1 · Monday/ }),
      ).toBeVisible();
      await userEvent.keyboard('{Escape}');
      await waitFor(async () =>
        expect(await findCell('PAY-1', MON)).toHaveFocus(),
      );
    });
  });
});

describe('week view: header and submission', () => {
  function createServerWithWeek(): FakeTime {
    const server = new FakeTime();
    server.addItem({ title: 'Fix rounding' }, { [MON]: 480, [TUE]: 450 });
    return server;
  }

  describe('week header', () => {
    it('shows the week, its status, holidays, and the logged and expected time @full', async () => {
      const server = createServerWithWeek();
      server.insert('holidays', { date: WED, name: 'Day of Prayer' });
      renderTime(WEEK, server);
      expect(
        await screen.findByRole('heading', {
          name: /^Week 47 · Nov 16\s–\s22/,
        }),
      ).toBeVisible();
      expect(await screen.findByText('Open')).toBeVisible();
      expect(screen.getAllByText(/^Total/)[0].parentElement).toHaveTextContent(
        'Total 15h 30m / 32h',
      );
      await screen.findByText('Day of Prayer');
      const headers = screen.getAllByRole('columnheader');
      expect(headers[3]).toHaveTextContent('Wed 18Day of Prayer');
      expect(headers[3]).toHaveAttribute('aria-current', 'date');
      expect(headers[3]).toHaveClass('off');
      expect(headers[1]).not.toHaveClass('off');
      expect(await findCell('PAY-1', SAT)).toHaveClass('off');
      expect(await readTotal(TUE)).toBe('7h 30m');
    });

    it('opens other weeks and today with buttons and keys', async () => {
      const server = createServerWithWeek();
      server.addItem({ title: 'Refund in yen' }, { '2026-11-09': 60 });
      renderTime(WEEK, server);
      await findItemRow('PAY-1');
      await click('button', 'Previous week');
      expect(await screen.findByText(/^Week 46 · Nov 9\s–\s15/)).toBeVisible();
      expect(
        screen.getByRole('button', { name: 'Previous week' }),
      ).toHaveFocus();
      await findItemRow('PAY-2');
      (await findCell('PAY-2', MON)).focus();
      await userEvent.keyboard(']');
      await waitFor(async () =>
        expect(await findCell('PAY-1', MON)).toHaveFocus(),
      );
      await userEvent.keyboard('{PageUp}');
      await waitFor(async () =>
        expect(await findCell('PAY-2', MON)).toHaveFocus(),
      );
      await userEvent.keyboard('t');
      await waitFor(async () =>
        expect(await findCell('PAY-1', WED)).toHaveFocus(),
      );
    });

    it('opens the current week when the URL has an invalid date @full', async () => {
      renderTime('/my-time?week=2026-02-30', createServerWithWeek());
      expect(await screen.findByText(/^Week 47/)).toBeVisible();
    });

    it('lists the keyboard shortcuts @full', async () => {
      renderTime(WEEK, createServerWithWeek());
      await findItemRow('PAY-1');
      await userEvent.keyboard('?');
      const list = await screen.findByRole('dialog', {
        name: 'Keyboard shortcuts',
      });
      expect(within(list).getByText('Go to today')).toBeVisible();
    });
  });

  describe('timesheet submission', () => {
    it('saves pending edits and submits the week after one confirmation', async () => {
      const server = await openCell(createServerWithWeek(), 'PAY-1', WED);
      await userEvent.keyboard('8h{Enter}');
      await screen.findByText('1 cell changed');
      await click('button', 'Submit week');
      const dialog = await screen.findByRole('dialog', {
        name: /^Submit Nov 16\s–\s22\?$/,
      });
      expect(server.getItemMinutes(server.items[0], WED)).toBe(480);
      expect(dialog).toHaveTextContent('23h 30m of 40h logged.');
      // Enter confirms the dialog without a further step.
      await userEvent.keyboard('{Enter}');
      expect(
        await screen.findByText(/^Nov 16\s–\s22 submitted$/),
      ).toBeVisible();
      expect(await screen.findByText('Submitted')).toBeVisible();
      expect(screen.queryByRole('button', { name: 'Submit week' })).toBeNull();
    });

    it('withdraws a submitted week and offers to submit it again', async () => {
      const server = createServerWithWeek();
      server.recordPeriod(MON, { member_id: 'user:default/max.member' });
      renderTime(WEEK, server);
      expect(await screen.findByText('Submitted')).toBeVisible();
      await click('button', 'Withdraw');
      expect(
        await screen.findByText(/^Nov 16\s–\s22 withdrawn$/),
      ).toBeVisible();
      expect(
        await screen.findByRole('button', { name: 'Submit week' }),
      ).toBeVisible();
      expect(screen.queryByRole('button', { name: 'Withdraw' })).toBeNull();
    });

    it('hides Withdraw on a timesheet of another member', async () => {
      const server = createServerWithWeek();
      server.recordPeriod(MON, { member_id: 'user:default/somebody' });
      renderTime(WEEK, server);
      expect(await screen.findByText('Submitted')).toBeVisible();
      await screen.findByText(/waiting for approval/);
      expect(screen.queryByRole('button', { name: 'Withdraw' })).toBeNull();
    });

    it('blocks the submission while a cell is not saved @full', async () => {
      const server = createServerWithWeek();
      server.settings.max_minutes_per_day = 600;
      await openCell(server, 'PAY-1', WED);
      await userEvent.keyboard('11h{Enter}');
      await screen.findByText('1 cell is not saved');
      await click('button', 'Submit week');
      expect(
        await screen.findByText(/^Some cells are not saved/),
      ).toBeVisible();
      expect(server.sent('POST', '/periods')).toEqual([]);
    });

    it('shows Submit month when the period is a month @full', async () => {
      const server = createServerWithWeek();
      server.settings.period = 'month';
      renderTime(WEEK, server);
      expect(
        await screen.findByRole('button', { name: 'Submit month' }),
      ).toBeVisible();
    });

    it('submits the month of the requested day when the week begins in the previous month @full', async () => {
      const server = new FakeTime();
      server.settings.period = 'month';
      server.addItem({ title: 'Fix rounding' }, { '2026-11-30': 60 });
      renderTime('/my-time?week=2026-12-01', server);
      await click('button', 'Submit month');
      await screen.findByRole('dialog', { name: /^Submit Dec 1\s–\s31\?$/ });
      await userEvent.keyboard('{Enter}');
      expect(await screen.findByText(/^Dec 1\s–\s31 submitted$/)).toBeVisible();
      expect(server.periods).toMatchObject([{ week_start: '2026-12-01' }]);
    });

    it('keeps the month status after a save when the week begins in the previous month @full', async () => {
      const server = new FakeTime();
      server.settings.period = 'month';
      server.addItem({ title: 'Fix rounding' }, { '2026-11-30': 60 });
      server.recordPeriod('2026-11-30', {});
      renderTime('/my-time?week=2026-12-01', server);
      expect(await screen.findByText('Open')).toBeVisible();
      await focusCell('PAY-1', TUE);
      await userEvent.keyboard('2h{Enter}');
      await waitUntilLogged(server, 'PAY-1', '2026-12-01', 120);
      await waitFor(() => expect(screen.queryByText('Saving…')).toBeNull());
      expect(screen.getByText('Open')).toBeVisible();
      expect(
        screen.getByRole('button', { name: 'Submit month' }),
      ).toBeVisible();
    });

    it('shows why an approved week is locked and who can reopen it @full', async () => {
      const server = createServerWithWeek();
      server.recordPeriod(MON, {
        status: 'approved',
        decided_by: 'user:default/mona.manager',
        decided_by_name: 'Mona Manager',
        decided_at: '2026-11-23T09:00:00.000Z',
      });
      renderTime(WEEK, server);
      expect(await screen.findByText('Approved')).toBeVisible();
      const note = await screen.findByRole('alert');
      expect(note).toHaveTextContent(
        'This timesheet is approved and can no longer be changed.',
      );
      await waitFor(() => expect(note).toHaveTextContent('By'));
      expect(note).toHaveTextContent('Mona Manager');
      await waitFor(() => expect(note).toHaveTextContent('Ada Admin'));
      const cell = await findCell('PAY-1', MON);
      expect(cell).toHaveAttribute('aria-readonly', 'true');
      cell.focus();
      await userEvent.keyboard('2h');
      expect(screen.queryByRole('textbox')).toBeNull();
      expect(
        await screen.findByText(
          'This timesheet is approved. To change it, ask an approver to reopen it.',
        ),
      ).toBeVisible();
      expect(
        screen.queryByRole('combobox', { name: 'Add work item' }),
      ).toBeNull();
    });

    it.each([
      ['rejected', 'Rejected.'],
      // A reopened week has the status open.
      ['open', 'Reopened.'],
    ] as const)(
      'shows the reason for rejecting or reopening a week (%s) and allows edits @full',
      async (status, label) => {
        const server = createServerWithWeek();
        server.recordPeriod(MON, {
          status,
          decided_by: 'user:default/mona.manager',
          decided_by_name: 'Mona Manager',
          decided_at: '2026-11-23T09:00:00.000Z',
          reason: 'Tuesday was a holiday for you.',
        });
        renderTime(WEEK, server);
        expect(
          await screen.findByText('Tuesday was a holiday for you.'),
        ).toBeVisible();
        expect(screen.getByText(label, { exact: false })).toBeVisible();
        await focusCell('PAY-1', TUE);
        await userEvent.keyboard('{Delete}');
        await waitUntilLogged(server, 'PAY-1', TUE, 0);
        expect(
          screen.getByRole('button', { name: 'Submit week' }),
        ).toBeVisible();
      },
    );

    it('locks only the days that belong to a submitted month @full', async () => {
      const server = createServerWithWeek();
      server.settings.period = 'month';
      server.lockedDays = [MON];
      await openCell(server, 'PAY-1', MON);
      expect(document.activeElement).toHaveAttribute('aria-readonly', 'true');
      await userEvent.keyboard('2h{Delete}');
      expect(screen.queryByRole('textbox')).toBeNull();
      expect(
        screen.getByRole('columnheader', { name: /submitted or approved/ }),
      ).toHaveTextContent('Mon 16');
      await userEvent.keyboard('{ArrowRight}{ArrowRight}2h{Enter}');
      await waitUntilLogged(server, 'PAY-1', WED, 120);
      expect(server.getItemMinutes(server.items[0], MON)).toBe(480);
      expect(
        screen.getByRole('button', { name: 'Submit month' }),
      ).toBeVisible();
    });

    it('hides the timesheet from guests', async () => {
      const server = createServerWithWeek();
      server.me.workspaces[0].role = 'guest';
      renderTime(WEEK, server);
      expect(
        await screen.findByText('Only members can log time. Guests cannot.'),
      ).toBeVisible();
      expect(await screen.findByText('Ada Admin')).toBeVisible();
      expect(server.sent('GET', '/timesheet')).toEqual([]);
    });
  });
});

describe('putTimesheet', () => {
  const NEXT_MONDAY = '2026-11-23';

  const getTimesheetKey = (slug: string, week?: string) =>
    getQueryKey(endpoints.getTimesheet, { params: { slug }, query: { week } });

  /** A timesheet with an hour on Monday, and the same one with another half hour on Tuesday. */
  function createSaveFixture() {
    const server = new FakeTime();
    const item = server.addItem({}, { [MON]: 60 });
    const before = createTimesheet(server, MON);
    server.log(item, TUE, 30);
    return { server, before, after: createTimesheet(server, MON) };
  }

  /**
   * Observes a timesheet query like a page does. The test resolves its requests with `resolvers`.
   */
  function observeTimesheet(queries: QueryClient, key: readonly unknown[]) {
    const resolvers: Array<(timesheet: Timesheet) => void> = [];
    const observer = new QueryObserver<Timesheet>(queries, {
      queryKey: key,
      queryFn: () => new Promise<Timesheet>(resolve => resolvers.push(resolve)),
    });
    observer.subscribe(() => {});
    return { resolvers, current: () => observer.getCurrentResult() };
  }

  const flushPromises = () => new Promise(resolve => setTimeout(resolve, 5));

  it('updates every cached query of the week, whichever day was requested', async () => {
    const { before, after } = createSaveFixture();
    const queries = new QueryClient();
    const keys = [MON, SUN, undefined].map(week =>
      getTimesheetKey('default', week),
    );
    const elsewhere = getTimesheetKey('other', MON);
    [...keys, elsewhere].forEach(key => queries.setQueryData(key, before));
    await putTimesheet(queries, 'default', after);
    expect(keys.map(key => queries.getQueryData(key))).toEqual([
      after,
      after,
      after,
    ]);
    expect(queries.getQueryData(elsewhere)).toBe(before);
  });

  it('keeps the month of the requested day when the week spans two months', async () => {
    const server = new FakeTime();
    server.settings.period = 'month';
    const queries = new QueryClient();
    const key = getTimesheetKey('default', '2026-12-01');
    queries.setQueryData(key, createTimesheet(server, '2026-12-01'));
    server.addItem({}, { '2026-12-02': 60 });
    await putTimesheet(
      queries,
      'default',
      createTimesheet(server, '2026-11-30'),
    );
    expect(queries.getQueryData(key)).toEqual(
      createTimesheet(server, '2026-12-01'),
    );
  });

  it('keeps requests for other weeks running', async () => {
    const { server, after } = createSaveFixture();
    const queries = new QueryClient();
    const next = observeTimesheet(
      queries,
      getTimesheetKey('default', NEXT_MONDAY),
    );
    await putTimesheet(queries, 'default', after);
    next.resolvers[0](createTimesheet(server, NEXT_MONDAY));
    await flushPromises();
    expect(next.current()).toMatchObject({
      data: { week_start: NEXT_MONDAY },
      isFetching: false,
    });
    expect(next.resolvers).toHaveLength(1);
  });

  it('ignores the response of a refetch that would restore the old week', async () => {
    const { before, after } = createSaveFixture();
    const queries = new QueryClient();
    const key = getTimesheetKey('default', MON);
    queries.setQueryData(key, before);
    const observed = observeTimesheet(queries, key);
    expect(observed.current().isFetching).toBe(true);
    await putTimesheet(queries, 'default', after);
    observed.resolvers[0](before);
    await flushPromises();
    expect(observed.current()).toMatchObject({
      data: after,
      isFetching: false,
    });
  });

  it.each([
    ['by a date of the week', SUN],
    ['as the current week', undefined],
  ])(
    'repeats an initial load of the week, requested %s, that ran during the save',
    async (_, week) => {
      const { before, after } = createSaveFixture();
      const queries = new QueryClient();
      const observed = observeTimesheet(
        queries,
        getTimesheetKey('default', week),
      );
      await putTimesheet(queries, 'default', after);
      observed.resolvers[0](before);
      await flushPromises();
      expect(observed.resolvers).toHaveLength(2);
      observed.resolvers[1](after);
      await flushPromises();
      expect(observed.current()).toMatchObject({
        data: after,
        isFetching: false,
      });
    },
  );
});
