import { mockApis } from '@backstage/frontend-test-utils';
import {
  click,
  fillCalendarField,
  newWorkItem,
} from '@callboard/plugin-callboard-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeWork } from '../__testUtils__/FakeWork';
import { renderWork } from '../__testUtils__/renderWork';
import { WorkTab } from '../entity/WorkTab';
import {
  sortCyclesNewestFirst,
  isCurrentCycle,
} from '../pickers/useFieldOptions';
import { parseMinutes, parsePoints } from '../pickers/ItemField';
import { toViewQuery, replaceView } from '../views/savedViews';
import { parseFilterRange, formatRange, type WorkFilters } from './WorkFilters';
import { matchesQuery, buildWorkQuery } from './workQuery';

describe('filters by the settings of a project', () => {
  it.each([
    ['label', 'labels', 'labels'],
    ['cycle', 'cycles', 'cycle_id'],
    ['module', 'modules', 'module_id'],
  ] as const)(
    'sends a %s that is not on the first page of its list',
    async (filter, store, parameter) => {
      const server = new FakeWork();
      server.add({ title: 'Fix rounding' });
      const settings = Array.from({ length: 201 }, (_, index) =>
        server.insert(store, {
          name: `${index}`,
          project_id: server.project!.id,
        }),
      );
      renderWork(server, {
        element: <WorkTab />,
        path: `/entity?${filter}=${settings[200].id}`,
      });
      await waitFor(() => {
        const { query } = server.sent('GET', '/work-items').at(-1)!;
        expect(query.get(parameter)).toBe(settings[200].id);
      });
    },
  );
});

describe('date and estimate filters', () => {
  async function openMenu(query = '') {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding' });
    renderWork(server, {
      element: <WorkTab />,
      path: `/entity${query}`,
    });
    await screen.findByText('Fix rounding');
    await click('button', /^More/);
    const menu = within(
      await screen.findByRole('dialog', { name: 'Dates and estimates' }),
    );
    return { server, menu };
  }

  it('combines filters in the request and shows the number of filters @full', async () => {
    const { server, menu } = await openMenu();
    await fillCalendarField('Due: To', '2026-11-30', menu);
    await userEvent.type(
      menu.getByLabelText('Estimated time: From'),
      '1h30{Enter}',
    );
    expect(
      await screen.findByRole('button', { name: 'More filters: 2' }),
    ).toBeVisible();
    await waitFor(() => {
      const { query } = server.sent('GET', '/work-items').at(-1)!;
      expect(query.get('target_date_to')).toBe('2026-11-30');
      expect(query.get('estimate_time_min')).toBe('90');
    });
  });

  it('requests items without a due date and ignores the range typed before', async () => {
    const { server, menu } = await openMenu('?due=2026-11-01..');
    await userEvent.click(menu.getByLabelText('No due date'));
    expect(menu.getByLabelText('Due: From')).toBeDisabled();
    await click('button', 'Show results', menu);
    await waitFor(() => {
      const { query } = server.sent('GET', '/work-items').at(-1)!;
      expect(query.get('target_date')).toBe('none');
      expect(query.get('target_date_from')).toBeNull();
    });
  });

  it('shows ranges from the URL as formatted durations and numbers @full', async () => {
    const { menu } = await openMenu('?time=90..&points=1..5');
    expect(menu.getByLabelText('Estimated time: From')).toHaveValue('1h 30m');
    expect(menu.getByLabelText('Points: To')).toHaveValue('5');
  });

  it('preserves the exact bounds of unchanged ranges when another filter is applied @full', async () => {
    const { server, menu } = await openMenu('?time=60000..90030');
    expect(menu.getByLabelText('Estimated time: From')).toHaveValue('1000h');
    await userEvent.type(menu.getByLabelText('Points: From'), '1,5');
    await click('button', 'Show results', menu);
    await waitFor(() => {
      const { query } = server.sent('GET', '/work-items').at(-1)!;
      expect(query.get('estimate_points_min')).toBe('1.5');
      expect(query.get('estimate_time_min')).toBe('60000');
      expect(query.get('estimate_time_max')).toBe('90030');
    });
  });

  it.each(['0.1234567', '1e-7', '0x10'])(
    'rejects %s as points in the range @full',
    async typed => {
      const { menu } = await openMenu();
      const field = menu.getByLabelText('Points: From');
      await userEvent.type(field, typed);
      expect(field).toBeInvalid();
      expect(menu.getByRole('button', { name: 'Show results' })).toBeDisabled();
    },
  );

  it('shows errors for invalid ranges and disables Show results @full', async () => {
    const { menu } = await openMenu('?points=5..');
    await userEvent.type(menu.getByLabelText('Points: To'), '3');
    expect(
      menu.getByText('The range ends before it starts. Change “From” or “To”.'),
    ).toBeVisible();
    expect(menu.getByRole('button', { name: 'Show results' })).toBeDisabled();
    await userEvent.type(menu.getByLabelText('Points: To'), '0');
    await userEvent.type(menu.getByLabelText('Estimated time: To'), 'soon');
    expect(
      menu.getByText('Enter a duration, such as 1h 30m, 2.5h or 90m.'),
    ).toBeVisible();
  });
});

describe('filter matching of a work item', () => {
  const item = newWorkItem(7, {
    title: 'Fix rounding',
    priority: 'high',
    labels: ['bug'],
    target_date: '2026-11-20',
    estimate_points: 10,
  });

  it.each([
    ['anything', {}],
    ['one of several values', { priority: 'urgent,high' }],
    ['no assignee and no cycle', { assignees: 'none', cycle_id: 'none' }],
    ['a range that starts on its due date', { target_date_from: '2026-11-20' }],
    // As texts, 9 would be greater than 10.
    ['a range of numbers', { estimate_points_min: '9' }],
    ['a part of its title', { search: 'ROUND' }],
    ['its identifier', { search: 'pay-7' }],
  ])('matches a query for %s', (_, query) => {
    expect(matchesQuery(item, query as object)).toBe(true);
  });

  it.each([
    ['another priority', { priority: 'low' }],
    ['items without labels', { labels: 'none' }],
    ['another state group', { state_group: 'completed' }],
    ['a range before its due date', { target_date_to: '2026-11-19' }],
    [
      'a range of start dates when it has none',
      { start_date_from: '2026-01-01' },
    ],
    ['another title', { search: 'ledger' }],
    [
      'a matching priority and a label that it lacks',
      { priority: 'high', labels: 'ui' },
    ],
  ])('rejects a query for %s', (_, query) => {
    expect(matchesQuery(item, query as object)).toBe(false);
  });
});

describe('list query built from filters', () => {
  const nothing: WorkFilters = {
    state: [],
    group: [],
    priority: [],
    assignee: [],
    label: [],
    cycle: [],
    module: [],
    due: {},
    start: {},
    points: {},
    time: {},
    search: undefined,
    isOpenOnly: false,
  };

  const known = {
    me: 'user:default/max.member',
    states: [{ id: 'todo' }, { id: 'done' }],
    labels: [{ id: 'bug' }],
    cycles: [],
    modules: [],
  };

  const countRequests = (filters: Partial<WorkFilters>) =>
    buildWorkQuery({ ...nothing, ...filters }, known);

  it('returns an empty query without filters', () => {
    expect(countRequests({})).toEqual({});
  });

  it('requests open items, unless known states or state groups are selected', () => {
    const open = { state_group: 'triage,backlog,unstarted,started' };
    expect(countRequests({ isOpenOnly: true })).toEqual(open);
    expect(
      countRequests({ isOpenOnly: true, state: ['done', 'gone'] }),
    ).toEqual({
      state_id: 'done',
    });
    expect(countRequests({ isOpenOnly: true, group: ['completed'] })).toEqual({
      state_group: 'completed',
    });
    // From an old URL whose state no longer exists.
    expect(countRequests({ isOpenOnly: true, state: ['gone'] })).toEqual(open);
  });

  it('sends none for each field that is filtered by none', () => {
    const none = ['none'];
    expect(
      countRequests({
        priority: none,
        assignee: none,
        label: none,
        cycle: none,
        module: none,
      }),
    ).toEqual({
      priority: 'none',
      assignees: 'none',
      labels: 'none',
      cycle_id: 'none',
      module_id: 'none',
    });
  });

  it('sends the bounds of ranges and omits open ends', () => {
    expect(
      countRequests({
        due: parseFilterRange('2026-11-01..2026-11-30'),
        start: parseFilterRange('..2026-11-20'),
        points: parseFilterRange('0.5..8'),
        time: parseFilterRange('90..'),
      }),
    ).toEqual({
      target_date_from: '2026-11-01',
      target_date_to: '2026-11-30',
      start_date_to: '2026-11-20',
      estimate_points_min: '0.5',
      estimate_points_max: '8',
      estimate_time_min: '90',
    });
  });

  it('sends none for dates and estimates that are filtered by none', () => {
    const none = parseFilterRange('none');
    expect(
      countRequests({ due: none, start: none, points: none, time: none }),
    ).toEqual({
      target_date: 'none',
      start_date: 'none',
      estimate_points: 'none',
      estimate_time: 'none',
    });
  });

  it('omits unknown labels and invalid ranges', () => {
    expect(
      countRequests({
        label: ['gone'],
        due: parseFilterRange('2026-11-30..2026-11-01'),
        start: parseFilterRange('soon..'),
        points: parseFilterRange('10..9'),
        time: parseFilterRange('1e9..'),
      }),
    ).toEqual({});
  });

  it.each(['1.5..', '..0.5', '1e2..', '0x10..'])(
    'omits the time range %s, which is not in whole minutes',
    time => {
      expect(countRequests({ time: parseFilterRange(time) })).toEqual({});
    },
  );

  it('formats a parsed range as the same text', () => {
    expect(formatRange(parseFilterRange('1..5'))).toBe('1..5');
    expect(formatRange(parseFilterRange('..5'))).toBe('..5');
    expect(formatRange(parseFilterRange('none'))).toBe('none');
    expect(formatRange(parseFilterRange('..'))).toBeUndefined();
  });
});

describe('saved views', () => {
  const urgent = { name: 'Urgent', query: 'priority=urgent' };

  const mine = { name: 'Mine', query: 'assignee=me&view=board' };

  async function open(
    options: { query?: string; views?: Array<typeof urgent> } = {},
  ) {
    const server = new FakeWork();
    server.add({ title: 'Fix rounding', priority: 'urgent' });
    server.add({ title: 'Tidy up' });
    const storage = mockApis.storage();
    const bucket = storage.forBucket('callboard-work-views');
    const key = server.project!.id;
    if (options.views) {
      await bucket.set(key, options.views);
    }
    renderWork(server, {
      element: <WorkTab />,
      path: `/entity${options.query ?? ''}`,
      storage,
    });
    await screen.findByText('Fix rounding');
    return { bucket, key, stored: () => bucket.snapshot(key).value };
  }

  const button = () => screen.getByRole('button', { name: /^View/ });

  async function openMenu() {
    await userEvent.click(button());
    return screen.findByRole('dialog', { name: 'Views' });
  }

  async function choose(view: string, todo: string) {
    const menu = within(await openMenu());
    await click('button', `Actions for ${view}`, menu);
    await click('menuitem', todo);
  }

  async function typeName(title: string, name: string) {
    const dialog = within(await screen.findByRole('dialog', { name: title }));
    const field = dialog.getByRole('textbox', { name: 'Name' });
    await userEvent.clear(field);
    await userEvent.type(field, name);
    return dialog.getByRole('button', { name: 'Save' });
  }

  it('saves the current filters as a named view', async () => {
    const { stored } = await open({ query: '?priority=urgent' });
    const menu = within(await openMenu());
    expect(menu.getByText('No saved views yet')).toBeVisible();
    await click('button', 'Save view', menu);
    await userEvent.click(await typeName('Save view', ' Urgent '));
    await waitFor(() => expect(stored()).toEqual([urgent]));
    expect(await screen.findByText('Urgent saved')).toBeVisible();
    expect(button()).toHaveTextContent('View: Urgent');
  });

  it('lists stored views, applies one and marks it as current @full', async () => {
    await open({ views: [urgent, mine] });
    expect(button()).toHaveTextContent('Views');
    const menu = within(await openMenu());
    expect(menu.getByRole('button', { name: 'Urgent' })).not.toHaveAttribute(
      'aria-current',
    );
    await click('button', 'Urgent', menu);
    await waitFor(() => expect(screen.queryByText('Tidy up')).toBeNull());
    expect(button()).toHaveTextContent('View: Urgent');
    const again = within(await openMenu());
    expect(again.getByRole('button', { name: 'Urgent' })).toHaveAttribute(
      'aria-current',
      'true',
    );
    expect(again.queryByRole('button', { name: 'Save view' })).toBeNull();
  });

  it('renames a view, and rejects the name of another view @full', async () => {
    const { stored } = await open({ views: [urgent, mine] });
    await choose('Urgent', 'Rename');
    const save = await typeName('Rename', 'mine');
    expect(
      screen.getByText(
        'A view with this name already exists. Choose another name.',
      ),
    ).toBeVisible();
    expect(save).toBeDisabled();
    await userEvent.click(await typeName('Rename', 'Fires'));
    await waitFor(() =>
      expect(stored()).toEqual([{ ...urgent, name: 'Fires' }, mine]),
    );
  });

  it('deletes a view, and restores its position on Undo @full', async () => {
    const { stored } = await open({ views: [urgent, mine] });
    await choose('Urgent', 'Delete');
    await waitFor(() => expect(stored()).toEqual([mine]));
    expect(await screen.findByText('Urgent deleted')).toBeVisible();
    await click('button', 'Undo');
    await waitFor(() => expect(stored()).toEqual([urgent, mine]));
  });

  it('updates a view to the current filters @full', async () => {
    const { stored } = await open({ query: '?q=Fix', views: [urgent] });
    await choose('Urgent', 'Save changes to this view');
    await waitFor(() =>
      expect(stored()).toEqual([{ name: 'Urgent', query: 'q=Fix' }]),
    );
  });

  it('restores a deleted view on Undo and keeps views saved in the meantime', async () => {
    const { bucket, key, stored } = await open({ views: [urgent, mine] });
    const elsewhere = { name: 'Elsewhere', query: 'q=other' };
    await choose('Urgent', 'Delete');
    await screen.findByText('Urgent deleted');
    await act(() => bucket.set(key, [mine, elsewhere]));
    await click('button', 'Undo');
    await waitFor(() => expect(stored()).toEqual([urgent, mine, elsewhere]));
  });

  it('restores the query of a view on Undo and keeps a rename made in the meantime', async () => {
    const { bucket, key, stored } = await open({
      query: '?q=Fix',
      views: [urgent, mine],
    });
    await choose('Urgent', 'Save changes to this view');
    await screen.findByText('Urgent updated');
    const renamed = { ...mine, name: 'My own' };
    await act(() => bucket.set(key, [{ ...urgent, query: 'q=Fix' }, renamed]));
    await click('button', 'Undo');
    await waitFor(() => expect(stored()).toEqual([urgent, renamed]));
  });

  it('notifies about a deletion only after the view is deleted from storage @full', async () => {
    const { bucket } = await open({ views: [urgent, mine] });
    let letGo = () => {};
    const { set } = bucket;
    jest.spyOn(bucket, 'set').mockImplementationOnce(async (...call) => {
      await new Promise<void>(resolve => {
        letGo = resolve;
      });
      await set.apply(bucket, call);
    });
    await choose('Urgent', 'Delete');
    const menu = within(await openMenu());
    expect(menu.getByRole('button', { name: 'Urgent' })).toBeVisible();
    expect(screen.queryByText('Urgent deleted')).toBeNull();
    await act(async () => letGo());
    expect(await screen.findByText('Urgent deleted')).toBeVisible();
    expect(menu.queryByRole('button', { name: 'Urgent' })).toBeNull();
  });

  it('copies the link of a view @full', async () => {
    const user = userEvent.setup();
    await open({ views: [mine] });
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(button());
    await user.click(screen.getByRole('button', { name: 'Actions for Mine' }));
    await user.click(screen.getByRole('menuitem', { name: 'Copy link' }));
    expect(copied).toHaveBeenCalledWith(
      expect.stringMatching(/\?assignee=me&view=board$/),
    );
    expect(await screen.findByText('Link copied')).toBeInTheDocument();
  });

  it('keeps a view and shows an error when storage fails @full', async () => {
    const { bucket } = await open({ views: [urgent] });
    jest.spyOn(bucket, 'set').mockRejectedValue(new Error('Down'));
    await choose('Urgent', 'Delete');
    expect(
      await screen.findByText('Your views were not saved'),
    ).toBeInTheDocument();
    expect(screen.queryByText('Urgent deleted')).toBeNull();
    const menu = within(await openMenu());
    expect(menu.getByRole('button', { name: 'Urgent' })).toBeVisible();
  });
});

describe('view query in a URL', () => {
  const parseViewQuery = (address: string) =>
    toViewQuery(new URLSearchParams(address));

  const replaceQuery = (address: string, query: string) =>
    replaceView(new URLSearchParams(address), query).toString();

  it('includes only filters, order and layout', () => {
    expect(
      parseViewQuery(
        'workspace=default&item=1&q=ledger&order=title&view=board&label=a',
      ),
    ).toBe('label=a&q=ledger&order=title&view=board');
  });

  it('returns the same query for filters in any order', () => {
    expect(parseViewQuery('q=a&priority=low,high&show=all&state=a')).toBe(
      parseViewQuery('state=a&priority=high,low&q=a&show=all'),
    );
    expect(parseViewQuery('order=title')).not.toBe(
      parseViewQuery('order=priority'),
    );
  });

  it('replaces the previous view and keeps other URL parameters', () => {
    expect(
      replaceQuery(
        'workspace=default&item=1&q=ledger&view=board',
        'priority=high',
      ),
    ).toBe('workspace=default&priority=high');
  });

  it('ignores parameters that do not belong to a view', () => {
    expect(replaceQuery('workspace=default', 'workspace=other&q=a')).toBe(
      'workspace=default&q=a',
    );
  });
});

describe('cycle picker', () => {
  const cycle = (
    name: string,
    start_date: string | null,
    end_date: string | null,
  ) => ({ name, start_date, end_date });

  it('sorts cycles newest first, and those without dates last', () => {
    const cycles = [
      cycle('Someday', null, null),
      cycle('Old', '2026-01-01', '2026-01-14'),
      cycle('New', '2026-11-16', '2026-11-29'),
      cycle('Ends', null, '2026-06-30'),
    ];
    expect(sortCyclesNewestFirst(cycles).map(({ name }) => name)).toEqual([
      'New',
      'Ends',
      'Old',
      'Someday',
    ]);
  });

  it.each([
    ['on its first day', '2026-11-16', '2026-11-29', true],
    ['on its last day', '2026-11-01', '2026-11-16', true],
    ['without an end date', '2026-11-01', null, true],
    ['after its end', '2026-11-01', '2026-11-15', false],
    ['before its start', '2026-11-17', '2026-11-29', false],
    ['without a start date', null, '2026-11-29', false],
  ])('returns whether a cycle is current %s', (_, start, end, expected) => {
    expect(isCurrentCycle(cycle('A', start, end), '2026-11-16')).toBe(expected);
  });
});

describe('estimate parsing', () => {
  it.each([
    ['', null],
    [' 3 ', 3],
    ['0,5', 0.5],
    ['0.123456', 0.123456],
    ['1000000', 1e6],
  ])('parses "%s" as points', (text, points) => {
    expect(parsePoints(text)).toBe(points);
  });

  it.each(['0.1234567', '1e-7', '0x10', '-1', '1,5,3', '1000001', 'many'])(
    'rejects "%s" as points',
    text => {
      expect(parsePoints(text)).toBeUndefined();
    },
  );

  it('parses hours to minutes, and rejects durations over the maximum', () => {
    expect(parseMinutes('1000h', 480)).toBe(60_000);
    expect(parseMinutes('200000h', 480)).toBeUndefined();
  });
});
