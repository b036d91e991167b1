import type { Analytics } from '@callboard/plugin-callboard-common';
import {
  click,
  hostileWords,
  toFakeId,
  filterReactWarnings,
  ErrorResponse,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import {
  ANALYTICS,
  getLastQuery,
  openAnalytics,
  readRowTexts,
  findTile,
} from './__testUtils__/analyticsPage';
import {
  toComparedNumber,
  defaultAnalytics,
} from './__testUtils__/answerAnalytics';

describe('Analytics page', () => {
  it('shows new and completed totals compared with the previous period @full', async () => {
    const { server } = openAnalytics();
    expect(await findTile('New work items')).toHaveTextContent(
      'New work items9025% down from 120',
    );
    expect(await findTile('Completed')).toHaveTextContent(
      'Completed11212% up from 100',
    );
    expect(await findTile('Logged time')).toHaveTextContent(
      'Logged time2h 30m150% up from 1h',
    );
    expect(await findTile('New projects')).toHaveTextContent(
      'New projects11 up from 0',
    );
    expect(await findTile('New cycles')).toHaveTextContent(
      'New cycles2No change',
    );
    expect(
      screen.getAllByText('Oct 23 – Nov 21, compared with Sep 23 – Oct 22'),
    ).toHaveLength(1);
    expect(getLastQuery(server)).toEqual({
      tab: 'overview',
      start: '2026-10-23',
      end: '2026-11-21',
    });
  });

  it('links a number to its tab with the same filters @full', async () => {
    openAnalytics(
      `/analytics?range=this_week&project=${toFakeId('project', 1)}`,
    );
    const tile = await findTile('Completed');
    expect(within(tile!).getByRole('link')).toHaveAttribute(
      'href',
      expect.stringContaining(
        `range=this_week&project=${toFakeId('project', 1)}&tab=work`,
      ),
    );
  });

  it('hides numbers that the department filter does not narrow, and shows a note @full', async () => {
    openAnalytics(`/analytics?department=${toFakeId('department', 1)}`);
    expect(await findTile('New work items')).toBeVisible();
    expect(await findTile('New members')).toBeUndefined();
    expect(
      screen.getByText(/^Includes only work assigned to people in/),
    ).toBeVisible();
  });

  it('shows guests a note that the numbers cover only what they can read', async () => {
    openAnalytics('/analytics', (_, server) => {
      server.me.workspaces[0].role = 'guest';
    });
    expect(await screen.findByText(/^As a guest of/)).toBeVisible();
    expect(await screen.findByText(/^Includes time in projects/)).toBeVisible();
  });

  it('hides the notes about hidden time from admins @full', async () => {
    openAnalytics('/analytics', (_, server) => {
      server.me.workspaces[0].role = 'admin';
    });
    await findTile('Logged time');
    expect(screen.queryByText(/^Includes time in projects/)).toBeNull();
    expect(screen.queryByText(/^As a guest of/)).toBeNull();
  });

  it('shows a retry button after a failed request @full', async () => {
    const { server: fake, numbers } = openAnalytics(
      '/analytics',
      (_, server) => {
        server.answer({
          getAnalytics: () => {
            throw new ErrorResponse(503, 'Too many requests at once');
          },
        });
      },
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Too many requests at once',
    );
    fake.answer({ getAnalytics: () => numbers.overview });
    await click('button', 'Try again');
    expect(await findTile('Completed')).toBeVisible();
  });

  it('reloads the numbers when something changes in the workspace', async () => {
    const { server, numbers, signal } = openAnalytics();
    await findTile('Completed');
    numbers.overview = {
      ...defaultAnalytics.overview,
      completed: toComparedNumber(113, 100),
    };
    const { id } = server.me.workspaces[0];
    const change = { type: 'change', entity_type: 'work_item' } as const;
    await signal({
      ...change,
      workspace_id: toFakeId('workspace', 2),
      entity_id: id,
    });
    await signal({ ...change, workspace_id: id, entity_id: id });
    await waitFor(async () =>
      expect(await findTile('Completed')).toHaveTextContent('Completed113'),
    );
    expect(server.listQueries(ANALYTICS)).toHaveLength(2);
  });
});

describe('Analytics filters', () => {
  it('reads the values from the URL', async () => {
    const { server } = openAnalytics(
      `/analytics?tab=people&range=custom&start=2026-01-01&end=2026-01-31&project=${toFakeId(
        'project',
        1,
      )}&department=${toFakeId('department', 1)}`,
    );
    await readRowTexts('By person');
    expect(getLastQuery(server)).toEqual({
      tab: 'people',
      start: '2026-01-01',
      end: '2026-01-31',
      project_ids: toFakeId('project', 1),
      department_ids: toFakeId('department', 1),
    });
    expect(
      await screen.findByRole('combobox', { name: 'Project' }),
    ).toHaveValue('payments-api');
    expect(screen.getByRole('combobox', { name: 'Department' })).toHaveValue(
      'Payments',
    );
  });

  it.each([
    'range=custom&start=2026-02-30&end=2026-03-01',
    'range=custom&start=2026-03-02&end=2026-03-01',
    'range=all_time',
    'range=__proto__&tab=constructor&project=1&department=x&order=toString',
  ])('uses the defaults when the URL query is %s @full', async query => {
    const { server } = openAnalytics(`/analytics?${query}`);
    await findTile('Completed');
    expect(getLastQuery(server)).toEqual({
      tab: 'overview',
      start: '2026-10-23',
      end: '2026-11-21',
    });
  });

  it('keeps the values between tabs, and clears them with one click @full', async () => {
    const { server } = openAnalytics('/analytics?range=last_7_days');
    await findTile('Completed');
    await click('tab', 'Time');
    await screen.findByRole('heading', { name: 'Logged time' });
    expect(getLastQuery(server)).toEqual({
      tab: 'time',
      start: '2026-11-15',
      end: '2026-11-21',
    });
    await click('button', 'Clear');
    await waitFor(() =>
      expect(getLastQuery(server)).toMatchObject({
        tab: 'time',
        start: '2026-10-23',
      }),
    );
    expect(screen.queryByRole('button', { name: 'Clear' })).toBeNull();
  });

  it('applies the selected project and date range', async () => {
    const { server } = openAnalytics();
    await findTile('Completed');
    await click('combobox', 'Project');
    await click('option', 'payments-api');
    await waitFor(() =>
      expect(getLastQuery(server)).toMatchObject({
        project_ids: toFakeId('project', 1),
      }),
    );
    await click('button', /Last 30 days/);
    await click('menuitem', /This month/);
    await waitFor(() =>
      expect(getLastQuery(server)).toMatchObject({
        start: '2026-11-01',
        end: '2026-11-21',
      }),
    );
  });

  it('shows Unknown project when the project is missing @full', async () => {
    openAnalytics(`/analytics?project=${toFakeId('project', 9)}`);
    const field = await screen.findByRole('combobox', { name: 'Project' });
    await waitFor(() => expect(field).toHaveValue('Unknown project'));
  });
});

describe('People tab @full', () => {
  it('lists work items and logged time of each user', async () => {
    openAnalytics('/analytics?tab=people');
    expect(await readRowTexts('By person')).toEqual([
      expect.stringMatching(/Mona Manager.*1.*9.*0m/),
      expect.stringMatching(
        /Max Member.*5.*3 up from 2.*4.*2 down from 6.*2h 30m.*1h 30m up from 1h/,
      ),
    ]);
  });

  it('shows an empty state when no user has work or logged time', async () => {
    openAnalytics('/analytics?tab=people', numbers => {
      numbers.people = { ...defaultAnalytics.people, people: [] };
    });
    expect(
      await screen.findByText('No work or logged time in this date range'),
    ).toBeVisible();
  });
});

describe('Time tab', () => {
  it('shows the logged time, its billable share and the number of users @full', async () => {
    openAnalytics('/analytics?tab=time');
    expect(await findTile('Logged time')).toHaveTextContent(
      'Logged time3h 20m100% up from 1h 40m',
    );
    expect(await findTile('Billable')).toHaveTextContent(
      'Billable75%5 percentage points up from 70%2h 30m of 3h 20m',
    );
    expect(await findTile('People who logged time')).toHaveTextContent(
      '233% down from 3',
    );
  });

  it('lists time by project and activity type, with links to the time entries @full', async () => {
    openAnalytics('/analytics?tab=time');
    const link = await screen.findByRole('link', { name: 'payments-api' });
    expect(link).toHaveAttribute(
      'href',
      '/catalog/default/component/payments-api/time?workspace=default&range=custom&start=2026-10-23&end=2026-11-21',
    );
    expect(
      screen.getByRole('list', { name: 'By activity type' }),
    ).toHaveTextContent('review2h 30mNone50m');
  });

  it('shows an empty state with the comparison when no time was logged', async () => {
    openAnalytics('/analytics?tab=time', numbers => {
      numbers.time = {
        ...defaultAnalytics.time,
        logged_minutes: toComparedNumber(0, 100),
        billable_minutes: toComparedNumber(0, 70),
        people: toComparedNumber(0, 3),
        projects: [],
        activity_types: [],
        over_time: [{ key: '2026-11-21', logged_minutes: 0 }],
      };
    });
    expect(
      await screen.findByText('No time was logged in this date range'),
    ).toBeVisible();
    expect(await findTile('Logged time')).toHaveTextContent(
      'Logged time0m100% down from 1h 40m',
    );
    expect(await findTile('Billable')).toHaveTextContent('Billable–');
    expect(screen.queryByRole('list', { name: 'By project' })).toBeNull();
  });
});

describe('Work tab', () => {
  it('lists created and completed work items of each project @full', async () => {
    openAnalytics('/analytics?tab=work');
    expect(await readRowTexts('By project')).toEqual([
      expect.stringMatching(/^Checkout.*20.*1.*1 up from 0.*0/),
      expect.stringMatching(
        /^payments-api.*12.*3 up from 9.*7.*2 down from 9.*3.*2.*1 up from 1/,
      ),
    ]);
  });

  it('links each project to its board and to its overdue work items @full', async () => {
    openAnalytics('/analytics?tab=work');
    const board = await screen.findByRole('link', { name: 'payments-api' });
    expect(board).toHaveAttribute(
      'href',
      '/catalog/default/component/payments-api/work?workspace=default&view=board',
    );
    // Items due today are not overdue yet.
    expect(
      screen.getByRole('link', { name: 'payments-api: 2 overdue' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/payments-api/work?workspace=default&due=2026-10-23..2026-11-20',
    );
  });

  it('sorts by the clicked column, numbers descending and names ascending', async () => {
    openAnalytics('/analytics?tab=work');
    await readRowTexts('By project');
    await click('button', 'Completed');
    expect((await readRowTexts('By project'))[0]).toMatch(/^payments-api/);
    await click('button', 'Project');
    expect((await readRowTexts('By project'))[0]).toMatch(/^Checkout/);
    expect(
      screen.getByRole('columnheader', { name: /Project/ }),
    ).toHaveAttribute('aria-sort', 'ascending');
  });

  it('shows the numbers of the chart as a table, and hides the chart on request @full', async () => {
    openAnalytics('/analytics?tab=work');
    const table = await screen.findByRole('table', {
      name: 'Created vs completed',
    });
    expect(
      within(table).getByRole('row', { name: /Nov 20/ }),
    ).toHaveTextContent('Fri, Nov 20305');
    expect(
      screen.getByRole('img', {
        name: 'Work items over time: 32 created, 8 completed',
      }),
    ).toBeInTheDocument();
    await click('checkbox', 'Show as table');
    expect(screen.queryByRole('img', { name: /over time/ })).toBeNull();
  });

  it('shows a note when more projects exist than it lists @full', async () => {
    openAnalytics('/analytics?tab=work', numbers => {
      numbers['work-items'] = {
        ...defaultAnalytics['work-items'],
        truncated: true,
      };
    });
    expect(
      await screen.findByText(/^Only the 2 projects with the most work/),
    ).toBeVisible();
  });

  it('shows an empty state when no work items were created or completed @full', async () => {
    openAnalytics('/analytics?tab=work', numbers => {
      numbers['work-items'] = {
        ...defaultAnalytics['work-items'],
        projects: [],
        over_time: [{ key: '2026-11-21', created: 0, completed: 0 }],
      };
    });
    expect(
      await screen.findByText(
        'No work items were created or completed in this date range',
      ),
    ).toBeVisible();
    expect(screen.queryByRole('grid')).toBeNull();
  });
});

describe('user-supplied names', () => {
  const hostile = hostileWords.filter(word => word.trim().length > 1);
  const [work, people, time] = [
    defaultAnalytics['work-items'],
    defaultAnalytics.people,
    defaultAnalytics.time,
  ];
  const answers: Array<[string, string, Analytics]> = [
    [
      'work',
      'work-items',
      {
        ...work,
        projects: hostile.map((name, at) => ({
          ...work.projects[0],
          project_id: toFakeId('project', at + 1),
          name,
        })),
      },
    ],
    [
      'people',
      'people',
      {
        ...people,
        people: hostile.map(name => ({
          ...people.people[0],
          user_ref: name,
          name,
        })),
      },
    ],
    [
      'time',
      'time',
      {
        ...time,
        projects: hostile.map((name, at) => ({
          ...time.projects[0],
          project_id: toFakeId('project', at + 1),
          name,
        })),
        activity_types: hostile.map(activity_type => ({
          activity_type,
          logged_minutes: toComparedNumber(10),
        })),
      },
    ],
  ];

  it.each(answers)(
    'renders names as plain text in the tab %s @full',
    async (tab, requested, answer) => {
      const complaints = jest.spyOn(console, 'error').mockImplementation();
      openAnalytics(`/analytics?tab=${tab}`, numbers => {
        numbers[requested as keyof typeof numbers] = answer;
      });
      // Names become links once their targets are known.
      await waitFor(() =>
        expect(screen.getAllByText('constructor')[0]).toBeVisible(),
      );
      expect(screen.queryByText(/Cannot show this widget/)).toBeNull();
      expect(document.querySelector('[onerror]')).toBeNull();
      expect(filterReactWarnings(complaints.mock.calls)).toEqual([]);
    },
  );
});
