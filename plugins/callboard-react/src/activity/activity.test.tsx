import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  type EntityPresentationApi,
  entityPresentationApiRef,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import {
  getRecordedName,
  type Activity,
  type JsonValue,
} from '@callboard/plugin-callboard-common';
import { cleanup, screen } from '@testing-library/react';
import { CallboardProvider } from '../query/CallboardProvider';
import { FakeServer, hostileValues, hostileWords } from '../testUtils';
import { diffTexts, TextDiff } from './TextDiff';
import { ResourcesProvider } from '../resources/ResourcesProvider';
import { EntityLink } from '../resources/EntityLink';
import { ActionLabel } from './ActionLabel';
import { ChangesLine, cutToChange, isLongTextChange } from './ChangesLine';
import type { GetValueName } from './useChangeLabels';

describe('values of an activity change', () => {
  const toId = (n: number) =>
    `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

  const [TODO, DONE, BUG] = [1, 2, 3].map(toId);

  /** A server with one state and one label; another state is deleted. */
  const createServer = () =>
    new FakeServer().answer({
      listResources: () => ({
        items: [
          {
            type: 'work_state' as const,
            id: DONE,
            title: 'Done',
            workspace_slug: 'default',
            url: '/work',
            color: '#1a7f37',
            group: 'completed' as const,
          },
          {
            type: 'label' as const,
            id: BUG,
            title: 'bug',
            workspace_slug: 'default',
            url: '/work',
            color: '#d73a4a',
          },
        ],
        deleted: [{ type: 'work_state' as const, id: TODO }],
      }),
    });

  function show(fake: FakeServer, changes: Activity['changes']) {
    const activity = {
      action: 'update',
      entity_type: 'work_item',
      entity_id: toId(9),
      metadata: { names: { [TODO]: 'To do', [DONE]: 'Done', [BUG]: 'bug' } },
      changes,
    } as unknown as Activity;
    renderInTestApp(
      <CallboardProvider>
        <ResourcesProvider rows={[activity]}>
          <div data-testid="line">
            <ChangesLine activity={activity} />
          </div>
        </ResourcesProvider>
      </CallboardProvider>,
      {
        apis: [
          mockApis.fetch({ baseImplementation: fake.fetch }),
          mockApis.discovery({ baseUrl: 'http://portal' }),
        ],
      },
    );
  }

  it('shows states and labels as chips in their colours @full', async () => {
    const fake = createServer();
    show(fake, [
      { field: 'state_id', old_value: TODO, new_value: DONE },
      { field: 'labels', old_value: [], new_value: [BUG] },
    ]);
    const icon = await screen.findByTestId('CheckCircleIcon');
    expect(icon).toHaveStyle({ color: '#1a7f37' });
    expect(
      screen.getByTitle('bug').firstElementChild?.firstElementChild,
    ).toHaveStyle({ backgroundColor: '#d73a4a' });
    expect(screen.getByTestId('line')).toHaveTextContent(
      'state To do → Done, labels none → bug',
    );
    const [query] = fake.listQueries('/resources');
    expect(query.get('work_states')).toBe(`${TODO},${DONE}`);
    expect(query.get('labels')).toBe(BUG);
  });

  it('shows the icon of a priority', async () => {
    show(createServer(), [
      { field: 'priority', old_value: 'low', new_value: 'urgent' },
    ]);
    expect(await screen.findByTestId('ErrorIcon')).toBeInTheDocument();
    expect(screen.getByTestId('line')).toHaveTextContent(
      'priority low → urgent',
    );
  });

  it('splits the lookup of many values into several requests', async () => {
    const fake = createServer();
    const many = Array.from({ length: 60 }, (_, n) => toId(n + 100));
    show(fake, [{ field: 'labels', old_value: [], new_value: many }]);
    await screen.findByTestId('line');
    const queries = fake
      .listQueries('/resources')
      .flatMap(query => query.get('labels')?.split(',') ?? []);
    expect(queries).toEqual(many);
    expect(fake.listQueries('/resources')).toHaveLength(2);
  });
});

describe('ChangesLine', () => {
  async function renderLine(
    activity: Partial<Activity>,
    getValueName?: GetValueName,
  ): Promise<string | null> {
    renderInTestApp(
      <div data-testid="line">
        <ChangesLine
          activity={{ action: 'update', changes: [], ...activity } as Activity}
          getValueName={getValueName}
        />
      </div>,
    );
    return (await screen.findByTestId('line')).textContent;
  }

  it('shows the first changes with old and new values and counts the others', async () => {
    expect(
      await renderLine({
        changes: [
          { field: 'state_id', old_value: 'a', new_value: 'b' },
          { field: 'estimate_time', old_value: 60, new_value: 90 },
          { field: 'is_active', old_value: true, new_value: false },
          { field: 'notes', old_value: null, new_value: '[hidden]' },
        ],
      }),
    ).toBe('estimated time 1h → 1h 30m, active yes → no+2 more');
  });

  it('shows names in place of ids when names are known', async () => {
    const names: Record<string, string> = { a: 'Platform', b: 'Shop' };
    expect(
      await renderLine(
        {
          changes: [
            { field: 'parent_id', old_value: 'a', new_value: 'b' },
            { field: 'level', old_value: 2, new_value: 3 },
          ],
        },
        (field, value) =>
          field === 'parent_id' ? names[String(value)] : undefined,
      ),
    ).toBe('parent Platform → Shop, level 2 → 3');
  });

  it('shows the duration of a new time entry, and its owner when logged for another user', async () => {
    const entry = (name: string) => ({
      action: 'create',
      entity_type: 'worklog',
      user_name: 'Max Member',
      changes: Object.entries({
        logged_by: `user:default/${name}`,
        logged_by_name: name,
        duration_minutes: 75,
        logged_at: '2026-11-16',
      }).map(([field, new_value]) => ({ field, old_value: null, new_value })),
    });
    expect(await renderLine(entry('Max Member'))).toMatch(
      /^duration.* 1h 15m, /,
    );
    cleanup();
    expect(await renderLine(entry('Mona'))).toMatch(
      /^logged by Mona, duration.* 1h 15m/,
    );
  });

  it.each([
    ['minutes', null, -600, 'minutes none → −10h'],
    ['settings.minutes_per_day', 480, 450, '8h → 7h 30m'],
    [
      'minutes_per_weekday',
      [480, 480, 480, 0],
      [480, 480, 270, 0],
      'working time 8h, 8h, 8h, 0m → 8h, 8h, 4h 30m, 0m',
    ],
  ])(
    'shows the value of %s as durations',
    async (field, old_value, new_value, text) => {
      expect(
        await renderLine({ changes: [{ field, old_value, new_value }] }),
      ).toMatch(new RegExp(`${text}$`));
    },
  );

  it('shows the sources of a membership, each once', async () => {
    const byDepartment = { source: 'department', role: 'member' };
    expect(
      await renderLine({
        entity_type: 'project_member',
        changes: [
          {
            field: 'sources',
            old_value: [],
            new_value: [
              { source: 'manual', role: 'admin' },
              byDepartment,
              byDepartment,
            ],
          },
        ],
      }),
    ).toBe('sources none → Added manually, Department');
  });

  it('merges the changes of a reference and of the name next to it into one', async () => {
    expect(
      await renderLine({
        changes: [
          {
            field: 'manager_ref',
            old_value: null,
            new_value: 'user:default/mona',
          },
          { field: 'manager_name', old_value: null, new_value: 'Mona Manager' },
          {
            field: 'user_ref',
            old_value: 'user:default/max',
            new_value: null,
          },
        ],
      }),
    ).toBe('manager nobody → Mona Manager, user max → nobody');
  });

  it('keeps human-readable identifiers and dates', async () => {
    expect(
      await renderLine({
        changes: [
          { field: 'staff_id', old_value: 'A1', new_value: 'A2' },
          {
            field: 'target_date',
            old_value: null,
            new_value: '2026-03-01',
          },
        ],
      }),
    ).toMatch(/^staff id A1 → A2, due date none → /);
  });

  it.each(['create', 'link'])(
    'shows only new values after %s and truncates long ones',
    async action => {
      expect(
        await renderLine({
          action,
          changes: [
            { field: 'name', old_value: null, new_value: 'x'.repeat(99) },
          ],
        }),
      ).toBe(`name ${'x'.repeat(31)}…`);
    },
  );

  it('omits ids, sort order and empty fields of a new resource', async () => {
    expect(
      await renderLine({
        action: 'create',
        changes: [
          { field: 'id', old_value: null, new_value: 'a' },
          { field: 'sort_order', old_value: null, new_value: 65535 },
          { field: 'description', old_value: null, new_value: null },
          { field: 'labels', old_value: null, new_value: [] },
          { field: 'title', old_value: null, new_value: 'Fix rounding' },
        ],
      }),
    ).toBe('title Fix rounding');
  });

  it('omits values of a new resource that its label already contains', async () => {
    expect(
      await renderLine({
        action: 'create',
        entity_label: 'PAY-7 Fix rounding',
        changes: [
          { field: 'identifier', old_value: null, new_value: 'PAY-7' },
          { field: 'title', old_value: null, new_value: 'Fix rounding' },
          {
            field: 'description',
            old_value: null,
            new_value: 'It rounds\nup.',
          },
          { field: 'priority', old_value: null, new_value: 'high' },
        ],
      }),
    ).toBe('priority high');
  });

  it('shows long texts from the first difference', async () => {
    const text = 'The total is rounded on each line. '.repeat(4);
    expect(
      await renderLine({
        changes: [
          {
            field: 'description',
            old_value: `${text}Fix it.`,
            new_value: `${text}Mend it.`,
          },
        ],
      }),
    ).toBe('description … each line. Fix it. → … each line. Mend it.');
  });

  it('shows names of users and resources in list values', async () => {
    expect(
      await renderLine({
        metadata: { names: { 'user:default/lou': 'Lourdes Runte' } },
        changes: [
          {
            field: 'assignees',
            old_value: [],
            new_value: ['user:default/lou', 'user:default/max'],
          },
          { field: 'labels', old_value: ['x'], new_value: [] },
        ],
      }),
    ).toBe('assignees nobody → Lourdes Runte, max, labels x → none');
  });

  it('requests from the catalog the names that were not recorded', async () => {
    const queries: string[] = [];
    const presentation: EntityPresentationApi = {
      forEntity: ref => {
        queries.push(String(ref));
        const snapshot = {
          entityRef: String(ref),
          primaryTitle: 'Lourdes Runte',
          Icon: undefined,
        };
        return { snapshot, promise: Promise.resolve(snapshot) };
      },
    };
    const change = (value: string) => ({
      field: 'assignees',
      old_value: [],
      new_value: [value],
    });
    renderInTestApp(
      <ChangesLine
        activity={
          {
            action: 'update',
            metadata: { names: { 'user:default/max': 'Max Member' } },
            changes: [change('user:default/lou'), change('user:default/max')],
          } as unknown as Activity
        }
      />,
      { apis: [[entityPresentationApiRef, presentation]] },
    );
    expect(await screen.findByText('Lourdes Runte')).toBeVisible();
    expect(screen.getByText('Max Member')).toBeVisible();
    expect(queries).toEqual(['user:default/lou']);
  });

  it('renders nothing for a page view', async () => {
    expect(await renderLine({ action: 'page_view' })).toBe('');
  });
});

describe('TextDiff', () => {
  it('marks the changed words and shows only the surrounding text', async () => {
    const padding = 'lorem ipsum '.repeat(40);
    renderInTestApp(
      <div data-testid="text">
        <TextDiff
          before={`${padding}Round up each line. ${padding}`}
          after={`${padding}Round down each line. ${padding}`}
        />
      </div>,
    );
    expect(await screen.findByRole('deletion')).toHaveTextContent(
      'removed: up',
    );
    expect(screen.getByRole('insertion')).toHaveTextContent('added: down');
    const { textContent } = screen.getByTestId('text');
    expect(textContent).toContain('each line.');
    expect(textContent!.length).toBeLessThan(300);
  });
});

describe('text changes', () => {
  const change = (old_value: string | null, new_value: string | null) => ({
    field: 'description',
    old_value,
    new_value,
  });

  const long = 'word '.repeat(30);

  it.each([
    [long, 'short', true],
    ['one line', 'two\nlines', true],
    ['one line', 'another', false],
    [null, long, false],
    [long, '', false],
  ])(
    'classifies the change from %j to %j as long: %p',
    (before, after, expected) => {
      expect(isLongTextChange(change(before, after))).toBe(expected);
    },
  );

  it.each([
    ['Fix it', 'Mend it', 'Fix it', 'Mend it'],
    [`${long}stop.`, `${long}go.`, '…d word word stop.', '…d word word go.'],
    [long, `${long}more`, '…d word word ', '…d word word more'],
  ])(
    'shortens %.20j and %.20j to the part around the first difference',
    (before, after, old, now) => {
      expect(cutToChange(before, after)).toEqual([old, now]);
    },
  );
});

describe('getRecordedName', () => {
  it('returns recorded names and undefined for unknown or invalid ones', () => {
    const metadata = { names: { a: 'Platform', b: 7 } };
    expect(getRecordedName({ metadata }, 'a')).toBe('Platform');
    expect(getRecordedName({ metadata }, 'b')).toBeUndefined();
    expect(getRecordedName({ metadata }, 'c')).toBeUndefined();
  });

  it('returns undefined for hostile ids and malformed metadata @full', () => {
    const others: JsonValue[] = hostileValues.filter(
      value => value === null || typeof value !== 'object',
    );
    for (const names of [...others, {}]) {
      for (const id of hostileWords) {
        expect(getRecordedName({ metadata: { names } }, id)).toBeUndefined();
      }
    }
  });
});

describe('diffTexts', () => {
  const createWords = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => `w${from + n}`).join(' ');

  it.each([
    ['', ''],
    ['', 'Fix it'],
    ['Fix it', ''],
    ['Fix  rounding\n\n- of VAT', 'Fix the rounding\n\n- of VAT and duty'],
    ['žluťoučký kůň 🐎', 'žluťoučký vůz 🐎'],
    [createWords(0, 4000), createWords(5000, 4000)],
  ])('preserves both texts in full: %.30s @full', (before, after) => {
    const pieces = diffTexts(before, after);
    const without = (kind: string) =>
      pieces
        .filter(piece => piece.kind !== kind)
        .map(({ text }) => text)
        .join('');
    expect(without('added')).toBe(before);
    expect(without('removed')).toBe(after);
  });

  it('marks only the words that changed', () => {
    expect(
      diffTexts('Round up each line.', 'Round down each line.').filter(
        ({ kind }) => kind !== 'same',
      ),
    ).toEqual([
      { kind: 'removed', text: 'up' },
      { kind: 'added', text: 'down' },
    ]);
  });

  it('groups replaced words into phrases', () => {
    expect(
      diffTexts(
        'It is rounded on each line, so',
        'It is rounded once per invoice, so',
      ),
    ).toEqual([
      { kind: 'same', text: 'It is rounded ' },
      { kind: 'removed', text: 'on each line' },
      { kind: 'added', text: 'once per invoice' },
      { kind: 'same', text: ', so' },
    ]);
  });

  it('replaces the whole text when the texts have almost nothing in common', () => {
    const [before, after] = [createWords(0, 4000), createWords(5000, 4000)];
    expect(diffTexts(before, after)).toEqual([
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ]);
  });
});

describe('activity action label', () => {
  const STATE = '01900000-0000-7000-8000-000000000001';

  const row = (
    type: string,
    action: string,
    label: string | null,
    rest: Partial<Activity> = {},
  ) => ({
    entity_type: type,
    entity_id: STATE,
    entity_label: label,
    action,
    changes: [],
    metadata: null,
    ...rest,
  });

  it.each([
    ['commented onPAY-318', row('work_item_comment', 'create', 'PAY-318')],
    [
      'logged 2h 30m onPAY-42',
      row('worklog', 'create', 'PAY-42', {
        changes: [
          { field: 'duration_minutes', old_value: null, new_value: 150 },
        ],
      }),
    ],
    [
      'movedPAY-1',
      row('work_item', 'update', 'PAY-1', {
        changes: [{ field: 'state_id', old_value: null, new_value: STATE }],
        metadata: { names: { [STATE]: 'In Review' } },
      }),
    ],
    [
      'submitted the timesheet ofMax, Nov 16 – 22, 2025',
      row('period', 'submit', 'Max, 2025-11-16 to 2025-11-22'),
    ],
    ['started anintegrity check', row('activity_verification', 'create', null)],
    ['updatedTeam chat', row('webhook', 'update', 'Team chat')],
    ['frobnicatedthing', row('gadget', 'frobnicated', 'thing')],
  ])(
    'renders "%s" as the action followed by its entity',
    async (text, activity) => {
      const { container } = renderInTestApp(
        <div data-testid="described">
          <ActionLabel activity={activity} />
          <EntityLink
            type={activity.entity_type}
            id={activity.entity_id}
            label={activity.entity_label}
          />
        </div>,
        {
          mountedRoutes: {
            '/catalog/:namespace/:kind/:name': entityRouteRef as never,
          },
        },
      );
      await screen.findByTestId('described');
      expect(
        container
          .querySelector('[data-testid=described]')!
          .textContent!.replace(/[\u2009\u202f]/g, ' '),
      ).toBe(text);
    },
  );
});
