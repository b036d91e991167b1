import {
  formatDuration,
  permissions,
} from '@callboard/plugin-callboard-common';
import {
  click,
  ErrorResponse,
  fillCalendarField,
  newWorkItem,
  testSeed,
  toPage,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { FakeTime } from '../__testUtils__/FakeTime';
import { renderPortal } from '../__testUtils__/renderTime';
import { addDays } from '../data/dates';
import { parseQuickLog } from '../quickLog/parseQuickLog';
import { estimateClockOffset } from './useTimer';

fc.configureGlobal({ seed: testSeed });

describe('header timer', () => {
  /** A server with a timer running on PAY-1. */
  function createServerWithTimer(): FakeTime {
    const server = new FakeTime();
    server.runTimer(server.addItem({ title: 'Fix rounding' }));
    return server;
  }

  function openPortalWithTimer() {
    const server = createServerWithTimer();
    return { server, ...renderPortal(server) };
  }

  const findClock = (item = 'PAY-1') =>
    screen.findByRole('button', {
      name: new RegExp(`^\\d\\d:\\d\\d on ${item}, edit timer$`),
    });

  const openDetails = async () => {
    await userEvent.click(await findClock());
    return within(await screen.findByRole('dialog', { name: 'Timer' }));
  };

  const findStopButton = () =>
    screen.findByRole('button', { name: 'Stop timer and log its time' });

  it('shows the work item and the elapsed time by the server clock', async () => {
    const server = createServerWithTimer();
    const { fetch } = server;
    // A server whose clock is an hour, ten minutes and some seconds ahead.
    const ahead = 70 * 60_000 + 30_000;
    Object.assign(server, {
      fetch: async (...request: Parameters<typeof fetch>) => {
        const response = await fetch(...request);
        const date = new Date(Date.now() + ahead).toUTCString();
        response.headers.set('date', date);
        return response;
      },
    });
    renderPortal(server);
    expect(await findClock()).toHaveTextContent('01:52');
    expect(screen.getByText('PAY-1')).toBeVisible();
  });

  it('offers only the actions that the portal’s policy allows', async () => {
    renderPortal(createServerWithTimer(), {
      denied: [permissions.timer.update],
    });
    const details = await openDetails();
    expect(details.getByRole('button', { name: 'Discard…' })).toBeVisible();
    expect(details.queryByRole('textbox')).toBeNull();
    expect(
      screen.queryByRole('button', { name: /^(Stop|Save)/, hidden: true }),
    ).toBeNull();
  });

  it('stops the timer and shows the logged time', async () => {
    const { server } = openPortalWithTimer();
    await userEvent.click(await findStopButton());
    expect(await screen.findByText('42m logged on PAY-1')).toBeInTheDocument();
    expect(
      await screen.findByRole('button', { name: 'Start timer' }),
    ).toBeVisible();
    expect(server.worklogs).toMatchObject([
      { duration_minutes: 42, source: 'timer' },
    ]);
  });

  it('keeps the focus when it is stopped and started @full', async () => {
    const server = createServerWithTimer();
    server.items[0].assignees = [server.me.user_ref];
    renderPortal(server);
    (await findStopButton()).focus();
    await userEvent.keyboard('{Enter}');
    const start = await screen.findByRole('button', { name: 'Start timer' });
    await waitFor(() => expect(start).toHaveFocus());
    await userEvent.keyboard('{Enter}');
    const offered = await screen.findByRole('button', {
      name: 'PAY-1 Fix rounding',
    });
    offered.focus();
    await userEvent.keyboard('{Enter}');
    const started = await findClock();
    await waitFor(() => expect(started).toHaveFocus());
  });

  it('keeps running when its time cannot be logged and shows the reason and the fix', async () => {
    const { server } = openPortalWithTimer();
    server.refuse('POST', 409, 'The week of 16 November is submitted');
    await userEvent.click(await findStopButton());
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The timer is still running');
    expect(alert).toHaveTextContent('The week of 16 November is submitted');
    expect(alert).toHaveTextContent(
      'ask an approver to reopen the submitted timesheet',
    );
    expect(server.timer).not.toBeNull();
    // After the fix, the timer is stopped from the details with the error.
    await click('button', 'Stop and log');
    await waitFor(() => expect(server.timer).toBeNull());
  });

  it('requests a description when the workspace requires one @full', async () => {
    const { server } = openPortalWithTimer();
    server.refuse('POST', 400, 'body.description: must not be empty', [
      { field: 'body.description', reason: 'must not be empty' },
    ]);
    await userEvent.click(await findStopButton());
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Enter a description below',
    );
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Description' }),
      'Rounding',
    );
    await click('button', 'Stop and log');
    await waitFor(() => expect(server.timer).toBeNull());
    expect(server.sent('PATCH', '/me/timer')[0].body).toEqual({
      description: 'Rounding',
    });
  });

  it('sends only the changed fields', async () => {
    const server = createServerWithTimer();
    server.addItem({ title: 'Ship it' });
    renderPortal(server);
    const details = await openDetails();
    await click('checkbox', 'Billable', details);
    await click('button', 'Save', details);
    await waitFor(() => expect(server.timer?.is_billable).toBe(true));
    expect(server.sent('PATCH', '/me/timer')[0].body).toEqual({
      is_billable: true,
    });
  });

  it('keeps changes made in another tab when it is stopped', async () => {
    const { server, signal } = openPortalWithTimer();
    const details = await openDetails();
    server.timer = {
      ...server.timer!,
      description: 'Told elsewhere',
      is_billable: true,
    };
    await signal('timer');
    await waitFor(() =>
      expect(details.getByRole('textbox', { name: 'Description' })).toHaveValue(
        'Told elsewhere',
      ),
    );
    await click('button', 'Stop and log', details);
    await waitFor(() => expect(server.timer).toBeNull());
    expect(server.sent('PATCH', '/me/timer')).toEqual([]);
  });

  it('rejects a start time in the future', async () => {
    openPortalWithTimer();
    const details = await openDetails();
    await fillCalendarField('Start time', '2999-01-01T10:00', details);
    expect(details.getByText('Enter a start time in the past.')).toBeVisible();
    expect(details.getByRole('button', { name: 'Save' })).toBeDisabled();
  });

  it('requires a confirmation before it discards the timer', async () => {
    const { server } = openPortalWithTimer();
    const details = await openDetails();
    await click('button', 'Discard…', details);
    const confirmation = await screen.findByRole('dialog', {
      name: 'Discard 00:42 on PAY-1?',
    });
    expect(server.timer).not.toBeNull();
    await click('button', 'Discard', confirmation);
    await waitFor(() => expect(server.timer).toBeNull());
    expect(server.worklogs).toEqual([]);
    expect(await screen.findByText('Timer discarded')).toBeInTheDocument();
  });

  it('starts on an assigned work item picked from the start list', async () => {
    const server = new FakeTime();
    server.addItem({ title: 'Fix rounding', assignees: [server.me.user_ref] });
    renderPortal(server);
    await click('button', 'Start timer');
    await click('button', 'PAY-1 Fix rounding');
    expect(await findClock()).toHaveTextContent('00:00');
    expect(
      await screen.findByText('Timer started on PAY-1'),
    ).toBeInTheDocument();
  });

  it('shows timer changes from another tab without moving the focus @full', async () => {
    const { server, signal } = openPortalWithTimer();
    await findClock();
    server.runTimer(server.addItem({ title: 'Ship it' }));
    await signal('timer');
    expect(await findClock('PAY-2')).toBeVisible();
    server.timer = null;
    await signal('timer');
    expect(
      await screen.findByRole('button', { name: 'Start timer' }),
    ).not.toHaveFocus();
  });

  it('shows timer changes after a restarting backend responded with 404', async () => {
    const { server, signal } = openPortalWithTimer();
    await findClock();
    const sent = server.requests.length;
    server.refuseBelow('/', 404, 'Not ready');
    await signal('timer');
    await waitFor(() => expect(server.requests.length).toBeGreaterThan(sent));
    server.stopRefusing();
    server.runTimer(server.addItem({ title: 'Ship it' }));
    await signal('timer');
    expect(await findClock('PAY-2')).toBeVisible();
  });

  it('reports that the timer was already stopped elsewhere and offers to start a new one', async () => {
    const { server } = openPortalWithTimer();
    await findClock();
    server.timer = null;
    await userEvent.click(await findStopButton());
    expect(
      await screen.findByText('The timer was already stopped elsewhere'),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('button', { name: 'Start timer' }),
    ).toBeVisible();
  });

  it('reserves its space while the timer state is loading', async () => {
    const server = new FakeTime();
    const { fetch } = server;
    let release = () => {};
    const wait = new Promise<void>(resolve => {
      release = resolve;
    });
    Object.assign(server, {
      fetch: async (...request: Parameters<typeof fetch>) => {
        if (String(request[0]).endsWith('/me/timer')) {
          await wait;
        }
        return fetch(...request);
      },
    });
    renderPortal(server);
    expect(
      await screen.findByTestId('PlayCircleOutlineIcon'),
    ).not.toBeVisible();
    expect(screen.queryByRole('button', { name: 'Start timer' })).toBeNull();
    release();
    expect(
      await screen.findByRole('button', { name: 'Start timer' }),
    ).toBeVisible();
  });

  it('hides the start button from guests', async () => {
    const server = new FakeTime();
    server.me.workspaces[0].role = 'guest';
    renderPortal(server);
    await waitFor(() => expect(server.requests).toContain('GET /me'));
    expect(screen.queryByRole('button', { name: 'Start timer' })).toBeNull();
  });
});

describe('estimateClockOffset', () => {
  const NOON = Date.parse('2026-11-18T12:00:00.000Z');

  const noon = 'Wed, 18 Nov 2026 12:00:00 GMT';

  it.each([
    ['a clock in the same second', NOON + 100, NOON + 300, 0],
    ['a slow response', NOON - 4_000, NOON + 100, 0],
    ['a clock an hour behind', NOON - 3_600_000, NOON - 3_600_000, 3_600_500],
    ['a clock two minutes ahead', NOON + 120_000, NOON + 120_200, -119_600],
  ])('returns the offset for %s', (_, sent, received, ahead) => {
    expect(estimateClockOffset(noon, sent, received)).toBe(ahead);
  });

  it.each([null, '', 'soon'])('returns 0 for the date header %p', date => {
    expect(estimateClockOffset(date, NOON, NOON)).toBe(0);
  });
});

describe('quick log dialog', () => {
  async function openQuickLog(server: FakeTime) {
    renderPortal(server);
    await screen.findByText('At /other');
    await screen.findByRole('button', { name: 'Start timer' });
    await userEvent.keyboard('l');
    const dialog = await screen.findByRole('dialog', { name: 'Log time' });
    return within(dialog);
  }

  const findLine = () =>
    screen.findByRole('textbox', { name: 'Work item, time and description' });

  it('shows the parsed parts, logs them on Enter and deletes the time entry with Undo', async () => {
    const server = new FakeTime();
    server.addItem({ title: 'Fix rounding' });
    const dialog = await openQuickLog(server);
    expect(await findLine()).toHaveFocus();
    await userEvent.keyboard('pay-1 1h30 2026-11-16 review');
    expect(await dialog.findByText('PAY-1 Fix rounding')).toBeVisible();
    expect(dialog.getByText('1h 30m')).toBeVisible();
    expect(dialog.getByText('Monday, November 16')).toBeVisible();
    expect(dialog.getByText('review')).toBeVisible();
    await userEvent.keyboard('{Enter}');
    expect(
      await screen.findByText('1h 30m logged on PAY-1, Nov 16, 2026'),
    ).toBeInTheDocument();
    expect(server.worklogs).toMatchObject([
      {
        duration_minutes: 90,
        logged_at: '2026-11-16',
        description: 'review',
      },
    ]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await click('button', 'Undo');
    await waitFor(() => expect(server.worklogs).toEqual([]));
  });

  it.each([
    ['the chosen workspace', ['default', 'second'], /^PAY-1 In second$/],
    ['another workspace, and names it', ['default'], /^PAY-1 In default · /],
  ])('finds the item of %s', async (_, slugs, text) => {
    const server = new FakeTime();
    const [workspace] = server.me.workspaces;
    const second = { ...workspace, slug: 'second', name: 'Second' };
    server.me.workspaces.push(second);
    // The person has used the second workspace last.
    window.sessionStorage.setItem('callboard.workspace', second.slug);
    server.answer({
      listWorkItemsOfWorkspace: ({ params: { slug } }) =>
        toPage(
          slugs.includes(slug) ? [newWorkItem(1, { title: `In ${slug}` })] : [],
        ),
    });
    const dialog = await openQuickLog(server);
    await userEvent.type(await findLine(), 'PAY-1 45m');
    expect(await dialog.findByText(text)).toBeVisible();
  });

  it('logs a line submitted before its work item is loaded @full', async () => {
    const server = new FakeTime();
    server.addItem({ title: 'Fix rounding' });
    await openQuickLog(server);
    await userEvent.type(await findLine(), 'PAY-1 45m{Enter}');
    await waitFor(() =>
      expect(server.worklogs).toMatchObject([{ duration_minutes: 45 }]),
    );
  });

  it('logs a line submitted before the settings of its workspace are loaded', async () => {
    const server = new FakeTime();
    server.addItem({ title: 'Fix rounding' });
    let release = () => {};
    const released = new Promise<void>(resolve => {
      release = resolve;
    });
    server.answer({
      getTimeSettings: async () => {
        await released;
        return server.settings;
      },
    });
    const dialog = await openQuickLog(server);
    await userEvent.type(await findLine(), 'PAY-1 45m');
    await dialog.findByText('PAY-1 Fix rounding');
    await userEvent.keyboard('{Enter}');
    release();
    await waitFor(() =>
      expect(server.worklogs).toMatchObject([{ duration_minutes: 45 }]),
    );
  });

  it('shows that the settings of the workspace could not be loaded, and logs after a retry', async () => {
    const server = new FakeTime();
    server.addItem({ title: 'Fix rounding' });
    let isBroken = true;
    server.answer({
      getTimeSettings: () => {
        if (isBroken) {
          throw new ErrorResponse(400, 'Broken');
        }
        return server.settings;
      },
    });
    const dialog = await openQuickLog(server);
    await userEvent.type(await findLine(), 'PAY-1 45m');
    await dialog.findByText('PAY-1 Fix rounding');
    expect(await dialog.findByRole('alert')).toHaveTextContent('Broken');
    isBroken = false;
    await userEvent.click(dialog.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(dialog.queryByRole('alert')).toBeNull());
    await userEvent.click(dialog.getByRole('button', { name: 'Log' }));
    await waitFor(() =>
      expect(server.worklogs).toMatchObject([{ duration_minutes: 45 }]),
    );
  });

  it('shows an error for each invalid part and logs nothing', async () => {
    const server = new FakeTime();
    const dialog = await openQuickLog(server);
    await userEvent.type(await findLine(), 'PAY-99 2026-02-30 1h7x{Enter}');
    expect(
      await dialog.findByText(
        'PAY-99 does not exist, or you do not have access to it.',
      ),
    ).toBeVisible();
    expect(dialog.getByText(/^“1h7x” is not a valid duration/)).toBeVisible();
    expect(dialog.getByText('“2026-02-30” is not a valid date.')).toBeVisible();
    expect(dialog.getByRole('button', { name: 'Log' })).toBeDisabled();
    expect(server.sent('POST', '/worklogs')).toEqual([]);
  });

  it('shows the server error and keeps the typed line @full', async () => {
    const server = new FakeTime();
    server.addItem();
    const dialog = await openQuickLog(server);
    server.refuse('POST', 409, 'The week of 16 November is approved');
    await userEvent.type(await findLine(), 'PAY-1 1h{Enter}');
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'The time was not logged. The week of 16 November is approved',
    );
    expect(await findLine()).toHaveValue('PAY-1 1h');
  });

  it('requests a description when the workspace requires one @full', async () => {
    const server = new FakeTime();
    server.addItem();
    server.settings.require_description = true;
    const dialog = await openQuickLog(server);
    await userEvent.type(await findLine(), 'PAY-1 1h');
    expect(await dialog.findByText(/requires one/)).toBeVisible();
    await userEvent.type(await findLine(), ' review{Enter}');
    await waitFor(() => expect(server.worklogs).toHaveLength(1));
  });

  it('ignores its keyboard shortcut for guests', async () => {
    const server = new FakeTime();
    server.me.workspaces[0].role = 'guest';
    renderPortal(server);
    await waitFor(() => expect(server.requests).toContain('GET /me'));
    await userEvent.keyboard('l');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('parseQuickLog', () => {
  /** A Wednesday. */
  const today = '2026-11-18';

  const options = { today, minutesPerDay: 480 };

  const read = (text: string) => parseQuickLog(text, options);

  it.each([
    ['PAY-42 1h30 review', 'PAY-42', 90, today, 'review'],
    ['pay-42 2h', 'PAY-42', 120, today, ''],
    ['1h PAY-42 fix the build', 'PAY-42', 60, today, 'fix the build'],
    ['PAY-42 2h 30m pairing', 'PAY-42', 150, today, 'pairing'],
    ['PAY-42 1d 2h 30m', 'PAY-42', 630, today, ''],
    ['PAY-42 2,5 h talk', 'PAY-42', 150, today, 'talk'],
    ['PAY-42 45 mails', 'PAY-42', 45, today, 'mails'],
    ['PAY-42 1:30 yesterday', 'PAY-42', 90, '2026-11-17', ''],
    ['yesterday PAY-42 1h notes', 'PAY-42', 60, '2026-11-17', 'notes'],
    ['PAY-42 mon 1h', 'PAY-42', 60, '2026-11-16', ''],
    ['PAY-42 1h Thursday', 'PAY-42', 60, '2026-11-12', ''],
    ['PAY-42 1h wed', 'PAY-42', 60, today, ''],
    ['PAY-42 1h 2026-11-16 review', 'PAY-42', 60, '2026-11-16', 'review'],
    ['PAY-42 -1d 1h', 'PAY-42', 60, '2026-11-17', ''],
    ['PAY-42 1h -20d', 'PAY-42', 60, '2026-10-29', ''],
    ['PAY-42 1h review of PAY-41', 'PAY-42', 60, today, 'review of PAY-41'],
    ['PAY-42 1h see mon 2h', 'PAY-42', 60, today, 'see mon 2h'],
  ])('parses "%s"', (text, identifier, minutes, date, description) => {
    expect(read(text)).toEqual({
      identifier,
      minutes,
      date,
      description,
      problems: [],
    });
  });

  it.each([
    ['', [{ kind: 'item' }, { kind: 'duration' }]],
    ['1h review', [{ kind: 'item' }]],
    ['PAY-42', [{ kind: 'duration' }]],
    ['PAY-42 review', [{ kind: 'duration' }]],
    ['PAY-42 0', [{ kind: 'duration' }]],
    ['PAY-42 1h7x', [{ kind: 'unreadable', text: '1h7x' }]],
    ['PAY-42 25h', [{ kind: 'tooLong', text: '25h' }]],
    ['PAY-42 1h 2026-02-30', [{ kind: 'day', text: '2026-02-30' }]],
  ])('returns the problems of "%s"', (text, problems) => {
    expect(read(text).problems).toEqual(problems);
  });

  it('parses work item, duration and date in any order', () => {
    const word = fc
      .stringMatching(/^[a-z]{2,8}$/)
      .filter(
        text => !/^(mon|tue|wed|thu|fri|sat|sun|today|yesterday)/.test(text),
      );
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Z][A-Z0-9]{1,5}-[1-9]\d{0,5}$/),
        fc.integer({ min: 1, max: 1_440 }),
        fc.integer({ min: 0, max: 3_000 }),
        fc.array(word),
        fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
        (identifier, minutes, back, words, order) => {
          const parts = [identifier, formatDuration(minutes), `-${back}d`];
          const text = [...order.map(at => parts[at]), ...words].join(' ');
          expect(read(text)).toEqual({
            identifier,
            minutes,
            date: addDays(today, -back),
            description: words.join(' '),
            problems: [],
          });
        },
      ),
    );
  });

  it('parses any text without an error and limits the duration to one day', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const { minutes = 1, date, description } = read(text);
        expect(minutes).toBeGreaterThanOrEqual(1);
        expect(minutes).toBeLessThanOrEqual(1_440);
        expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        expect(description.length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
