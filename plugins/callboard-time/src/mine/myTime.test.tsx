import {
  ALL_PATHS,
  click,
  fill,
  fillCalendarField,
  findCalendarField,
  toFakeId,
  NOW,
} from '@callboard/plugin-callboard-react/testUtils';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { findById, FakeTime } from '../__testUtils__/FakeTime';
import { addTimeOff } from '../__testUtils__/addTimeOff';
import { MON, WED, WEEK } from '../__testUtils__/grid';
import { mockClock, renderTime } from '../__testUtils__/renderTime';
import { listDates } from '../data/dates';

const DAY = '/my-time?view=day&date=2026-11-18';

describe('day view', () => {
  function createServerWithDay(): FakeTime {
    const server = new FakeTime();
    const item = server.addItem({ title: 'Fix rounding' });
    server.log(item, WED, 30, { description: 'Read the report' });
    server.log(item, WED, 90, {
      started_at: '2026-11-18T09:00:00.000Z',
      is_billable: true,
      activity_type: 'review',
      overlaps: true,
    });
    return server;
  }

  const findEntries = async () =>
    within(
      await screen.findByRole('list', { name: 'Time entries' }),
    ).getAllByRole('listitem');

  it('lists time entries by start time with their details and the daily total @full', async () => {
    renderTime(DAY, createServerWithDay());
    const [first, second] = await findEntries();
    expect(first).toHaveTextContent(
      /1h 30m.*PAY-1 Fix rounding.*9:00 AM.*review.*billable.*overlaps another time entry/,
    );
    expect(second).toHaveTextContent(/30m.*Read the report/);
    expect(screen.getByText(/^Total/).parentElement).toHaveTextContent(
      'Total 2h / 8h',
    );
    expect(
      screen.getByRole('heading', { name: 'Wednesday, November 18' }),
    ).toBeVisible();
  });

  it('logs a new time entry with its start time and activity type @full', async () => {
    const server = createServerWithDay();
    renderTime(DAY, server);
    await findEntries();
    await userEvent.keyboard('n');
    const dialog = await screen.findByRole('dialog', { name: 'Log time' });
    const field = within(dialog).getByRole('combobox', { name: 'Work item' });
    await userEvent.click(field);
    await click('option', /Fix rounding/);
    const time = within(dialog).getByRole('textbox', { name: 'Time' });
    await userEvent.type(time, '1:15');
    expect(within(dialog).getByText('= 1h 15m')).toBeVisible();
    expect(await findCalendarField('Date', dialog)).toHaveValue('11/18/2026');
    await fillCalendarField('Start time', '14:30', dialog);
    await click('combobox', /Activity/, dialog);
    await click('option', 'meeting');
    await click('button', 'Log', dialog);
    await waitFor(() =>
      expect(server.worklogs.at(-1)).toMatchObject({
        duration_minutes: 75,
        logged_at: WED,
        started_at: '2026-11-18T14:30:00.000Z',
        activity_type: 'meeting',
      }),
    );
    await waitFor(async () => expect(await findEntries()).toHaveLength(3));
  });

  it('shows an invalid duration at its field and disables Save @full', async () => {
    const server = createServerWithDay();
    renderTime(DAY, server);
    await userEvent.click(
      (
        await screen.findAllByRole('button', {
          name: 'Edit time entry on PAY-1',
        })
      )[0],
    );
    const time = await screen.findByRole('textbox', { name: 'Time' });
    await userEvent.clear(time);
    await userEvent.type(time, 'soon');
    expect(screen.queryByText(/^Not a valid duration/)).toBeNull();
    await userEvent.tab();
    expect(screen.getByText(/^Not a valid duration/)).toBeVisible();
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
  });

  it('shows the time zone hint when the server rejects a start on another date @full', async () => {
    const server = createServerWithDay();
    renderTime(DAY, server);
    await userEvent.click(
      (
        await screen.findAllByRole('button', {
          name: 'Edit time entry on PAY-1',
        })
      )[0],
    );
    server.refuse('PATCH', 400, 'body.started_at: falls on another date', [
      { field: 'body.started_at', reason: 'falls on another date' },
    ]);
    await click('button', 'Save');
    expect(
      await screen.findByText(/^In your Callboard time zone/),
    ).toBeVisible();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('reports a conflict when the time entry was changed elsewhere', async () => {
    const server = createServerWithDay();
    renderTime(DAY, server);
    const [button] = await screen.findAllByRole('button', {
      name: 'Edit time entry on PAY-1',
    });
    await userEvent.click(button);
    server.worklogs[1].version = 2;
    await click('button', 'Save');
    expect(
      await screen.findByText(/^This time entry was changed/),
    ).toBeVisible();
  });

  it('deletes a time entry and restores it with Undo @full', async () => {
    const server = createServerWithDay();
    renderTime(DAY, server);
    const buttons = await screen.findAllByRole('button', {
      name: 'Delete time entry on PAY-1',
    });
    await userEvent.click(buttons[1]);
    await waitFor(async () => expect(await findEntries()).toHaveLength(1));
    await click('button', 'Undo');
    await waitFor(async () => expect(await findEntries()).toHaveLength(2));
    expect(server.worklogs.map(({ description }) => description)).toContain(
      'Read the report',
    );
  });

  it('shows the approver and hides all edit buttons once the week is submitted @full', async () => {
    const server = createServerWithDay();
    server.approvers = [
      { user_ref: 'user:default/mona', display_name: 'Mona Manager' },
    ];
    server.recordPeriod(WED, {});
    renderTime(DAY, server);
    await findEntries();
    expect(await screen.findByText('Submitted')).toBeVisible();
    const approval = screen.getByText(
      'Waiting for approval from',
    ).parentElement;
    expect(approval).toHaveTextContent('Mona Manager');
    expect(screen.queryByRole('button', { name: /entry on PAY-1/ })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Log time' })).toBeNull();
  });

  it('opens other days with the [ key and switches to the week view @full', async () => {
    const server = createServerWithDay();
    server.log(server.items[0], MON, 15);
    renderTime(DAY, server);
    await findEntries();
    await userEvent.keyboard('[[[[');
    expect(
      await screen.findByRole('heading', { name: 'Monday, November 16' }),
    ).toBeVisible();
    await waitFor(async () => expect(await findEntries()).toHaveLength(1));
    await click('button', /Week/);
    expect(await screen.findByText(/^Week 47/)).toBeVisible();
  });

  it('shows empty states when no time is logged and nothing is suggested @full', async () => {
    renderTime(DAY, new FakeTime());
    expect(await screen.findByText('No time logged on this day')).toBeVisible();
    expect(await screen.findByText(/^No more suggestions/)).toBeVisible();
  });
});

describe('at midnight in the workspace', () => {
  it.each([
    ['the same week', '2026-11-18', '2026-11-19'],
    ['the next week', '2026-11-22', '2026-11-23'],
  ])('keeps an open dialog with its input in %s', async (_, before, after) => {
    const passTo = mockClock();
    renderTime('/my-time?view=day', new FakeTime());
    await screen.findByRole('heading', { name: /November 18$/ });
    passTo(`${before}T23:59:30.000Z`);
    await userEvent.keyboard('n');
    const dialog = await screen.findByRole('dialog', { name: 'Log time' });
    await fill('Description', 'Night shift', dialog);
    passTo(`${after}T00:00:30.000Z`);
    await screen.findByRole('heading', {
      name: new RegExp(`${Number(after.slice(-2))}$`),
      hidden: true,
    });
    expect(
      within(dialog).getByRole('textbox', { name: 'Description' }),
    ).toHaveValue('Night shift');
    expect(dialog).toBeInTheDocument();
  });
});

describe('time suggestions', () => {
  function createServerWithSuggestions(): FakeTime {
    const server = new FakeTime();
    const first = server.addItem({ title: 'Fix rounding' });
    const second = server.addItem({ title: 'Refund in yen' });
    server.suggest(first);
    server.suggest(second, {
      kind: 'timer',
      reason: 'the week was submitted',
      minutes: 30,
    });
    const removeSuggestion = (id: string) => {
      const taken = findById(server.suggestions, id);
      server.suggestions = server.suggestions.filter(one => one !== taken);
      return { item: findById(server.items, taken.work_item.id), ...taken };
    };
    return server.answer({
      acceptTimeSuggestions: ({ body: { items, date } }) => ({
        worklogs: items.map(({ id, minutes, description }) => {
          const { item, ...taken } = removeSuggestion(id);
          return server.log(item, date, minutes ?? taken.minutes, {
            description: (description ?? taken.description) || null,
          });
        }),
      }),
      dismissTimeSuggestion: ({ params }) => {
        removeSuggestion(params.id);
      },
    });
  }
  /** Rejects the first suggestion of the next request. */
  const rejectNext = (server: FakeTime, field: string, reason: string) =>
    server.refuse('POST', 400, 'Nothing was logged', [
      { field: `body.items[0].${field}`, reason },
    ]);
  const findAcceptButtons = async () =>
    within(
      await screen.findByRole('list', { name: 'Suggestions' }),
    ).getAllByRole('button', { name: /^Accept PAY/ });

  it('shows the evidence of a suggestion and logs it with the edited duration @full', async () => {
    const server = createServerWithSuggestions();
    renderTime(DAY, server);
    const [accept] = await findAcceptButtons();
    const [evidence] = screen.getAllByRole('list', {
      name: 'Why this is suggested',
    });
    expect(evidence).toHaveTextContent('9:00 AMviewed work item');
    expect(
      screen.getByText(
        'Timer that could not be logged: the week was submitted',
      ),
    ).toBeVisible();
    const [time] = screen.getAllByRole('textbox', { name: 'Time' });
    await userEvent.clear(time);
    await userEvent.type(time, '1h');
    await userEvent.click(accept);
    expect(await screen.findByText('1 time entry logged')).toBeVisible();
    expect(server.getItemMinutes(server.items[0], WED)).toBe(60);
    await waitFor(async () =>
      expect(await findAcceptButtons()).toHaveLength(1),
    );
  });

  it('accepts all suggestions at once and deletes the time entries, except those of timers, with one Undo', async () => {
    const server = createServerWithSuggestions();
    renderTime(DAY, server);
    await findAcceptButtons();
    await click('button', 'Accept all 2');
    expect(await screen.findByText('2 time entries logged')).toBeVisible();
    expect(server.worklogs).toHaveLength(2);
    await click('button', 'Undo');
    await waitFor(() =>
      expect(server.worklogs).toMatchObject([{ duration_minutes: 30 }]),
    );
  });

  it('logs the time of a timer without an Undo, which would lose it', async () => {
    const server = createServerWithSuggestions();
    renderTime(DAY, server);
    const [, accept] = await findAcceptButtons();
    await userEvent.click(accept);
    expect(await screen.findByText('1 time entry logged')).toBeVisible();
    expect(server.worklogs).toMatchObject([{ duration_minutes: 30 }]);
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('shows the server error at the field of the rejected suggestion and logs nothing @full', async () => {
    const server = createServerWithSuggestions();
    renderTime(DAY, server);
    await findAcceptButtons();
    rejectNext(server, 'minutes', 'leaves 10m of the day');
    await click('button', 'Accept all 2');
    const [time] = screen.getAllByRole('textbox', { name: 'Time' });
    await waitFor(() =>
      expect(time).toHaveAccessibleDescription('leaves 10m of the day'),
    );
    expect(server.worklogs).toEqual([]);
  });

  describe('description field', () => {
    /**
     * The first suggestion belongs to a workspace that requires descriptions, the second does not.
     */
    function createStrictServer(): FakeTime {
      const server = createServerWithSuggestions();
      server.me.workspaces.push({
        ...server.me.workspaces[0],
        id: toFakeId('workspace', 2),
        slug: 'strict',
        name: 'Strict',
      });
      server.suggestions[0].workspace_slug = 'strict';
      return server.answer({
        getTimeSettings: ({ params }) => ({
          ...server.settings,
          require_description: params.slug === 'strict',
        }),
      });
    }
    const findDescriptionField = async (item: RegExp) => {
      const list = await screen.findByRole('list', { name: 'Suggestions' });
      const card = within(list)
        .getAllByRole('listitem')
        .find(each => item.test(each.textContent!))!;
      return within(card).findByRole('textbox', { name: /^Description/ });
    };

    it('requires a description only where the workspace of the suggestion demands one @full', async () => {
      const server = createStrictServer();
      renderTime(DAY, server);
      const [accept, other] = await findAcceptButtons();
      await waitFor(() => expect(accept).toBeDisabled());
      expect(other).toBeEnabled();
      const field = await findDescriptionField(/PAY-1/);
      expect(field).toBeRequired();
      expect(await findDescriptionField(/PAY-2/)).not.toBeRequired();
      await userEvent.type(field, 'Read the report{Enter}');
      expect(await screen.findByText('1 time entry logged')).toBeVisible();
      expect(server.worklogs).toMatchObject([
        { description: 'Read the report' },
      ]);
    });

    it('logs no description if the suggested one is cleared', async () => {
      const server = createServerWithSuggestions();
      server.suggestions[1].description = 'Night shift';
      renderTime(DAY, server);
      const [, accept] = await findAcceptButtons();
      await userEvent.clear(await findDescriptionField(/PAY-2/));
      await userEvent.click(accept);
      expect(await screen.findByText('1 time entry logged')).toBeVisible();
      expect(server.worklogs).toMatchObject([{ description: null }]);
    });

    it('accepts all suggestions except those without a required description and names them', async () => {
      const server = createStrictServer();
      renderTime(DAY, server);
      const field = await findDescriptionField(/PAY-1/);
      await waitFor(() => expect(field).toBeRequired());
      await click('button', 'Accept all 2');
      expect(await screen.findByText('1 time entry logged')).toBeVisible();
      expect(screen.getByText('Enter a description for PAY-1.')).toBeVisible();
      expect(server.worklogs).toHaveLength(1);
      expect(await findDescriptionField(/PAY-1/)).toHaveAccessibleDescription(
        'Enter a description.',
      );
    });

    it('shows the server error about a missing description at the field', async () => {
      const server = createServerWithSuggestions();
      renderTime(DAY, server);
      const [accept] = await findAcceptButtons();
      // An admin has just changed the setting.
      rejectNext(server, 'description', 'is required in this workspace');
      await userEvent.click(accept);
      await waitFor(async () =>
        expect(await findDescriptionField(/PAY-1/)).toHaveAccessibleDescription(
          'is required in this workspace',
        ),
      );
    });
  });

  it('delays the dismissal request until its message closes, so that Undo restores the suggestion', async () => {
    const server = createServerWithSuggestions();
    renderTime(DAY, server);
    await findAcceptButtons();
    const dismiss = () => click('button', /^Dismiss PAY-1/);
    await dismiss();
    await click('button', 'Undo');
    expect(await findAcceptButtons()).toHaveLength(2);
    await dismiss();
    expect(await findAcceptButtons()).toHaveLength(1);
    expect(server.suggestions).toHaveLength(2);
    await click('button', 'Dismiss');
    // Less than the time for which a message stays open.
    const timeout = 3_000;
    await waitFor(() => expect(server.suggestions).toHaveLength(1), {
      timeout,
    });
  });

  it.each([
    ['restores a dismissed suggestion with Undo', 'Undo', 2],
    ['sends the dismissal when its message closes', 'Dismiss', 1],
  ])('%s after the user has left the day', async (_, button, remaining) => {
    const server = createServerWithSuggestions();
    renderTime(DAY, server);
    await findAcceptButtons();
    await click('button', /^Dismiss PAY-1/);
    await click('button', /^Week/);
    await waitFor(() =>
      expect(screen.queryByRole('list', { name: 'Suggestions' })).toBeNull(),
    );
    await click('button', button);
    await waitFor(() => expect(server.suggestions).toHaveLength(remaining));
    await click('button', /^Day/);
    await waitFor(async () =>
      expect(await findAcceptButtons()).toHaveLength(remaining),
    );
  });
});

describe('My time menu', () => {
  it('adds time off for the user and returns the focus to the menu button', async () => {
    const server = new FakeTime();
    renderTime(WEEK, server);
    const more = await screen.findByRole('button', { name: 'More' });
    more.focus();
    await userEvent.keyboard('{Enter}');
    await click('menuitem', 'Time off');
    const drawer = within(
      await screen.findByRole('dialog', { name: 'Time off' }),
    );
    expect(await drawer.findByText('No time off.')).toBeVisible();
    await addTimeOff(drawer);
    expect(
      await drawer.findByRole('list', { name: 'Time off' }),
    ).toHaveTextContent('Vacation');
    expect(server.sent('POST', '/time-off')[0].body).toMatchObject({
      member_id: server.me.user_ref,
      date_from: '2026-12-21',
    });
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(more).toHaveFocus());
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('calendar feed', () => {
  const ADDRESS = 'http://portal/api/callboard/calendar/secret.ics';

  /** Opens the calendar feed drawer; null means that no feed exists. */
  async function openFeed(created_at: string | null) {
    let feed = { created_at };
    const server = new FakeTime().answer({
      getCalendarFeed: () => feed,
      createCalendarFeed: () => ({ url: ADDRESS }),
      deleteCalendarFeed: () => {
        feed = { created_at: null };
      },
    });
    renderTime(WEEK, server);
    await click('button', 'More');
    await click('menuitem', 'Calendar feed');
    await screen.findByRole('dialog', { name: 'Calendar feed' });
    return server;
  }

  it('shows the new feed URL only once @full', async () => {
    await openFeed(null);
    const create = await screen.findByRole('button', {
      name: 'Create URL',
    });
    await waitFor(() => expect(create).toBeEnabled());
    await userEvent.click(create);
    expect(await screen.findByText(ADDRESS)).toBeVisible();
    expect(
      screen.getByText('Copy the URL now. It is not shown again.'),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Copy URL' })).toBeVisible();
    await click('button', 'Done');
    await waitFor(() => expect(screen.queryByText(ADDRESS)).toBeNull());
  });

  it('revokes the feed URL only after a confirmation', async () => {
    const server = await openFeed(NOW);
    const end = await screen.findByRole('button', { name: 'Revoke URL' });
    await userEvent.click(end);
    expect(screen.getByText(/^Revoke the URL/)).toBeVisible();
    const deletions = () => server.sent('DELETE', '/calendar-feed');
    expect(deletions()).toEqual([]);
    await userEvent.click(end);
    await waitFor(() => expect(deletions()).toHaveLength(1));
    expect(
      await screen.findByRole('button', { name: 'Create URL' }),
    ).toBeVisible();
  });
});

describe('listDates', () => {
  it.each([
    ['2026-11-16', '2026-11-16', ['2026-11-16']],
    ['2026-02-27', '2026-03-01', ['2026-02-27', '2026-02-28', '2026-03-01']],
    ['2026-11-17', '2026-11-16', []],
    ['9999-12-30', '9999-12-31', ['9999-12-30', '9999-12-31']],
  ])('lists the dates from %s to %s as %p', (first, last, dates) => {
    expect(listDates(first, last)).toEqual(dates);
  });
});

describe('unknown paths', () => {
  async function findAllPaths(): Promise<string[]> {
    renderTime(ALL_PATHS, new FakeTime());
    const list = await screen.findByRole('list', { name: 'All paths' });
    const paths = within(list)
      .getAllByRole('listitem')
      .map(item => item.textContent!);
    cleanup();
    return paths;
  }

  it('shows Page not found with a link back at every unknown path below a page', async () => {
    const paths = await findAllPaths();
    expect(paths).toEqual(['/my-time', '/team-time']);
    for (const path of paths) {
      renderTime(`${path}/no/such/page`, new FakeTime());
      const back = await screen.findByRole('link', { name: /^Back to/ });
      expect(screen.getByText('Page not found')).toBeVisible();
      expect(back).toHaveAttribute('href', path);
      cleanup();
    }
  });
});
