import type {
  MemberCapacity,
  Period,
} from '@callboard/plugin-callboard-common';
import {
  checkVersion,
  click,
  createExampleItem,
  createExampleResponse,
  type FakeCall,
  fill,
  toFakeId,
  NOW,
  ErrorResponse,
  createStoredFields,
  testSeed,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { findById, FakeTime, toListedPeriod } from '../__testUtils__/FakeTime';
import { addTimeOff } from '../__testUtils__/addTimeOff';
import { renderTime } from '../__testUtils__/renderTime';
import { addDays, listDates } from '../data/dates';
import { getWeekStarts } from './approvals/PeriodPane';
import {
  getTimeBand,
  toColumnCells,
  toMapColumns,
} from './capacity/heatMapCells';

fc.configureGlobal({ seed: testSeed });

describe('timesheet approval', () => {
  /** A server with one timesheet per person, submitted by default. */
  function createServerWith(
    people: number,
    values: Partial<Period> = {},
  ): FakeTime {
    const server = new FakeTime();
    for (let number = 1; number <= people; number += 1) {
      server.insert('periods', {
        ...createStoredFields('period', number),
        member_id: `user:default/person-${number}`,
        display_name: `Person ${number}`,
        week_start: '2026-11-16',
        week_end: '2026-11-22',
        status: 'submitted',
        total_minutes: 2_400,
        submitted_at: NOW,
        can_decide: true,
        ...values,
      });
    }
    const createDecisionHandler =
      (status: Period['status']) =>
      (
        call: Pick<
          FakeCall<'rejectPeriod' | 'approvePeriod'>,
          'params' | 'body' | 'ifMatch'
        >,
      ) => {
        const period = findById(server.periods, call.params.id);
        checkVersion(period, call);
        return toListedPeriod(Object.assign(period, call.body, { status }));
      };
    return server.answer({
      getPeriodChanges: () => ({ since: null, items: [] }),
      getPeriodHistory: () => createExampleResponse('getPeriodHistory'),
      approvePeriod: createDecisionHandler('approved'),
      rejectPeriod: createDecisionHandler('rejected'),
      reopenPeriod: createDecisionHandler('open'),
    });
  }

  const findPane = async (person: string) =>
    within(
      await screen.findByRole('region', { name: `Timesheet of ${person}` }),
    );

  /** Opens the timesheet of the first person. */
  function openFirstTimesheet(server: FakeTime, show = '') {
    renderTime(`/team-time?${show}period=${server.periods[0].id}`, server);
    return findPane('Person 1');
  }

  it('lists submitted timesheets and approves exactly the version shown with one click @full', async () => {
    const server = createServerWith(2);
    renderTime('/team-time', server);
    await userEvent.click(await screen.findByText('Person 1'));
    const open = await findPane('Person 1');
    expect(
      await open.findByText('No earlier decisions on this timesheet.'),
    ).toBeVisible();
    expect(await open.findByRole('table')).toBeVisible();
    await click('button', 'Approve', open);
    expect(
      await screen.findByText('Timesheet of Person 1 approved'),
    ).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByText('Person 1')).toBeNull());
    expect(server.sent('POST', '/approve')[0].ifMatch).toBe('"1"');
  });

  it('shows the descriptions of the time entries to approve @full', async () => {
    const server = createServerWith(1);
    const item = server.addItem({ title: 'Fix rounding' });
    server.log(item, '2026-11-17', 90, { description: 'Paired with Mona' });
    const open = await openFirstTimesheet(server);
    expect(
      await open.findByRole('heading', { name: 'Time entries' }),
    ).toBeVisible();
    expect(await open.findByText('Paired with Mona')).toBeVisible();
  });

  it('blocks the approval of a timesheet that changed after it was opened', async () => {
    const server = createServerWith(1);
    const open = await openFirstTimesheet(server);
    server.periods[0] = { ...server.periods[0], version: 2 };
    await click('button', 'Approve', open);
    expect(await open.findByText(/The timesheet changed after/)).toBeVisible();
    expect(server.periods[0].status).toBe('submitted');
  });

  it('shows every week of a month, including a last week of one Monday @full', async () => {
    const month = { week_start: '2026-11-01', week_end: '2026-11-30' };
    const open = await openFirstTimesheet(createServerWith(1, month));
    await waitFor(() => expect(open.getAllByRole('table')).toHaveLength(6));
    expect(open.getByRole('table', { name: /^Time for Nov 30/ })).toBeVisible();
  });

  it('requires a reason to reject a timesheet @full', async () => {
    const server = createServerWith(1);
    const open = await openFirstTimesheet(server);
    await click('button', 'Reject…', open);
    const dialog = within(
      await screen.findByRole('dialog', {
        name: 'Reject the timesheet of Person 1?',
      }),
    );
    expect(dialog.getByRole('button', { name: 'Reject' })).toBeDisabled();
    await userEvent.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      'Friday is missing',
    );
    await click('button', 'Reject', dialog);
    await waitFor(() =>
      expect(server.periods[0]).toMatchObject({
        status: 'rejected',
        reason: 'Friday is missing',
      }),
    );
  });

  it('shows the changes since the last decision', async () => {
    const server = createServerWith(1).answer({
      getPeriodChanges: () => ({
        since: createExampleItem('getPeriodHistory', {
          action: 'reject',
          actor_name: 'Mona Manager',
        }),
        items: [
          createExampleItem('getPeriodChanges', {
            identifier: 'PAY-1',
            issue_name: 'Fix rounding',
            date: '2026-11-20',
            after_minutes: 480,
          }),
        ],
      }),
    });
    const open = await openFirstTimesheet(server);
    expect(
      await open.findByText('PAY-1 Fix rounding, Fri, Nov 20: 8h added'),
    ).toBeVisible();
    expect(
      open.getByText(
        /Changes since the timesheet was rejected by Mona Manager/,
      ),
    ).toBeVisible();
  });

  it('approves the selected timesheets, and names those that have changed since they were loaded', async () => {
    const server = createServerWith(6);
    renderTime('/team-time', server);
    await click('checkbox', /select all/i);
    server.periods[2] = { ...server.periods[2], version: 2 };
    const bar = within(
      screen.getByRole('region', { name: 'Selected timesheets' }),
    );
    expect(bar.getByText('6 selected')).toBeVisible();
    await click('button', 'Approve', bar);
    expect(
      await screen.findByText(/^Person 3, .* timesheet changed/),
    ).toBeVisible();
    expect(
      server.periods.filter(({ status }) => status === 'approved'),
    ).toHaveLength(5);
  });

  it('shows the progress of all selected timesheets while approved ones leave the list', async () => {
    const server = createServerWith(6);
    let release = () => {};
    const released = new Promise<void>(resolve => {
      release = resolve;
    });
    server.answer({
      approvePeriod: async ({ params }) => {
        const period = findById(server.periods, params.id);
        await (server.periods.indexOf(period) < 4 ? undefined : released);
        return toListedPeriod(Object.assign(period, { status: 'approved' }));
      },
    });
    const { signal } = renderTime('/team-time', server);
    await click('checkbox', /select all/i);
    await click('button', 'Approve');
    await screen.findByText('Approving, 4 of 6 done…');
    await signal({
      type: 'change',
      workspace_id: server.me.workspaces[0].id,
      entity_type: 'period',
      entity_id: server.periods[0].id,
    });
    await waitFor(() => expect(screen.queryByText('Person 1')).toBeNull());
    expect(screen.getByText('Approving, 4 of 6 done…')).toBeVisible();
    release();
    expect(await screen.findByText('6 timesheets approved')).toBeVisible();
  });

  it('reopens an approved timesheet once a reason is entered', async () => {
    const server = createServerWith(1, { status: 'approved' });
    const open = await openFirstTimesheet(server, 'show=decided&');
    await click('button', 'Reopen…', open);
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      'Monday was a holiday',
    );
    await click('button', 'Reopen', dialog);
    await waitFor(() => expect(server.periods[0].status).toBe('open'));
  });

  it('approves from the list with one click and opens the next timesheet after an approval', async () => {
    const server = createServerWith(3);
    renderTime('/team-time', server);
    await click('button', /^Approve Person 2,/);
    await waitFor(() => expect(server.periods[1].status).toBe('approved'));
    await userEvent.click(await screen.findByText('Person 1'));
    await click('button', 'Approve', await findPane('Person 1'));
    await findPane('Person 3');
    await waitFor(() =>
      expect(screen.getByRole('region', { name: /Person 3/ })).toHaveFocus(),
    );
    expect(server.periods[2].status).toBe('submitted');
  });

  it('shows how much time is in projects whose time the user cannot view @full', async () => {
    const seen = createExampleResponse('getTimeSummary', {
      total_duration_minutes: 2_280,
    });
    const server = createServerWith(1).answer({ getTimeSummary: () => seen });
    const open = await openFirstTimesheet(server);
    expect(
      await open.findByText(
        '2h of the logged time is not shown below, because it is in projects whose time you cannot view.',
      ),
    ).toBeVisible();
  });

  it('shows that the user cannot decide on a timesheet and hides Approve @full', async () => {
    const open = await openFirstTimesheet(
      createServerWith(1, { can_decide: false }),
    );
    expect(
      open.getByText(/You cannot approve, reject or reopen your own timesheet/),
    ).toBeVisible();
    expect(open.queryByRole('button', { name: 'Approve' })).toBeNull();
  });

  it('shows an error when the URL contains an unknown timesheet ID', async () => {
    renderTime('/team-time?period=nonsense', createServerWith(0));
    expect(
      await screen.findByText(/This timesheet does not exist/),
    ).toBeVisible();
    expect(await screen.findByText('No timesheets to approve')).toBeVisible();
  });
});

describe('getWeekStarts', () => {
  const MONDAY = 1;

  const SUNDAY = 7;

  const getMonthPeriod = (month: string) => {
    const first = DateTime.fromISO(`${month}-01`, { zone: 'utc' });
    return {
      week_start: first.toISODate()!,
      week_end: first.endOf('month').toISODate()!,
    };
  };

  it.each([
    // Months that begin late in a week, or end early in one.
    ['2026-11', MONDAY, '2026-10-26', '2026-11-30', 6],
    ['2026-08', MONDAY, '2026-07-27', '2026-08-31', 6],
    ['2027-05', MONDAY, '2027-04-26', '2027-05-31', 6],
    ['2026-11', SUNDAY, '2026-11-01', '2026-11-29', 5],
    ['2027-02', MONDAY, '2027-02-01', '2027-02-22', 4],
  ])(
    'returns for %s with first weekday %i the week starts %s to %s',
    (month, day, first, last, count) => {
      const weeks = getWeekStarts(getMonthPeriod(month), day);
      expect(weeks[0]).toBe(first);
      expect(weeks.at(-1)).toBe(last);
      expect(weeks).toHaveLength(count);
    },
  );

  it('returns one week start for a period of one week', () => {
    const week = { week_start: '2026-11-16', week_end: '2026-11-22' };
    expect(getWeekStarts(week, MONDAY)).toEqual(['2026-11-16']);
  });

  it('covers every day of a month exactly once for any month and first weekday @full', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 7 }),
        (months, weekStart) => {
          const month = DateTime.utc(2000, 1, 1).plus({ months });
          const period = getMonthPeriod(month.toFormat('yyyy-MM'));
          const shown = getWeekStarts(period, weekStart).flatMap(week =>
            listDates(week, addDays(week, 6)),
          );
          expect(new Set(shown).size).toBe(shown.length);
          expect(shown).toEqual(
            expect.arrayContaining(
              listDates(period.week_start, period.week_end),
            ),
          );
        },
      ),
    );
  });
});

describe('capacity map', () => {
  /** The current date in the tests. */
  const TODAY = '2026-11-18';

  /** A person with a number of minutes on each day from the 1st. */
  function newCapacity(
    number: number,
    minutes: readonly number[],
    values: Partial<MemberCapacity> = {},
  ): MemberCapacity {
    const days = minutes.map((logged_minutes, at) => ({
      date: addDays('2026-11-01', at),
      expected_minutes: 480,
      logged_minutes,
    }));
    return createExampleItem('getCapacity', {
      member_id: `user:default/person-${number}`,
      display_name: `Person ${number}`,
      department_id: toFakeId('department', 7),
      expected_minutes: minutes.length * 480,
      logged_minutes: minutes.reduce((sum, each) => sum + each, 0),
      days,
      ...values,
    });
  }

  /** A server with the capacity of these people, in one department. */
  function createServerWith(...items: MemberCapacity[]): FakeTime {
    return new FakeTime().answer({
      getCapacity: () => ({
        items,
        departments: items.slice(0, 1).map(({ department_id }) => ({
          department_id,
          name: 'Payments',
          people: items.length,
          expected_minutes: 480,
          logged_minutes: 480,
          ratio: 1,
          band: 'on',
        })),
      }),
    });
  }

  it('shows the logged time of each day as a symbol and as text @full', async () => {
    const server = createServerWith(
      newCapacity(1, [0, 480, 600], { ratio: 0.75, band: 'under' }),
    );
    renderTime('/team-time?view=capacity', server);
    const row = await screen.findByRole('row', { name: /Person 1/ });
    expect(row).toHaveTextContent('75% below expected time');
    const cells = within(row).getAllByRole('cell').slice(1);
    expect(cells.map(({ title }) => title)).toEqual([
      'Sun, Nov 1: 0m of 8h, below expected time',
      'Mon, Nov 2: 8h of 8h, as expected',
      'Tue, Nov 3: 10h of 8h, above expected time',
    ]);
    expect(cells.map(cell => cell.textContent![0])).toEqual(['▽', '●', '▲']);
    expect(screen.getByRole('row', { name: /^Payments/ })).toHaveTextContent(
      '1 person',
    );
  });

  it('shows future days without time as not due yet instead of under @full', async () => {
    const days = [
      { date: '2099-11-02', expected_minutes: 480, logged_minutes: 0 },
    ];
    const server = createServerWith(newCapacity(1, [0], { days }));
    renderTime('/team-time?view=capacity', server);
    const row = await screen.findByRole('row', { name: /Person 1/ });
    const [, day] = within(row).getAllByRole('cell');
    expect(day.title).toMatch(/0m of 8h, not due yet$/);
  });

  it('ignores today when it decides whether a person is under', async () => {
    const yesterdayAndToday = (logged_minutes: number) => [
      { date: '2026-11-17', expected_minutes: 480, logged_minutes },
      { date: TODAY, expected_minutes: 480, logged_minutes: 0 },
    ];
    const server = createServerWith(
      newCapacity(1, [480, 0], { days: yesterdayAndToday(480) }),
      // The time of yesterday alone is under, regardless of today.
      newCapacity(2, [60, 0], { days: yesterdayAndToday(60) }),
    );
    renderTime('/team-time?view=capacity', server);
    const findTotalCell = async (name: RegExp) =>
      within(await screen.findByRole('row', { name })).getAllByRole('cell')[0];
    expect(await findTotalCell(/^Person 1/)).toHaveTextContent('not due yet');
    expect(await findTotalCell(/^Person 2/)).toHaveTextContent(
      'below expected time',
    );
  });

  const openPerson = async (server: FakeTime) => {
    renderTime('/team-time?view=capacity', server);
    await click('button', 'Person 1');
    return within(await screen.findByRole('dialog', { name: 'Person 1' }));
  };

  it('opens the timesheet of a person @full', async () => {
    const server = createServerWith(newCapacity(1, [480]));
    const drawer = await openPerson(server);
    expect(await drawer.findByRole('table')).toBeVisible();
    expect(
      server
        .listQueries('/workspaces/default/timesheet')
        .at(-1)!
        .get('member_id'),
    ).toBe('user:default/person-1');
  });

  it('allows managers to edit the work schedule and the time off of a person', async () => {
    const server = createServerWith(newCapacity(1, [480]));
    const drawer = await openPerson(server);
    await fill('Friday', '4h{Enter}', drawer);
    await waitFor(() =>
      expect(server.schedule.minutes_per_weekday).toEqual([
        480, 480, 480, 480, 240, 0, 0,
      ]),
    );
    const form = within(drawer.getByRole('form', { name: 'Add time off' }));
    await addTimeOff(form);
    expect(
      await drawer.findByRole('list', { name: 'Time off' }),
    ).toHaveTextContent('Dec 21');
    expect(server.sent('POST', '/time-off')[0].body).toMatchObject({
      member_id: 'user:default/person-1',
    });
  });

  it('hides the schedule and time off forms from users who are not managers @full', async () => {
    const server = createServerWith(newCapacity(1, [480]));
    const reject = () => {
      throw new ErrorResponse(403, 'Only their managers read this');
    };
    server.answer({ getWorkSchedule: reject, listTimeOff: reject });
    const drawer = await openPerson(server);
    expect(await drawer.findByRole('table')).toBeVisible();
    expect(drawer.queryByRole('form', { name: 'Add time off' })).toBeNull();
    expect(drawer.queryByRole('textbox')).toBeNull();
  });

  it('ends the default range on the current day of the workspace and omits All time @full', async () => {
    const server = createServerWith(newCapacity(1, [480]));
    // In this time zone, the next day has already begun.
    server.me.workspaces[0].timezone = 'Pacific/Kiritimati';
    renderTime('/team-time?view=capacity', server);
    const range = await screen.findByRole('button', { name: /^Last 30 days/ });
    expect(range).toHaveTextContent('Nov 19');
    expect(
      server.listQueries('/workspaces/default/capacity').at(-1)!.get('date_to'),
    ).toBe('2026-11-19');
    await userEvent.click(range);
    await screen.findByRole('menuitem', { name: /^Last 3 months/ });
    expect(screen.queryByRole('menuitem', { name: /^All time/ })).toBeNull();
  });

  it('shows Unknown department instead of the ID when the user cannot see the department', async () => {
    const id = toFakeId('department', 9);
    const server = createServerWith(newCapacity(1, [480]));
    renderTime(`/team-time?view=capacity&department=${id}`, server);
    const field = await screen.findByRole('combobox', { name: 'Department' });
    await waitFor(() => expect(field).toHaveValue('Unknown department'));
  });

  it('shows an empty state when the response contains no people', async () => {
    renderTime('/team-time?view=capacity', createServerWith());
    expect(await screen.findByText('No people to show')).toBeVisible();
  });
});

describe('getTimeBand', () => {
  it.each([
    [480, 0, 'under'],
    [480, 431, 'under'],
    [480, 432, 'on'],
    [480, 480, 'on'],
    [480, 528, 'on'],
    [480, 529, 'over'],
    [0, 0, 'off'],
    [0, 1, 'over'],
  ])(
    'returns for %i expected and %i logged minutes the band %s',
    (expected, logged, band) => {
      expect(getTimeBand(expected, logged)).toBe(band);
    },
  );

  it('returns open instead of under for time missing today or later', () => {
    expect(getTimeBand(480, 60, 0)).toBe('open');
    expect(getTimeBand(480, 0, 0)).toBe('open');
    expect(getTimeBand(480, 480, 0)).toBe('on');
    expect(getTimeBand(480, 600, 0)).toBe('over');
    expect(getTimeBand(0, 0, 0)).toBe('off');
  });

  it('returns under only for time missing on past days', () => {
    expect(getTimeBand(960, 431, 480)).toBe('under');
    expect(getTimeBand(960, 432, 480)).toBe('open');
    expect(getTimeBand(960, 864, 480)).toBe('on');
  });
});

describe('capacity map columns', () => {
  const daysFrom = (first: string, minutes: readonly number[]) =>
    minutes.map((logged_minutes, at) => ({
      date: addDays(first, at),
      expected_minutes: 480,
      logged_minutes,
    }));

  const sumLoggedMinutes = (days: ReadonlyArray<{ logged_minutes: number }>) =>
    days.reduce((sum, { logged_minutes }) => sum + logged_minutes, 0);

  it('returns one column per day for a month', () => {
    const days = daysFrom('2026-11-01', Array(30).fill(60));
    expect(toMapColumns(days)).toHaveLength(30);
    expect(toColumnCells(days, toMapColumns(days))).toEqual(days);
  });

  it('returns one column per week for a quarter, dated by its first day', () => {
    const days = daysFrom('2026-10-01', Array(92).fill(60));
    const columns = toMapColumns(days);
    expect(columns[0]).toEqual({ date: '2026-09-28', isWeek: true });
    expect(columns).toHaveLength(14);
    expect(toMapColumns(days, 7)[0].date).toBe('2026-09-27');
  });

  it('keeps the sum of logged minutes for any number of days', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1_440), { minLength: 1, maxLength: 366 }),
        fc.integer({ min: 1, max: 7 }),
        (minutes, weekStart) => {
          const days = daysFrom('2026-01-01', minutes);
          const columns = toMapColumns(days, weekStart);
          const cells = toColumnCells(days, columns, weekStart);
          expect(cells).toHaveLength(columns.length);
          expect(sumLoggedMinutes(cells)).toBe(sumLoggedMinutes(days));
        },
      ),
    );
  });
});
