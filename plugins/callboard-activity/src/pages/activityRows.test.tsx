import type { Activity, JsonValue } from '@callboard/plugin-callboard-common';
import {
  type FakeServer,
  hostileValues,
  hostileWords,
  filterReactWarnings,
  renderPage,
  testSeed,
} from '@callboard/plugin-callboard-react/testUtils';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import {
  minutesAgo,
  portal,
  createActivityRows,
  createServerWithRows,
} from '../__testUtils__/portal';
import { ActivityCard } from '../entity/ActivityCard';
import { ActivityTab } from '../entity/ActivityTab';
import { RecentActivity } from '../home/RecentActivity';

fc.configureGlobal({ seed: testSeed });

describe('Activity Tracker rows', () => {
  const path = '/callboard/activity-tracker';

  const countRows = () =>
    screen.getAllByRole('row').filter(row => row.hasAttribute('aria-selected'))
      .length;

  it('opens a row by keyboard, with values before and after @full', async () => {
    const server = createServerWithRows({
      created_at: minutesAgo(5),
      request_id: 'request-7',
      metadata: { reason: 'planning', subject_ref: 'user:default/max' },
      changes: [
        { field: 'estimate_time', old_value: 60, new_value: 90 },
        { field: 'state', old_value: 'Todo', new_value: 'Done' },
        { field: 'notes', old_value: null, new_value: '[hidden]' },
      ],
    });
    renderPage(portal, path, server);
    await screen.findByRole('treegrid');
    const row = screen
      .getAllByRole('row')
      .find(found => found.hasAttribute('aria-selected'))!;
    row.focus();
    await userEvent.keyboard('{Enter}');
    const drawer = await screen.findByRole('dialog');
    const changes = within(drawer).getByRole('table', { name: 'Changes' });
    expect(
      within(changes)
        .getAllByRole('row')
        .map(line => [...line.children].map(cell => cell.textContent)),
    ).toEqual([
      ['Field', 'Before', 'After'],
      ['estimated time', '1h', '1h 30m'],
      ['state', 'Todo', 'Done'],
      ['notes', 'none', 'hidden'],
    ]);
    expect(within(drawer).getByText('request-7')).toBeInTheDocument();
    expect(within(drawer).getByText('planning')).toBeInTheDocument();
    expect(within(drawer).queryByText('user:default/max')).toBeNull();

    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('shows the staff records of people in the workspace of the row', async () => {
    const server = createServerWithRows();
    const { id } = server.insert('workspaces', { slug: 'lab' });
    server.actAs({ is_super_admin: true, role: 'admin' });
    server.record({ created_at: minutesAgo(1), workspace_id: id });
    renderPage(portal, path, server);
    const table = await screen.findByRole('treegrid');
    await userEvent.hover(await within(table).findByText('Max Member'));
    await waitFor(() =>
      expect(server.sent('GET', '/workspaces/lab/staff')).toHaveLength(1),
    );
  });

  it('marks actions by an assistant in the list and in the details @full', async () => {
    const server = createServerWithRows(...createActivityRows(1));
    server.record({
      created_at: minutesAgo(1),
      entity_label: 'resource 0',
      source: 'assistant',
    });
    renderPage(portal, path, server);
    const badges = await screen.findAllByRole('img', {
      name: 'By an AI assistant',
    });
    expect(badges).toHaveLength(1);
    const row = badges[0].closest<HTMLElement>('[role="row"]')!;
    expect(row).toHaveTextContent('resource 0');
    row.focus();
    await userEvent.keyboard('{Enter}');
    const drawer = await screen.findByRole('dialog');
    within(drawer).getByRole('img', { name: 'By an AI assistant' });
    expect(within(drawer).getByText('An AI assistant')).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('opens the row named in the URL, even if the list omits it @full', async () => {
    const server = createServerWithRows(...createActivityRows(2));
    server.record({ created_at: minutesAgo(1), request_id: 'request-7' });
    const { id } = server.activityLog[0];
    renderPage(portal, `${path}?entity_type=pipeline&row=${id}`, server);
    const drawer = await screen.findByRole('dialog');
    expect(within(drawer).getByText('request-7')).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByText('Entity type: pipeline')).toBeVisible();
  });

  it('shows the open action in the document title', async () => {
    const server = createServerWithRows();
    server.record({
      created_at: minutesAgo(1),
      user_name: 'Max Member',
      action: 'create',
      entity_type: 'work_item_comment',
      entity_label: 'PAY-318 Fix rounding',
    });
    const { id } = server.activityLog[0];
    renderPage(portal, `${path}?row=${id}`, server);
    await screen.findByRole('dialog');
    await waitFor(() =>
      expect(document.title).toMatch(
        /^Max Member commented on PAY-318 Fix rounding · /,
      ),
    );
  });

  it('shows a not-found message for an unknown row', async () => {
    const id = '01900000-0000-7000-9000-999999999999';
    renderPage(
      portal,
      `${path}?row=${id}`,
      createServerWithRows(...createActivityRows(2)),
    );
    const drawer = await screen.findByRole('dialog');
    await within(drawer).findByText('Action not found');
    await userEvent.click(within(drawer).getByRole('button'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('returns the focus to the button that opened the row @full', async () => {
    renderPage(portal, path, createServerWithRows(...createActivityRows(2)));
    await screen.findByRole('treegrid');
    const [button] = screen.getAllByRole('button', { name: 'Show details' });
    await userEvent.click(button);
    await screen.findByRole('dialog');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(button).toHaveFocus();
  });

  it('keeps the search text while a row opens and closes @full', async () => {
    renderPage(portal, path, createServerWithRows(...createActivityRows(2)));
    await screen.findByRole('treegrid');
    await userEvent.type(screen.getByRole('searchbox'), 'pay');
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Show details' })[0],
    );
    await screen.findByRole('dialog');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Hide page views' }),
    );
    await screen.findByText('Page views: hidden');
    expect(screen.getByRole('searchbox')).toHaveValue('pay');
  });

  it('links from a row to the history page of its resource @full', async () => {
    const server = createServerWithRows();
    const url = '/catalog/default/component/payments-api/work?item=1';
    const id = '01900000-0000-7000-8000-000000000007';
    server.answer({
      listResources: () => ({
        items: [
          {
            type: 'work_item',
            id,
            title: 'PAY-7',
            workspace_slug: 'default',
            url,
          },
          {
            type: 'department',
            id,
            title: 'Sales',
            workspace_slug: 'default',
            url: '/organisation/departments?department=7',
          },
        ],
        deleted: [],
      }),
    });
    server.record(
      { created_at: minutesAgo(3), entity_type: 'department', entity_id: id },
      { created_at: minutesAgo(2), entity_type: 'work_item', entity_id: id },
      { created_at: minutesAgo(1) },
    );
    renderPage(portal, path, server);
    await screen.findByRole('treegrid');
    const readHistoryHref = async (at: number) => {
      await userEvent.click(
        screen.getAllByRole('button', { name: 'Show details' })[at],
      );
      const link = await screen.findByRole('link', { name: /^History of/ });
      const href = link.getAttribute('href');
      await userEvent.keyboard('{Escape}');
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
      return href;
    };
    expect(await readHistoryHref(0)).toBe(
      '/catalog/default/component/payments-api/activity',
    );
    expect(await readHistoryHref(1)).toBe(url);
    expect(await readHistoryHref(2)).toBe(
      '/organisation/departments?department=7&part=history',
    );
  });

  it('filters the list by a resource that has no history page', async () => {
    const server = createServerWithRows(...createActivityRows(2));
    server.record({ created_at: minutesAgo(1), entity_id: 'pipeline-a' });
    renderPage(portal, path, server);
    await screen.findByRole('treegrid');
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Show details' })[0],
    );
    await userEvent.click(
      await screen.findByRole('button', { name: /^History of/ }),
    );
    await waitFor(() => expect(countRows()).toBe(1));
    const lists = server.listQueries('/admin/activity');
    const last = lists[lists.length - 1];
    expect(last.get('entity_id')).toBe('pipeline-a');
    // The API itself includes the details of bulk actions on the entity.
    expect(last.get('details')).toBeNull();
    expect(last.get('start')).toBeNull();
  });

  it('shows the changes to each resource of a bulk change', async () => {
    const server = createServerWithRows();
    const batch_id = '01900000-0000-7000-a000-000000000001';
    const batchFields = { created_at: minutesAgo(1), batch_id };
    for (let item = 1; item <= 12; item++) {
      server.record({
        ...batchFields,
        entity_type: 'work_item',
        entity_label: `PAY-${item}`,
        changes: [{ field: 'priority', old_value: 'low', new_value: 'high' }],
      });
    }
    server.record({
      ...batchFields,
      entity_type: 'project',
      entity_label: 'Payments',
    });
    server.record({ created_at: minutesAgo(0), entity_label: 'Elsewhere' });
    renderPage(portal, `${path}?entity_type=project`, server);
    await screen.findByRole('treegrid');
    await userEvent.click(screen.getByRole('button', { name: 'Show details' }));
    const drawer = await screen.findByRole('dialog');
    await within(drawer).findByText('12 entities in this bulk change');
    const items = within(drawer).getByRole('list', {
      name: 'In this bulk change',
    });
    expect(items.children).toHaveLength(9);
    expect(items.firstChild).toHaveTextContent('PAY-12priority low → high');
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Show more' }),
    );
    await waitFor(() => expect(items.children).toHaveLength(12));
    // The last page removed the button and moved the focus to the first new item.
    expect(
      within(drawer).queryByRole('button', { name: 'Show more' }),
    ).toBeNull();
    expect(items.children[9]).toHaveFocus();
    expect(items).not.toHaveTextContent('Elsewhere');
  });

  it('opens the bulk change that an activity entry belongs to @full', async () => {
    const server = createServerWithRows();
    const batch_id = '01900000-0000-7000-a000-000000000001';
    const batchFields = { created_at: minutesAgo(1), batch_id };
    server.record(
      {
        ...batchFields,
        action: 'bulk_update',
        entity_type: 'project',
        entity_label: 'Payments',
        metadata: { text: '2 work items' },
      },
      { ...batchFields, entity_type: 'work_item', entity_label: 'PAY-1' },
      { ...batchFields, entity_type: 'work_item', entity_label: 'PAY-2' },
    );
    renderPage(portal, `${path}?q=PAY-2`, server);
    await screen.findByRole('treegrid');
    await userEvent.click(screen.getByRole('button', { name: 'Show details' }));
    const drawer = await screen.findByRole('dialog');
    await within(drawer).findByText('Part of a bulk change');
    expect(within(drawer).getByText('2 work items')).toBeVisible();
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Show bulk change' }),
    );
    await within(drawer).findByText('2 entities in this bulk change');
    expect(within(drawer).getByText('PAY-1')).toBeVisible();
  });

  it('expands a bulk change in the list, by key and by click', async () => {
    const server = createServerWithRows();
    const batch_id = '01900000-0000-7000-a000-000000000001';
    const batchFields = { created_at: minutesAgo(1), batch_id };
    server.record({
      ...batchFields,
      entity_type: 'work_item',
      entity_label: 'PAY-7',
    });
    server.record({
      ...batchFields,
      entity_type: 'project',
      entity_label: 'Payments',
    });
    renderPage(portal, `${path}?entity_type=project`, server);
    await screen.findByRole('treegrid');
    const list = () =>
      screen.queryByRole('list', { name: 'In this bulk change' });
    const row = screen
      .getAllByRole('row')
      .find(found => found.hasAttribute('aria-selected'))!;
    expect(row).toHaveAttribute('aria-expanded', 'false');
    row.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(row).toHaveAttribute('aria-expanded', 'true');
    expect(await screen.findByText('PAY-7')).toBeVisible();
    expect(list()?.children).toHaveLength(1);
    expect(screen.queryByRole('dialog')).toBeNull();
    await userEvent.keyboard('{ArrowLeft}');
    expect(list()).toBeNull();
    const button = screen.getByRole('button', {
      name: 'Show affected entities',
    });
    await userEvent.click(button);
    expect(await screen.findByText('PAY-7')).toBeVisible();
    expect(button).toHaveAttribute('aria-expanded', 'true');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('pages with arbitrary posted values', () => {
  const word = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...hostileWords) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 64 }) },
  );

  const value: fc.Arbitrary<JsonValue> = fc.oneof(
    fc.constantFrom(...hostileValues),
    fc.jsonValue() as fc.Arbitrary<JsonValue>,
  );

  const createText = (max: number) =>
    word.map(text => [...text].slice(0, max).join('') || ' ');

  const maybe = (text: fc.Arbitrary<string>) => fc.option(text, { freq: 8 });

  /** A row with any values that the API accepts and returns. */
  const row = fc.record({
    action: fc.oneof(
      fc.constantFrom('constructor', '__proto__', '...', 'update', 'create'),
      fc.stringMatching(/^[a-z0-9_.-]{1,64}$/),
    ),
    entity_type: maybe(createText(64)),
    entity_id: maybe(createText(255)),
    entity_label: maybe(createText(512)),
    user_name: createText(255),
    user_email: maybe(createText(255)),
    user_id: fc.constantFrom(
      'user:default/constructor',
      'user:default/max.member',
      'plugin:__proto__',
    ),
    metadata: fc.option(
      fc.dictionary(fc.oneof(word, fc.constantFrom('names', 'text')), value, {
        maxKeys: 4,
        noNullPrototype: true,
      }) as fc.Arbitrary<Activity['metadata']>,
    ),
    changes: fc.array(
      fc.record({ field: word, old_value: value, new_value: value }),
      { maxLength: 3 },
    ),
  });

  const ROWS = 12;

  const rows: fc.Arbitrary<Partial<Activity>[]> = fc.array(row, {
    minLength: ROWS,
    maxLength: ROWS,
  });

  /** Values that have broken pages before, or are likely to break them. */
  const knownRows: Partial<Activity>[] = [
    ...['constructor', '__proto__', 'toString', 'hasOwnProperty', '…'],
    ...['W'.repeat(64), '\u202eevil', '<b>', '{{count}}', ' ', '0', '👩‍👩‍👧‍👦'],
  ].map(text => ({
    action: /^\w+$/.test(text) ? text.toLowerCase() : 'update',
    entity_type: text,
    entity_id: text,
    entity_label: text,
    user_name: text,
    metadata: { a_b: text, 'a.b': [text], names: text, text },
    changes: [
      { field: text, old_value: text, new_value: { [text]: text } },
      { field: text, old_value: null, new_value: [text] },
    ],
  }));

  /** Assigns rows to the entity of the page, because the API returns only rows of that entity. */
  const toEntityRows = (activities: Partial<Activity>[]) =>
    activities.map(activity => ({
      ...activity,
      entity_type: 'component',
      entity_id: 'component:default/payments-api',
    }));

  const renderOnEntityPage = (element: JSX.Element, server: FakeServer) =>
    renderPage([], '/entity', server, { element });

  /** Renders a page with generated rows, several times, and checks that nothing fails. */
  async function renderGenerated(
    numRuns: number,
    page: (activities: Partial<Activity>[]) => Promise<void>,
  ) {
    await fc.assert(
      fc
        .asyncProperty(rows, async activities => {
          const errors = jest.spyOn(console, 'error').mockImplementation();
          await page(activities);
          expect(
            screen.queryByText(
              'This part could not be displayed. Reload the page to try again.',
            ),
          ).toBeNull();
          expect(filterReactWarnings(errors.mock.calls)).toEqual([]);
        })
        .afterEach(cleanup),
      { numRuns, endOnFailure: true, examples: [[knownRows]] },
    );
  }

  /** Opens some rows one after the other; returns the number of rendered rows. */
  async function openRows(): Promise<number> {
    const grid = await screen.findByRole('treegrid');
    const drawn = within(grid)
      .getAllByRole('row')
      .filter(each => each.hasAttribute('aria-selected'));
    act(() => drawn[0].focus());
    await userEvent.keyboard('{Enter}');
    for (let opened = 0; opened < 3; opened++) {
      const drawer = await screen.findByRole('dialog');
      expect(within(drawer).getByText('About this action')).toBeVisible();
      await userEvent.keyboard('j');
    }
    return drawn.length;
  }

  it.each([
    ['/callboard/activity-tracker', 2],
    ['/activity/workspace', 1],
    ['/activity/mine', 1],
  ])(
    'renders arbitrary values without errors on %s @full',
    async (path, numRuns) => {
      await renderGenerated(numRuns, async activities => {
        renderPage(portal, path, createServerWithRows(...activities));
        expect(await openRows()).toBe(ROWS);
      });
    },
  );

  it('renders arbitrary values without errors on the entity page', async () => {
    await renderGenerated(1, async activities => {
      renderOnEntityPage(
        <ActivityTab />,
        createServerWithRows(...toEntityRows(activities)),
      );
      expect(await openRows()).toBe(ROWS);
    });
  });

  it('renders arbitrary values without errors on the entity card', async () => {
    await renderGenerated(2, async activities => {
      renderOnEntityPage(
        <ActivityCard />,
        createServerWithRows(...toEntityRows(activities)),
      );
      expect(await screen.findAllByRole('listitem')).not.toHaveLength(0);
    });
  });

  it('renders arbitrary values without errors on the home page', async () => {
    await renderGenerated(2, async activities => {
      renderOnEntityPage(
        <RecentActivity />,
        createServerWithRows(...activities),
      );
      expect(await screen.findAllByRole('listitem')).not.toHaveLength(0);
    });
  });
});

it('names a person only once when they join a project', async () => {
  const server = createServerWithRows({
    action: 'join',
    entity_type: 'project_member',
    entity_label: 'Max Member',
    user_name: 'Max Member',
  });
  renderPage([], '/entity', server, { element: <RecentActivity /> });
  expect(await screen.findByText('joined the project')).toBeVisible();
  expect(screen.getAllByText('Max Member')).toHaveLength(1);
});
