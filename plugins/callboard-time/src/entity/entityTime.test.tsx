import {
  permissions,
  POLICY_DENIAL,
  type Project,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import { CallboardProvider } from '@callboard/plugin-callboard-react';
import {
  click,
  createExampleItem,
  createExampleResponse,
  ErrorResponse,
  fill,
  toFakeId,
  newProject,
  toPage,
  type PageOptions,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { FakeTime } from '../__testUtils__/FakeTime';
import { mockClock, renderEntity } from '../__testUtils__/renderTime';
import { DepartmentTime } from '../home/DepartmentTime';
import { MyWeekWidget } from '../home/MyWeekWidget';
import { TimerWidget } from '../home/TimerWidget';
import { ItemTime } from '../item/ItemTime';
import { TimeCard } from './TimeCard';
import { TimeTab } from './TimeTab';

describe('EntityTime', () => {
  const MONA = {
    logged_by: 'user:default/mona.manager',
    logged_by_name: 'Mona Manager',
  };

  /** A project with one worklog of Max and one of Mona. */
  function createServerWith(values: Partial<Project> = {}): FakeTime {
    const server = new FakeTime();
    server.insert('projects', newProject(values));
    const item = server.addItem({ title: 'Fix rounding' });
    server.answer({
      getProjectTimeSummary: () =>
        createExampleResponse('getProjectTimeSummary', {
          total_duration_minutes: 120,
          by_member: [
            {
              member_id: server.me.user_ref,
              display_name: 'Max Member',
              total_minutes: 90,
            },
            {
              member_id: MONA.logged_by,
              display_name: 'Mona Manager',
              total_minutes: 30,
            },
          ],
          by_issue: [
            {
              issue_id: item.id,
              issue_name: 'Fix rounding',
              identifier: 'PAY-1',
              estimate_time: null,
              total_minutes: 120,
            },
          ],
        }),
    });
    server.log(item, '2026-11-18', 90, { description: 'review' });
    server.log(item, '2026-11-17', 30, { ...MONA, is_billable: true });
    return server;
  }

  const open = (server: FakeTime, query = '') =>
    renderEntity(server, <TimeTab />, `/entity${query}`);

  describe('time tab of a project', () => {
    it('shows time entries, and totals by person and work item @full', async () => {
      open(createServerWith());
      const people = await screen.findByRole('list', { name: 'By person' });
      expect(
        within(people).getByRole('button', { name: 'Max Member: 1h 30m' }),
      ).toBeVisible();
      expect(
        screen.getByRole('list', { name: 'By work item' }),
      ).toHaveTextContent('PAY-1 Fix rounding2h');
      expect(await screen.findByText('review')).toBeVisible();
      // Members can change their own worklogs only.
      expect(
        screen.getAllByRole('button', { name: 'Edit time entry on PAY-1' }),
      ).toHaveLength(1);
    });

    it('allows project admins to edit any time entry @full', async () => {
      open(createServerWith({ role: 'admin' }));
      await screen.findByText('review');
      expect(
        screen.getAllByRole('button', { name: 'Edit time entry on PAY-1' }),
      ).toHaveLength(2);
    });

    it('deletes a time entry immediately, and restores it on Undo @full', async () => {
      const server = createServerWith();
      open(server);
      await screen.findByText('review');
      await click('button', 'Delete time entry on PAY-1');
      expect(
        await screen.findByText('Time entry on PAY-1 deleted'),
      ).toBeVisible();
      await waitFor(() => expect(screen.queryByText('review')).toBeNull());
      expect(server.worklogs).toHaveLength(1);
      await click('button', 'Undo');
      expect(await screen.findByText('review')).toBeVisible();
    });

    it('restores the time entry of another person for that person on Undo', async () => {
      const server = createServerWith({ role: 'admin' });
      // Leaves only Mona's worklog.
      server.worklogs.shift();
      open(server);
      await click('button', 'Delete time entry on PAY-1');
      await click('button', 'Undo');
      await waitFor(() =>
        expect(server.worklogs).toMatchObject([
          { logged_by: MONA.logged_by, duration_minutes: 30 },
        ]),
      );
      expect(server.sent('DELETE', '/worklogs/')).toHaveLength(1);
    });

    it('shows why time entries in an approved week are read-only @full', async () => {
      const server = createServerWith({ role: 'admin' });
      server.recordPeriod('2026-11-18', { status: 'approved' });
      open(server);
      await screen.findByText('review');
      expect(
        screen.getAllByRole('img', { name: /^The timesheet is approved/ }),
      ).toHaveLength(2);
      expect(
        screen.queryByRole('button', { name: /^Edit time entry/ }),
      ).toBeNull();
    });

    it('filters by a person when their bar is clicked, until Clear is clicked @full', async () => {
      const server = createServerWith();
      open(server);
      await click('button', 'Mona Manager: 30m');
      await waitFor(() =>
        expect(
          server
            .listQueries('/workspaces/default/worklogs')
            .at(-1)!
            .get('member_id'),
        ).toBe(MONA.logged_by),
      );
      await click('button', 'Clear');
      expect(
        await screen.findByRole('button', { name: 'Max Member: 1h 30m' }),
      ).toBeVisible();
    });

    it('reads filters from the URL, and ignores invalid ones', async () => {
      const server = createServerWith();
      open(
        server,
        '?billable=true&person=nobody&range=custom&start=2026-11-01&end=2026-11-30',
      );
      await screen.findByRole('list', { name: 'By person' });
      const query = server.listQueries('/workspaces/default/worklogs').at(-1)!;
      expect(Object.fromEntries(query)).toMatchObject({
        billable: 'true',
        date_from: '2026-11-01',
        date_to: '2026-11-30',
      });
      expect(query.has('member_id')).toBe(false);
    });

    it('shows that time tracking is off, and hides the Log time button @full', async () => {
      open(createServerWith({ is_time_tracking_enabled: false }));
      expect(await screen.findByText(/Time tracking is off/)).toBeVisible();
      expect(await screen.findByText('review')).toBeVisible();
      expect(screen.queryByRole('button', { name: 'Log time' })).toBeNull();
    });

    it('opens the Log time dialog with a keyboard shortcut @full', async () => {
      open(createServerWith());
      await screen.findByText('review');
      await userEvent.keyboard('n');
      expect(
        await screen.findByRole('dialog', { name: 'Log time' }),
      ).toBeVisible();
    });

    it('shows guests an admin to contact, and requests no time entries', async () => {
      const server = createServerWith({ role: null });
      server.me.workspaces[0].role = 'guest';
      open(server);
      expect(
        await screen.findByText(/Guests cannot see the time/),
      ).toBeVisible();
      expect(await screen.findByText('Ada Admin')).toBeVisible();
      expect(screen.queryByRole('button', { name: /Join/ })).toBeNull();
      expect(server.sent('GET', '/worklogs')).toEqual([]);
    });

    it('shows the Join project button to workspace members', async () => {
      open(createServerWith({ role: null }));
      expect(
        await screen.findByRole('button', { name: 'Join project' }),
      ).toBeVisible();
    });

    it('shows an empty state when no time is logged', async () => {
      const server = createServerWith();
      server.worklogs.splice(0);
      server.answer({
        getProjectTimeSummary: () =>
          createExampleResponse('getProjectTimeSummary'),
      });
      open(server);
      expect(await screen.findByText('No time logged yet')).toBeVisible();
    });

    it('shows one error in place of totals and time entries when the policy denies them', async () => {
      const server = createServerWith();
      server.worklogs.splice(0);
      server.answer({
        getProjectTimeSummary: () => {
          throw new ErrorResponse(403, POLICY_DENIAL);
        },
      });
      open(server);
      expect(
        await screen.findByText('You do not have access to this'),
      ).toBeVisible();
      expect(screen.queryByText('No time logged yet')).toBeNull();
      expect(
        screen.getByRole('button', { name: 'Export to Excel' }),
      ).toBeDisabled();
    });

    it('compares estimates with logged time, and labels the excess', async () => {
      const server = createServerWith();
      const sums = {
        estimate_minutes: 120,
        logged_minutes: 150,
        remaining_minutes: 0,
        over_minutes: 30,
      };
      const item = createExampleItem('listEstimates', {
        identifier: 'PAY-1',
        ...sums,
      });
      server.answer({
        listEstimates: () => ({
          ...toPage([item]),
          totals: { ...sums, unestimated_minutes: 45 },
        }),
      });
      open(server, '?view=estimates');
      expect(await screen.findByText('30m over')).toBeVisible();
      expect(
        screen.getByRole('img', { name: '2h 30m of 2h' }),
      ).toBeInTheDocument();
      expect(
        screen.getByText('45m logged on items without an estimate.', {
          exact: false,
        }),
      ).toBeVisible();
    });
  });

  describe('time card of a project', () => {
    it('shows the total time and the top people', async () => {
      renderEntity(createServerWith(), <TimeCard />);
      const people = await screen.findByRole('list', { name: 'Top people' });
      expect(people).toHaveTextContent('Max Member1h 30m');
      expect(people).toHaveTextContent('Mona Manager30m');
      expect(screen.getByText(/^All time/)).toHaveTextContent('2h');
      expect(
        screen.getByRole('link', { name: 'View logged time' }),
      ).toHaveAttribute(
        'href',
        '/catalog/default/component/payments-api/time?workspace=default',
      );
    });

    it('denies access to users outside the project', async () => {
      renderEntity(createServerWith({ role: null }), <TimeCard />);
      expect(
        await screen.findByText(
          'Only project members can see the time logged in this project.',
        ),
      ).toBeVisible();
    });
  });
});

describe('time panel of a work item', () => {
  function open(
    server: FakeTime,
    item: WorkItem,
    values: Partial<Project> = {},
    options: PageOptions = {},
  ): void {
    renderEntity(
      server,
      <CallboardProvider>
        <ItemTime
          workspace={server.me.workspaces[0]}
          project={newProject(values)}
          item={item}
        />
      </CallboardProvider>,
      '/entity',
      options,
    );
  }

  const findDurationField = () =>
    screen.findByRole('textbox', { name: 'Time spent today' });

  it('logs time on Enter, and deletes the time entry on Undo', async () => {
    const server = new FakeTime();
    const item = server.addItem({ estimate_time: 120 });
    open(server, item);
    await userEvent.type(await findDurationField(), '1h30{Enter}');
    expect(await screen.findByText('1h 30m logged')).toBeInTheDocument();
    expect(
      await screen.findByRole('img', { name: '1h 30m of 2h' }),
    ).toBeInTheDocument();
    expect(await findDurationField()).toHaveValue('');
    // Leaving the emptied field is no error.
    await userEvent.tab();
    expect(await findDurationField()).toBeValid();
    await click('button', 'Undo');
    await waitFor(() => expect(server.worklogs).toEqual([]));
  });

  it('returns the focus to the emptied duration field after each time entry @full', async () => {
    const server = new FakeTime();
    open(server, server.addItem());
    await userEvent.type(await findDurationField(), '1h{Enter}');
    await waitFor(async () =>
      expect(await findDurationField()).toHaveValue(''),
    );
    expect(await findDurationField()).toHaveFocus();
    await userEvent.keyboard('30m');
    await click('button', 'Log');
    await waitFor(async () =>
      expect(await findDurationField()).toHaveValue(''),
    );
    expect(await findDurationField()).toHaveFocus();
    // An emptied field shows no error.
    expect(await findDurationField()).toBeValid();
    expect(
      server.worklogs.map(({ duration_minutes }) => duration_minutes),
    ).toEqual([60, 30]);
  });

  it('keeps a duration that is typed while the previous one is being saved', async () => {
    const server = new FakeTime();
    open(server, server.addItem());
    const field = await findDurationField();
    const release = server.blockRequests(() => true);
    await userEvent.type(field, '1h{Enter}');
    await userEvent.type(field, ' 30m');
    release();
    expect(await screen.findByText('1h logged')).toBeInTheDocument();
    expect(field).toHaveValue('1h 30m');
  });

  it('shows that time was not logged when the work item is closed meanwhile', async () => {
    const server = new FakeTime();
    const [workspace] = server.me.workspaces;
    const item = server.addItem();
    function ClosablePanel() {
      const [isOpen, setOpen] = useState(true);
      return (
        <CallboardProvider>
          <button onClick={() => setOpen(false)}>Close</button>
          {isOpen && (
            <ItemTime
              workspace={workspace}
              project={newProject()}
              item={item}
            />
          )}
        </CallboardProvider>
      );
    }
    renderEntity(server, <ClosablePanel />);
    const field = await findDurationField();
    server.refuse('POST', 409, 'The week is submitted');
    const release = server.blockRequests(() => true);
    await userEvent.type(field, '1h{Enter}');
    await click('button', 'Close');
    release();
    expect(
      await screen.findByText('The time entry was not saved.'),
    ).toBeVisible();
    expect(screen.getByText('The week is submitted')).toBeVisible();
  });

  it('takes the typed values to the dialog, and empties the fields once it has saved them', async () => {
    const server = new FakeTime();
    open(server, server.addItem());
    await userEvent.type(await findDurationField(), '1h');
    await fill('Description', 'Review');
    await click('button', 'More…');
    const dialog = await screen.findByRole('dialog', { name: 'Log time' });
    await click('button', 'Log', dialog);
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(server.worklogs).toMatchObject([
      { duration_minutes: 60, description: 'Review' },
    ]);
    expect(await findDurationField()).toHaveValue('');
    expect(screen.getByRole('textbox', { name: 'Description' })).toHaveValue(
      '',
    );
  });

  it('lists all time entries, and deletes the user’s own @full', async () => {
    const server = new FakeTime();
    const item = server.addItem({ estimate_time: 60 });
    server.log(item, '2026-11-18', 90, { description: 'review' });
    server.log(item, '2026-11-17', 30, {
      logged_by: 'user:default/mona.manager',
      logged_by_name: 'Mona Manager',
    });
    open(server, item);
    const entries = within(
      await screen.findByRole('list', { name: 'Time entries' }),
    );
    expect(entries.getAllByRole('listitem')).toHaveLength(2);
    expect(screen.getByText('1h over')).toBeVisible();
    await click('button', 'Delete time entry on PAY-1', entries);
    await waitFor(() => expect(server.worklogs).toHaveLength(1));
  });

  it('hides a deleted time entry at once, ignores a second click, and shows a failure if the entry is missing', async () => {
    const server = new FakeTime();
    const item = server.addItem();
    server.log(item, '2026-11-18', 90, { description: 'review' });
    server.log(item, '2026-11-17', 30, { description: 'repair' });
    open(server, item);
    const row = (await screen.findByText('repair')).closest('li')!;
    server.worklogs.pop();
    const release = server.blockRequests(() => true);
    await userEvent.dblClick(
      within(row).getByRole('button', { name: 'Delete time entry on PAY-1' }),
    );
    await waitFor(() => expect(row).not.toBeInTheDocument());
    release();
    expect(
      await screen.findByText('1h 30m logged, no estimate'),
    ).toBeInTheDocument();
    expect(server.sent('DELETE', '/worklogs/')).toHaveLength(1);
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The time entry was not deleted.',
    );
  });

  it('lists all time entries, one page at a time @full', async () => {
    const server = new FakeTime();
    const item = server.addItem();
    Array.from({ length: 60 }, () => server.log(item, '2026-11-18', 10));
    open(server, item);
    await click('button', 'Show all 60');
    const getRows = () =>
      within(screen.getByRole('list', { name: 'Time entries' })).getAllByRole(
        'listitem',
      );
    expect(getRows()).toHaveLength(50);
    await click('button', 'Show more (50 of 60 shown)');
    await waitFor(() => expect(getRows()).toHaveLength(60));
    expect(screen.getByText('10h logged, no estimate')).toBeVisible();
  });

  it('hides the duration field when time tracking is off', async () => {
    const server = new FakeTime();
    const item = server.addItem();
    server.log(item, '2026-11-18', 90);
    open(server, item, { is_time_tracking_enabled: false });
    expect(
      await screen.findByText('Time tracking is off for this project.'),
    ).toBeVisible();
    expect(screen.getByText('1h 30m logged, no estimate')).toBeVisible();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('allows assignees outside the project to log time @full', async () => {
    const server = new FakeTime();
    const item = server.addItem({ assignees: [server.me.user_ref] });
    open(server, item, { role: null });
    expect(await findDurationField()).toBeVisible();
  });

  it('denies access to other users outside the project, and sends no request', async () => {
    const server = new FakeTime();
    const item = server.addItem();
    open(server, item, { role: null });
    expect(
      await screen.findByText(
        'Only project members can see the time logged on this item.',
      ),
    ).toBeVisible();
    expect(server.sent('GET', '/worklogs')).toEqual([]);
  });

  it('hides the actions that the portal’s policy denies', async () => {
    const server = new FakeTime();
    const item = server.addItem();
    server.log(item, '2026-11-18', 90, { description: 'review' });
    const { create, update } = permissions.worklog;
    const denied = [create, update, permissions.timer.update];
    open(server, item, {}, { denied });
    expect(
      await screen.findByRole('button', { name: 'Delete time entry on PAY-1' }),
    ).toBeVisible();
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(screen.queryByRole('button', { name: /^(Edit|Start)/ })).toBeNull();
  });

  it('renders nothing when the portal’s policy denies reading time', async () => {
    const server = new FakeTime();
    const denied = [permissions.worklog.read];
    open(server, server.addItem(), {}, { denied });
    await screen.findByRole('button', { name: 'Start timer' });
    expect(screen.queryByRole('heading', { name: 'Time' })).toBeNull();
    expect(server.sent('GET', '/worklogs')).toEqual([]);
  });
});

describe('widgets', () => {
  describe('Timer widget', () => {
    it('shows the running timer, and stops it @full', async () => {
      const server = new FakeTime();
      server.runTimer(server.addItem({ title: 'Fix rounding' }));
      renderEntity(server, <TimerWidget />);
      // The header shows the elapsed time, too.
      await waitFor(() => expect(screen.getAllByText('00:42')).toHaveLength(2));
      await click('button', 'Stop and log');
      await waitFor(() => expect(server.timer).toBeNull());
      expect(
        await screen.findByRole('combobox', { name: 'Work item' }),
      ).toBeVisible();
    });

    it('offers three work items to start without taking the focus @full', async () => {
      const server = new FakeTime();
      for (const title of ['One', 'Two', 'Three', 'Four']) {
        server.addItem({ title, assignees: [server.me.user_ref] });
      }
      renderEntity(server, <TimerWidget />);
      const offered = await screen.findByRole('list', {
        name: 'Suggested work items',
      });
      expect(offered.children).toHaveLength(3);
      expect(document.body).toHaveFocus();
    });

    it('opens the fields of the running timer', async () => {
      const server = new FakeTime();
      server.runTimer(server.addItem({ title: 'Fix rounding' }));
      renderEntity(server, <TimerWidget />);
      await click('button', 'Edit…');
      expect(
        await screen.findByRole('textbox', { name: 'Description' }),
      ).toBeVisible();
    });

    it('shows guests that they cannot log time', async () => {
      const server = new FakeTime();
      server.me.workspaces[0].role = 'guest';
      renderEntity(server, <TimerWidget />);
      expect(
        await screen.findByText(
          'You cannot log time in any workspace. Ask a workspace admin to make you a member.',
        ),
      ).toBeVisible();
    });
  });

  describe('My week widget', () => {
    it('shows the logged time of the week, in total and by day, until the week ends', async () => {
      const server = new FakeTime();
      server.addItem(
        { title: 'Fix rounding' },
        { '2026-11-17': 480, '2026-11-18': 90 },
      );
      const passTo = mockClock();
      passTo('2026-11-22T23:59:30.000Z');
      renderEntity(server, <MyWeekWidget />);
      expect(await screen.findByText('9h 30m of 40h')).toBeVisible();
      expect(screen.getByRole('list', { name: 'By day' })).toHaveTextContent(
        'Mon0mTue8hWed1h 30m',
      );
      expect(
        screen.getByRole('progressbar', { name: '24% of the week logged' }),
      ).toBeVisible();
      expect(
        screen.getByRole('link', { name: 'Open my time' }),
      ).toHaveAttribute('href', '/my-time?workspace=default');
      passTo('2026-11-23T00:00:30.000Z');
      expect(await screen.findByText('0m of 40h')).toBeVisible();
    });
  });

  describe('department time section', () => {
    const open = (server: FakeTime) =>
      renderEntity(
        server,
        <CallboardProvider>
          <DepartmentTime
            workspace={server.me.workspaces[0]}
            department={
              { id: toFakeId('project', 7), name: 'Payments' } as never
            }
          />
        </CallboardProvider>,
      );

    it('requests the time of this month, including descendant departments @full', async () => {
      const server = new FakeTime();
      const total_minutes = 480;
      const { id: project_id } = newProject();
      server.answer({
        getTimeSummary: () =>
          createExampleResponse('getTimeSummary', {
            total_duration_minutes: total_minutes,
            by_project: [
              {
                project_id,
                name: 'Checkout',
                identifier: 'CHK',
                total_minutes,
              },
            ],
          }),
      });
      open(server);
      expect(
        await screen.findByRole('list', { name: 'By project' }),
      ).toHaveTextContent('Checkout8h');
      const [query] = server.listQueries(
        '/workspaces/default/time-tracking/summary',
      );
      expect(Object.fromEntries(query)).toMatchObject({
        department: toFakeId('project', 7),
        recursive: 'true',
        date_from: expect.stringMatching(/-01$/),
      });
    });

    it('shows an empty state when no time is logged', async () => {
      open(new FakeTime());
      expect(
        await screen.findByText('No time logged this month.'),
      ).toBeVisible();
    });
  });
});
