import {
  NumberAxisName,
  NumberMetricName,
  WidgetBars,
  WidgetConfig,
  WidgetFilters,
  WidgetType,
  WorkItem,
} from '@callboard/plugin-callboard-common';
import { countBy } from 'lodash';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../../__testUtils__/startCallboard';
import {
  catalogEntities,
  createEntity,
} from '../../../core/projects/__testUtils__/catalogEntities';
import { createId } from '../../../database/ids';
import { ProjectFixture } from '../../work/__testUtils__/ProjectFixture';
import { TimeFixture, today } from '../../time/__testUtils__/TimeFixture';
import { addDays } from '../../../database/zones';
import { insertMany } from '../../../database/bulk';
import { makeDashboardFixture } from '../__testUtils__/makeDashboardFixture';
import { fillLabels } from './__testUtils__/fillLabels';
import {
  erased,
  deletedEntities,
  DeletedResources,
  ResourceKind,
  resourceKinds,
  left,
  never,
} from '../__testUtils__/DeletedResources';
import { databaseIds } from '../../../__testUtils__/databases';

const ITEMS = 60;
const PREVIEW = '/workspaces/default/dashboards/preview';

/** The values of an item on an axis, as in the API. */
const valueGetters: Partial<
  Record<NumberAxisName, (item: WorkItem) => Array<string | number | null>>
> = {
  STATES: item => [item.state_id],
  STATE_GROUPS: item => [item.state_group],
  LABELS: item => item.labels,
  ASSIGNEES: item => item.assignees,
  ESTIMATE_POINTS: item => [item.estimate_points],
  CYCLES: item => [item.cycle_id],
  MODULES: item => [item.module_id],
  PRIORITY: item => [item.priority],
  START_DATE: item => [item.start_date],
  TARGET_DATE: item => [item.target_date],
  CREATED_AT: item => [item.created_at.slice(0, 10)],
  COMPLETED_AT: item => [item.completed_at?.slice(0, 10) ?? null],
  CREATED_BY: item => [item.created_by],
  PROJECT: item => [item.project_id],
  SOURCE: item => [item.source],
};
const axes = Object.keys(valueGetters) as NumberAxisName[];

const getItemKeys = (axis: NumberAxisName, item: WorkItem) => {
  const values = valueGetters[axis]!(item);
  return values.length > 0
    ? values.map(value => String(value ?? 'none'))
    : ['none'];
};

describeWithoutJobs(
  'work item counts',
  { entities: catalogEntities },
  callboard => {
    const projectFixtures: ProjectFixture[] = [];
    const items: WorkItem[] = [];

    /** A deterministic sequence, so that every run has the same items. */
    let seed = 7;
    const pick = <T>(choices: readonly T[]): T => {
      seed = (seed * 16_807) % 2_147_483_647;
      return choices[seed % choices.length];
    };

    beforeAll(async () => {
      for (const name of ['payments-api', 'payments_api']) {
        projectFixtures.push(await ProjectFixture.open(callboard(), name));
      }
      const day = (n: number) =>
        new Date(Date.now() - n * 86_400_000).toISOString().slice(0, 10);
      for (const fixture of projectFixtures) {
        const labels = [
          await fixture.createSetting('labels', {
            name: 'count',
            color: '#112233',
          }),
          await fixture.createSetting('labels', {
            name: 'constructor',
            color: '#112233',
          }),
        ];
        const cycle = await fixture.createSetting('cycles', { name: 'Sprint' });
        const module = await fixture.createSetting('modules', {
          name: '__proto__',
        });
        const states = Object.values(fixture.states).filter(
          ({ group }) => group !== 'triage',
        );
        for (let n = 0; n < ITEMS / 2; n += 1) {
          items.push(
            await fixture.make({
              title: `Item ${n}`,
              state_id: pick(states).id,
              priority: pick(['urgent', 'low', 'none']),
              labels: pick([[], [labels[0].id], labels.map(({ id }) => id)]),
              estimate_points: pick([null, 1, 2.5]),
              estimate_time: pick([null, 60, 90]),
              cycle_id: pick([null, cycle.id]),
              module_id: pick([null, module.id]),
              start_date: pick([null, day(40), day(3)]),
              target_date: pick([null, day(1), day(-2)]),
            }),
          );
        }
      }
    });

    const ask = async (
      who: PersonName,
      config: WidgetConfig,
      query = '',
    ): Promise<WidgetBars> => {
      const { body } = await callboard()
        .as(who)
        .post(`${PREVIEW}?${query}`, {
          widget_type: 'work_items_chart',
          config,
        })
        .expect(200);
      return body;
    };

    const counted = (axis: NumberAxisName) =>
      countBy(items.flatMap(item => getItemKeys(axis, item)));

    const toBarCounts = ({ data }: Pick<WidgetBars, 'data'>) =>
      Object.fromEntries(data.map(({ key, count }) => [key, count]));

    it.each(axes)(
      'counts items by %s like the list of work items',
      async x_axis => {
        const answer = await ask('superAdmin', { x_axis });
        expect(toBarCounts(answer)).toEqual(counted(x_axis));
        expect(answer.total).toBe(ITEMS);
      },
    );
  },
);

describeWithoutJobs(
  'work item counts by many states',
  { entities: catalogEntities },
  callboard => {
    const STATES = 1_100;

    it('sorts states by workflow order @full', async () => {
      const { knex } = callboard();
      const fixture = await ProjectFixture.open(callboard());
      const { id } = await fixture.make({ state_id: fixture.states.Done.id });
      const state = await knex('work_states')
        .where({ id: fixture.states.Backlog.id })
        .first();
      const item = await knex('work_items').where({ id }).first();
      const states = Array.from({ length: STATES }, (_, n) => ({
        ...state,
        id: createId(n),
        name: `S${n}`,
        sort_name: `S${n}`,
        sequence: 100_000 + n,
      }));
      await knex.batchInsert('work_states', states, 50);
      await knex.batchInsert(
        'work_items',
        states.map((each, n) => ({
          ...item,
          id: createId(n),
          number: 1_000 + n,
          state_id: each.id,
        })),
        50,
      );
      const { body } = await callboard()
        .as('superAdmin')
        .post(PREVIEW, {
          widget_type: 'work_items_chart',
          config: { x_axis: 'STATES', limit: 2 },
        })
        .expect(200);
      expect(body).toMatchObject({ total: STATES + 1, truncated: true });
      expect(body.data.map(({ name }: { name: string }) => name)).toEqual([
        'S0',
        'S1',
      ]);
    });
  },
);

const HOUR_MS = 3_600_000;

const entities = [...catalogEntities, createEntity('Component', 'other-api')];

describeWithoutJobs(
  'work item metrics',
  { entities, databases: 'tagged' },
  callboard => {
    const ask = async (who: PersonName, config: WidgetConfig): Promise<any> => {
      const { body } = await callboard()
        .as(who)
        .post('/workspaces/default/dashboards/preview', {
          widget_type: 'work_items_chart',
          config,
        })
        .expect(200);
      return body;
    };
    const readNumber = async (
      metric: NumberMetricName,
      pid: string,
      who: PersonName = 'superAdmin',
    ) => {
      const { value } = await ask(who, {
        chart_type: 'number',
        metric,
        filters: { project_ids: [pid] },
      });
      return value;
    };

    it('counts pending, started, completed, overdue and due items', async () => {
      const fixture = await ProjectFixture.open(callboard());
      const {
        Backlog,
        Todo,
        'In Progress': started,
        Done,
        Cancelled,
      } = fixture.states;
      const due = (days: number) => addDays(today(), days);
      for (const [state, target_date] of [
        [Backlog, null],
        [Todo, due(-1)],
        [started, due(0)],
        [Done, due(-1)],
        [Cancelled, due(-1)],
      ] as const) {
        await fixture.make({ state_id: state.id, target_date });
      }
      const numbers: Record<string, number> = {};
      for (const metric of [
        'count',
        'pending',
        'in_progress',
        'completed',
        'overdue',
        'due_today',
      ] as const) {
        numbers[metric] = await readNumber(metric, fixture.pid);
      }
      expect(numbers).toEqual({
        count: 5,
        pending: 2,
        in_progress: 1,
        completed: 1,
        overdue: 1,
        due_today: 1,
      });
    });

    it('sums fractions of points without rounding errors @postgres', async () => {
      const fixture = await ProjectFixture.open(callboard(), 'other-api');
      for (const estimate_points of [0.1, 0.2]) {
        await fixture.make({ estimate_points });
      }
      expect(await readNumber('estimate_points', fixture.pid)).toBe(0.3);
      const bars = await ask('superAdmin', {
        metric: 'estimate_points',
        x_axis: 'PROJECT',
        group_by: 'SOURCE',
        filters: { project_ids: [fixture.pid] },
      });
      const [{ key, name }] = bars.data;
      const sources = Object.fromEntries(
        Object.keys(bars.schema).map(source => [source, 0.3]),
      );
      expect(bars.data).toEqual([{ key, name, count: 0.3, ...sources }]);
      expect(bars.total).toBe(0.3);
    });

    it('lists the items behind a bar of any number of points @postgres', async () => {
      const fixture = await ProjectFixture.open(callboard(), 'other-api');
      const { id: label } = await fixture.createSetting('labels', {
        name: 'precise',
        color: '#112233',
      });
      for (const estimate_points of [2, 0.1234567, 1e-7]) {
        await fixture.make({ labels: [label], estimate_points });
      }
      const agent = callboard().as('superAdmin');
      const boards = '/workspaces/default/dashboards';
      const board = await agent.post(boards, { name: 'Precise' }).expect(201);
      const widgets = `${boards}/${board.body.id}/widgets`;
      const widget = await agent
        .post(widgets, {
          widget_type: 'work_items_chart',
          config: { x_axis: 'ESTIMATE_POINTS', filters: { labels: [label] } },
        })
        .expect(201);
      const path = `${widgets}/${widget.body.id}`;
      const { body } = await agent.get(`${path}/data`).expect(200);
      expect(body.data).toHaveLength(3);
      for (const { key } of body.data) {
        const rows = await agent.get(`${path}/rows?key=${key}`).expect(200);
        expect(rows.body.items).toMatchObject([
          { estimate_points: Number(key) },
        ]);
      }
      await agent.get(`${path}/rows?key=1e400`).expect(400);
      await agent.get(`${path}/rows?key=0x2`).expect(400);
    });

    it('returns a sparkline of completed items in a date range', async () => {
      const fixture = await ProjectFixture.open(callboard());
      await fixture.make({ state_id: fixture.states.Done.id });
      const { value, spark } = await ask('superAdmin', {
        chart_type: 'number',
        metric: 'completed',
        x_axis: 'COMPLETED_AT',
        date_range: { start: addDays(today(), -2), end: today() },
        filters: { project_ids: [fixture.pid] },
      });
      expect(value).toBe(spark[2]);
      expect(spark).toEqual([0, 0, expect.any(Number)]);
    });

    it('returns the median hours from start to completion @postgres', async () => {
      const fixture = await ProjectFixture.open(callboard(), 'payments_api');
      const { 'In Progress': started, Done } = fixture.states;
      expect(await readNumber('cycle_time_hours', fixture.pid)).toBeNull();
      for (const [priority, hours] of [
        ['low', 1],
        ['low', 2],
        ['low', 9],
        ['low', 4],
        ['high', 5],
      ] as const) {
        const item = await fixture.make({ state_id: started.id, priority });
        await fixture.patch(item, { state_id: Done.id });
        const { knex } = callboard();
        const { completed_at } = await knex('work_items')
          .where({ id: item.id })
          .first('completed_at');
        await knex('work_items')
          .where({ id: item.id })
          .update({
            started_at: new Date(
              new Date(completed_at).getTime() - hours * HOUR_MS,
            ),
          });
      }
      // An item that was never started has no cycle time.
      await fixture.make({ state_id: Done.id });
      const { data, total } = await ask('superAdmin', {
        x_axis: 'PRIORITY',
        metric: 'cycle_time_hours',
        filters: { project_ids: [fixture.pid] },
      });
      expect(data).toEqual([
        { key: 'high', name: 'High', count: 5 },
        { key: 'low', name: 'Low', count: 3 },
      ]);
      expect(total).toBe(4);
    });

    it('counts time only for members of the project', async () => {
      const { project: fixture } = await TimeFixture.open(
        callboard(),
        'other-api',
      );
      const item = await fixture.make({ estimate_time: 120 });
      const over = await fixture.make({ estimate_time: 30 });
      const log = (logged: { id: string }, duration_minutes: number) =>
        fixture
          .as('superAdmin')
          .post(`${fixture.path}/work-items/${logged.id}/worklogs`, {
            duration_minutes,
            logged_at: today(),
          })
          .expect(201);
      await log(item, 45);
      await log(over, 60);
      expect(await readNumber('logged_minutes', fixture.pid)).toBe(105);
      expect(await readNumber('remaining_minutes', fixture.pid)).toBe(75);
      expect(await readNumber('logged_minutes', fixture.pid, 'member')).toBe(
        105,
      );
      await callboard().as('reader').get('/me').expect(200);
      expect(await readNumber('logged_minutes', fixture.pid, 'reader')).toBe(0);
    });
  },
);

const PATH = '/workspaces/default/dashboards';

const range = (count: number) => [...Array(count).keys()];

describeCallboard(
  'work item counts with 10,000 labels',
  { entities: catalogEntities, databases: 'tagged' },
  callboard => {
    const LABELS = 10_000;
    const ITEM_COUNT = 250;
    const dashboardFixture = makeDashboardFixture(callboard);
    let labels: string[];
    let board: string;

    beforeAll(async () => {
      const { knex } = callboard();
      const fixture = await ProjectFixture.open(callboard());
      labels = await fillLabels(callboard(), fixture, LABELS);
      const { id } = await fixture.make();
      const item = await knex('work_items').where({ id }).first();
      const items = range(ITEM_COUNT - 1).map(n => ({
        ...item,
        id: createId(n),
        number: 1_000 + n,
      }));
      await insertMany(knex, 'work_items', items);
      const all = [item, ...items].map(one => one.id);
      // The first label is on all items, each following label on one item less, and the remaining
      // labels on one item each.
      const links = labels.flatMap((label_id, nth) =>
        all
          .slice(Math.min(nth, ITEM_COUNT - 1))
          .map(work_item_id => ({ work_item_id, label_id })),
      );
      await insertMany(knex, 'work_item_labels', links);
      board = `${PATH}/${
        (await dashboardFixture.createDashboard('superAdmin')).id
      }`;
    });

    const draw = async (config: WidgetConfig) => {
      const { body } = await callboard()
        .as('superAdmin')
        .post(`${board}/widgets`, { widget_type: 'work_items_chart', config })
        .expect(201);
      return `${board}/widgets/${body.id}`;
    };
    const get = async (path: string) => {
      const { body } = await callboard().as('superAdmin').get(path).expect(200);
      return body;
    };
    const name = (nth: number) => `L${String(nth).padStart(5, '0')}`;

    it.each([
      ['fifty', 'none', undefined, 50],
      ['one', 'one', 1, 1],
      ['two hundred', 'two hundred', 200, 200],
    ])(
      'returns the %s largest labels when the limit is %s, and the total of all @full @postgres',
      async (_, _limit, limit, count) => {
        const widget = await draw({ x_axis: 'LABELS', limit });
        const { data, total, truncated, schema } = await get(`${widget}/data`);
        expect(data).toEqual(
          range(count).map(nth => ({
            key: labels[nth],
            name: name(nth),
            count: ITEM_COUNT - nth,
          })),
        );
        expect({ total, truncated, schema }).toEqual({
          total: ITEM_COUNT,
          truncated: true,
          schema: {},
        });
      },
    );

    it('returns the fifty largest groups, and counts all items in the bars', async () => {
      const widget = await draw({ x_axis: 'PROJECT', group_by: 'LABELS' });
      const result: WidgetBars = await get(`${widget}/data`);
      expect(result).toMatchObject({ total: ITEM_COUNT, truncated: true });
      expect(Object.values(result.schema)).toEqual(range(50).map(name));
      expect(result.data).toHaveLength(1);
      expect(result.data[0]).toMatchObject({
        count: ITEM_COUNT,
        [labels[0]]: ITEM_COUNT,
        [labels[49]]: ITEM_COUNT - 49,
      });
    });

    it('returns as many rows as each bar counts, including omitted bars @full', async () => {
      const widget = await draw({ x_axis: 'LABELS' });
      for (const nth of [0, 49, 200, LABELS - 1]) {
        const page = await get(`${widget}/rows?limit=1&key=${labels[nth]}`);
        expect(page.total).toBe(Math.max(ITEM_COUNT - nth, 1));
      }
    });

    it('counts an item with many matching labels once in a single number', async () => {
      const filters = { labels: labels.slice(-100) };
      const widget = await draw({ chart_type: 'number', filters });
      // All of these labels are on the last item only.
      expect(await get(`${widget}/data`)).toMatchObject({ value: 1 });
    });
  },
);

describeCallboard(
  'work item counts of an item with 50 labels',
  { entities: catalogEntities, databases: databaseIds },
  callboard => {
    const LABELS = 50;
    let fixture: ProjectFixture;
    let labels: string[];
    let state: string;

    beforeAll(async () => {
      fixture = await ProjectFixture.open(callboard());
      state = fixture.states.Todo.id;
      labels = await fillLabels(callboard(), fixture, LABELS + 1);
      await makeDashboardFixture(callboard).assignRoles();
      await fixture.make({
        labels: labels.slice(0, LABELS),
        assignees: [people.member, people.guest],
        estimate_points: 3,
        state_id: state,
      });
    });

    const ask = async (config: WidgetConfig): Promise<WidgetBars> => {
      const { body } = await callboard()
        .as('superAdmin')
        .post(`${PATH}/preview`, { widget_type: 'work_items_chart', config })
        .expect(200);
      return body;
    };
    const fifty = (value: number) =>
      Object.fromEntries(labels.slice(0, LABELS).map(label => [label, value]));
    const toBarCounts = ({ data }: WidgetBars) =>
      Object.fromEntries(data.map(({ key, count }) => [key, count]));

    it.each([
      ['count', 1, 1],
      ['estimate_points', 3, 3],
      // Two people work on each item.
      ['people', 2, 2],
    ] as const)(
      'counts its %s once in the total and once for each label',
      async (metric, total, each) => {
        const result = await ask({ x_axis: 'LABELS', metric });
        expect(result.total).toBe(total);
        expect(toBarCounts(result)).toEqual(fifty(each));
        expect(result).not.toHaveProperty('truncated');
      },
    );

    it('counts the item once in each group and once in the bar', async () => {
      const result = await ask({ x_axis: 'STATES', group_by: 'LABELS' });
      expect(result.data).toEqual([
        { key: state, name: 'Todo', count: 1, ...fifty(1) },
      ]);
      expect(Object.keys(result.schema).sort()).toEqual(
        labels.slice(0, LABELS).sort(),
      );
      expect(result.total).toBe(1);
      expect(result).not.toHaveProperty('truncated');
    });

    it('counts the item once when bars and groups both have several values', async () => {
      const result = await ask({ x_axis: 'LABELS', group_by: 'ASSIGNEES' });
      const both = { [people.member]: 1, [people.guest]: 1 };
      expect(result.data).toHaveLength(LABELS);
      for (const bar of result.data) {
        expect(bar).toMatchObject({ count: 1, ...both });
      }
      expect(result.total).toBe(1);
    });

    it('omits the label over the limit, and marks the response as truncated', async () => {
      const { id } = await fixture.make({ labels: labels.slice(LABELS) });
      // Sets the default limit explicitly, because responses to equal queries are shared for a
      // second.
      const result = await ask({ x_axis: 'LABELS', limit: LABELS });
      expect(result).toMatchObject({ total: 2, truncated: true });
      expect(result.data).toHaveLength(LABELS);
      const grouped = await ask({ x_axis: 'PROJECT', group_by: 'LABELS' });
      expect(grouped).toMatchObject({ total: 2, truncated: true });
      expect(Object.keys(grouped.schema)).toHaveLength(LABELS);
      await fixture
        .as('superAdmin')
        .delete(`${fixture.path}/work-items/${id}`)
        .expect(204);
    });
  },
);

const LABELS = 60;

describeWithoutJobs(
  'bars with equal counts',
  { entities: catalogEntities },
  callboard => {
    // Their ids ascend while their names descend.
    const names = Array.from(
      { length: LABELS },
      (_, nth) => `Label ${100 - nth}`,
    );

    beforeAll(async () => {
      const fixture = await ProjectFixture.open(callboard());
      const ids = await fillLabels(
        callboard(),
        fixture,
        LABELS,
        nth => names[nth],
      );
      for (const labels of [ids.slice(0, 30), ids.slice(30)]) {
        await fixture.make({ labels, priority: 'high' });
      }
    });

    it.each([undefined, 'PRIORITY'])(
      'omits bars over the limit in order of name, grouped by %s',
      async group_by => {
        const { body } = await callboard()
          .as('superAdmin')
          .post('/workspaces/default/dashboards/preview', {
            widget_type: 'work_items_chart',
            config: { x_axis: 'LABELS', group_by, limit: 49 },
          })
          .expect(200);
        expect(body).toMatchObject({ total: 2, truncated: true });
        const groups = group_by ? { high: 1 } : {};
        const shown = [...names].sort().slice(0, 49);
        expect(body.data).toEqual(
          shown.map(name => ({
            key: expect.any(String),
            name,
            count: 1,
            ...groups,
          })),
        );
      },
    );
  },
);

const ROOT = '/workspaces/default';

const axisByKind: Record<ResourceKind, NumberAxisName> = {
  states: 'STATES',
  labels: 'LABELS',
  cycles: 'CYCLES',
  modules: 'MODULES',
  project_ids: 'PROJECT',
};

describeCallboard(
  'metrics of deleted resources',
  { entities: deletedEntities, databases: 'tagged' },
  callboard => {
    const dashboardFixture = makeDashboardFixture(callboard);
    const boss = () => callboard().as('superAdmin');
    let resources: DeletedResources;
    let board: string;
    let pseudonym: string;
    /** The widgets, which are created before the resources are deleted. */
    const drawn = new Map<string, string>();

    const newBoard = async (input: object = {}) => {
      const made = await dashboardFixture.createDashboard('superAdmin', {
        access: 'shared',
        ...input,
      });
      return `${ROOT}/dashboards/${made.id}`;
    };
    const draw = async (
      config: WidgetConfig,
      widget_type: WidgetType = 'work_items_chart',
      at = board,
    ) => {
      const { body } = await boss()
        .post(`${at}/widgets`, { widget_type, config })
        .expect(201);
      return `${at}/widgets/${body.id}`;
    };
    const get = async (path: string) => {
      const { body } = await boss().get(path).expect(200);
      return body;
    };
    const readData = (widget: string) => get(`${widget}/data`);

    beforeAll(async () => {
      await dashboardFixture.assignRoles();
      resources = await DeletedResources.make(callboard());
      board = await newBoard();
      const { deleted, live } = resources;
      for (const kind of resourceKinds) {
        const x_axis = axisByKind[kind];
        const only = { [kind]: [deleted[kind]] };
        const both = { [kind]: [deleted[kind], live[kind]] };
        const group = { x_axis: 'SOURCE', group_by: x_axis } as const;
        drawn.set(`${kind} only`, await draw({ x_axis, filters: only }));
        drawn.set(`${kind} both`, await draw({ x_axis, filters: both }));
        drawn.set(`${kind} group`, await draw({ ...group, filters: both }));
      }
      const assignees = [erased, left, never];
      drawn.set(
        'people',
        await draw({ x_axis: 'ASSIGNEES', filters: { assignees } }),
      );
      const filters = { member_ids: [erased, never] };
      drawn.set(
        'time of people',
        await draw({ x_axis: 'MEMBER', filters }, 'time_chart'),
      );
      pseudonym = await resources.deleteAll();
    });

    it.each(resourceKinds)(
      'returns no data when filters contain only deleted %s',
      async kind => {
        const widget = drawn.get(`${kind} only`)!;
        const result = await readData(widget);
        expect(result).toMatchObject({ data: [], schema: {}, total: 0 });
        expect(result).not.toHaveProperty('is_partial');
        expect((await get(`${widget}/rows`)).total).toBe(0);
      },
    );

    it.each(resourceKinds)(
      'counts only existing %s when filters also contain deleted ones @full-postgres @postgres',
      async kind => {
        const { live, deleted } = resources;
        const isProject = kind === 'project_ids';
        const name = isProject ? 'Payments API' : 'Kept';
        const total = isProject ? 4 : 1;
        const widget = drawn.get(`${kind} both`)!;
        const result = await readData(widget);
        const bar = { key: live[kind], name, count: total };
        expect(result).toMatchObject({ data: [bar], total });
        const rows = await get(`${widget}/rows?key=${live[kind]}`);
        expect(rows.total).toBe(total);
        // Deleted resources have no bar, so no rows either.
        const lost = await get(`${widget}/rows?key=${deleted[kind]}`);
        expect(lost.total).toBe(0);
        const grouped = await readData(drawn.get(`${kind} group`)!);
        expect(grouped.schema).toEqual({ [live[kind]]: name });
        expect(grouped.total).toBe(total);
      },
    );

    it.each(resourceKinds)(
      'returns no data when dashboard filters contain only deleted %s @full-postgres @postgres',
      async kind => {
        const filters = { [kind]: [resources.deleted[kind]] };
        const at = await newBoard({ config: { filters } });
        const widget = await draw({ x_axis: 'PRIORITY' }, undefined, at);
        expect(await readData(widget)).toMatchObject({ data: [], total: 0 });
      },
    );

    it('returns no data when a reader requests a deleted project', async () => {
      const widget = await draw({ x_axis: 'PRIORITY' });
      const query = `project_ids=${resources.deleted.project_ids}`;
      const result = await get(`${widget}/data?${query}`);
      expect(result).toMatchObject({ data: [], total: 0 });
      for (const tab of ['overview', 'work-items', 'people', 'time']) {
        await get(`${ROOT}/analytics?tab=${tab}&${query}`);
      }
      const stats = await draw({}, 'project_stats');
      expect((await get(`${stats}/data?${query}`)).data).toEqual([]);
    });

    it('counts the time of a deleted department, and shows its name', async () => {
      const { deleted, live } = resources;
      const { name } = await callboard()
        .knex('departments')
        .where({ id: deleted.department })
        .first('name');
      const department_ids = [deleted.department];
      const widget = await draw(
        { x_axis: 'DEPARTMENT', filters: { department_ids } },
        'time_chart',
      );
      const bar = { key: deleted.department, name, count: 1 };
      expect(await readData(widget)).toMatchObject({ data: [bar], total: 1 });
      const grouped = await draw(
        { x_axis: 'PROJECT', group_by: 'DEPARTMENT' },
        'time_chart',
      );
      const { schema } = await readData(grouped);
      expect(schema).toMatchObject({
        [deleted.department]: name,
        none: 'None',
      });
      expect(schema[live.department]).not.toBe(live.department);
    });

    it.each<[WidgetType, NumberAxisName]>([
      ['work_items_chart', 'PRIORITY'],
      ['activity_chart', 'USER'],
    ])(
      'returns no data for users of a deleted department: %s',
      async (widget_type, x_axis) => {
        const department_ids = [resources.deleted.department];
        const requested = { x_axis, filters: { department_ids } };
        const widget = await draw(requested, widget_type);
        expect(await readData(widget)).toMatchObject({ data: [], total: 0 });
      },
    );

    it('counts users who left or were erased, and shows their current names', async () => {
      const result = await readData(drawn.get('people')!);
      expect(result).toMatchObject({
        data: [
          { key: pseudonym, name: 'Erased person', count: 1 },
          { key: left, name: 'The lee.left', count: 1 },
        ],
        total: 1,
      });
      const time = await readData(drawn.get('time of people')!);
      expect(time).toMatchObject({
        data: [{ key: pseudonym, name: 'Erased person', count: 1 }],
        total: 1,
      });
      const { config } = await get(drawn.get('people')!);
      expect(config.filters.assignees).toEqual([pseudonym, left, never]);
      expect(JSON.stringify([result, time, config])).not.toContain(erased);
    });

    it.each<[string, WidgetType, NumberAxisName, keyof WidgetFilters]>([
      ['is assigned to', 'work_items_chart', 'ASSIGNEES', 'assignees'],
      ['made', 'work_items_chart', 'CREATED_BY', 'created_by'],
      ['logged', 'time_chart', 'MEMBER', 'member_ids'],
      ['did', 'activity_chart', 'USER', 'user_ids'],
    ])(
      'omits everything that an unknown or erased user %s @full-postgres @postgres',
      async (_, widget_type, x_axis, filter) => {
        const none = { [filter]: [never, erased] };
        const widget = await draw({ x_axis, filters: none }, widget_type);
        expect(await readData(widget)).toMatchObject({ data: [], total: 0 });
        const some = { [filter]: [never, people.superAdmin, left] };
        const others = await draw({ x_axis, filters: some }, widget_type);
        const { data } = await readData(others);
        expect(data.length).toBeGreaterThan(0);
        for (const { key, name } of data) {
          // Other people can have the same items.
          expect([people.superAdmin, left, pseudonym]).toContain(key);
          expect(name).not.toBe(key);
        }
      },
    );

    it.each(['burndown', 'burnup', 'cumulative_flow'] as const)(
      'returns zero over time for a deleted cycle: %s',
      async chart_type => {
        const filters = { cycles: [resources.deleted.cycles] };
        const widget = await draw({ chart_type, filters });
        const { data } = await readData(widget);
        expect(data.length).toBeGreaterThan(0);
        expect(data.filter((bar: any) => bar.count)).toEqual([]);
      },
    );

    it('exports widgets that refer to deleted resources @full', async () => {
      const paths = [
        ...[...drawn.values()].map(widget => `${widget}/data.csv`),
        `${board}/export.xlsx`,
        `${board}/export.pdf`,
      ];
      const statuses = new Set<number>();
      for (const path of paths) {
        statuses.add((await boss().get(path)).status);
      }
      expect([...statuses]).toEqual([200]);
    });
  },
);
