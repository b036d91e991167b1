import {
  NumberAxisName,
  WidgetConfig,
  WidgetFilters,
  WidgetType,
} from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people } from '../../../__testUtils__/startCallboard';
import {
  erased,
  goneEntities,
  GoneThings,
  KindOfThing,
  kindsOfThings,
  left,
  never,
} from '../__testUtils__/GoneThings';
import { makeDashboardWorld } from '../__testUtils__/makeDashboardWorld';

const ROOT = '/workspaces/default';

const axisOf: Record<KindOfThing, NumberAxisName> = {
  states: 'STATES',
  labels: 'LABELS',
  cycles: 'CYCLES',
  modules: 'MODULES',
  project_ids: 'PROJECT',
};

describeCallboard(
  'numbers of what is gone',
  { entities: goneEntities },
  callboard => {
    const world = makeDashboardWorld(callboard);
    const boss = () => callboard().as('superAdmin');
    let things: GoneThings;
    let board: string;
    let pseudonym: string;
    /** Drawn before anything went. */
    const drawn = new Map<string, string>();

    const newBoard = async (input: object = {}) => {
      const made = await world.newDashboard('superAdmin', {
        ...{ access: 'shared', ...input },
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
    const dataOf = (widget: string) => get(`${widget}/data`);

    beforeAll(async () => {
      await world.enter();
      things = await GoneThings.make(callboard());
      board = await newBoard();
      const { gone, kept } = things;
      for (const kind of kindsOfThings) {
        const x_axis = axisOf[kind];
        const only = { [kind]: [gone[kind]] };
        const both = { [kind]: [gone[kind], kept[kind]] };
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
      pseudonym = await things.go();
    }, 60_000);

    it.each(kindsOfThings)(
      'are none where filters name only %s that are gone',
      async kind => {
        const widget = drawn.get(`${kind} only`)!;
        const told = await dataOf(widget);
        expect(told).toMatchObject({ data: [], schema: {}, total: 0 });
        expect(told).not.toHaveProperty('is_partial');
        expect((await get(`${widget}/rows`)).total).toBe(0);
      },
    );

    it.each(kindsOfThings)(
      'are of the others where filters name %s of which some are gone',
      async kind => {
        const { kept, gone } = things;
        const isProject = kind === 'project_ids';
        const name = isProject ? 'Payments API' : 'Kept';
        const total = isProject ? 4 : 1;
        const widget = drawn.get(`${kind} both`)!;
        const told = await dataOf(widget);
        const bar = { key: kept[kind], name, count: total };
        expect(told).toMatchObject({ data: [bar], total });
        const rows = await get(`${widget}/rows?key=${kept[kind]}`);
        expect(rows.total).toBe(total);
        // There is no bar for what is gone, so there are no rows behind it.
        const lost = await get(`${widget}/rows?key=${gone[kind]}`);
        expect(lost.total).toBe(0);
        const grouped = await dataOf(drawn.get(`${kind} group`)!);
        expect(grouped.schema).toEqual({ [kept[kind]]: name });
        expect(grouped.total).toBe(total);
      },
    );

    it.each(kindsOfThings)(
      'are none of a dashboard whose own filters name only %s that are gone',
      async kind => {
        const filters = { [kind]: [things.gone[kind]] };
        const at = await newBoard({ config: { filters } });
        const widget = await draw({ x_axis: 'PRIORITY' }, undefined, at);
        expect(await dataOf(widget)).toMatchObject({ data: [], total: 0 });
      },
    );

    it('are none of a project that is gone and asked for by a reader', async () => {
      const widget = await draw({ x_axis: 'PRIORITY' });
      const query = `project_ids=${things.gone.project_ids}`;
      const told = await get(`${widget}/data?${query}`);
      expect(told).toMatchObject({ data: [], total: 0 });
      for (const tab of ['overview', 'work-items', 'people', 'time']) {
        await get(`${ROOT}/analytics?tab=${tab}&${query}`);
      }
      const stats = await draw({}, 'project_stats');
      expect((await get(`${stats}/data?${query}`)).data).toEqual([]);
    });

    it('of time are still of a department that is gone, and name it', async () => {
      const { gone, kept } = things;
      const { name } = await callboard()
        .knex('departments')
        .where({ id: gone.department })
        .first('name');
      const department_ids = [gone.department];
      const widget = await draw(
        { x_axis: 'DEPARTMENT', filters: { department_ids } },
        'time_chart',
      );
      const bar = { key: gone.department, name, count: 1 };
      expect(await dataOf(widget)).toMatchObject({ data: [bar], total: 1 });
      const grouped = await draw(
        { x_axis: 'PROJECT', group_by: 'DEPARTMENT' },
        'time_chart',
      );
      const { schema } = await dataOf(grouped);
      expect(schema).toMatchObject({ [gone.department]: name, none: 'None' });
      expect(schema[kept.department]).not.toBe(kept.department);
    });

    it.each<[WidgetType, NumberAxisName]>([
      ['work_items_chart', 'PRIORITY'],
      ['activity_chart', 'USER'],
    ])(
      'are none of the people of a department that is gone: %s',
      async (widget_type, x_axis) => {
        const department_ids = [things.gone.department];
        const asked = { x_axis, filters: { department_ids } };
        const widget = await draw(asked, widget_type);
        expect(await dataOf(widget)).toMatchObject({ data: [], total: 0 });
      },
    );

    it('go on to be of people who left or were erased, and name those as they are called now', async () => {
      const told = await dataOf(drawn.get('people')!);
      expect(told).toMatchObject({
        data: [
          { key: pseudonym, name: 'Erased person', count: 1 },
          { key: left, name: 'The lee.left', count: 1 },
        ],
        total: 1,
      });
      const time = await dataOf(drawn.get('time of people')!);
      expect(time).toMatchObject({
        data: [{ key: pseudonym, name: 'Erased person', count: 1 }],
        total: 1,
      });
      const { config } = await get(drawn.get('people')!);
      expect(config.filters.assignees).toEqual([pseudonym, left, never]);
      expect(JSON.stringify([told, time, config])).not.toContain(erased);
    });

    it.each<[string, WidgetType, NumberAxisName, keyof WidgetFilters]>([
      ['has to do', 'work_items_chart', 'ASSIGNEES', 'assignees'],
      ['made', 'work_items_chart', 'CREATED_BY', 'created_by'],
      ['logged', 'time_chart', 'MEMBER', 'member_ids'],
      ['did', 'activity_chart', 'USER', 'user_ids'],
    ])(
      'are none of what somebody %s who never was or is no more',
      async (_, widget_type, x_axis, filter) => {
        const none = { [filter]: [never, erased] };
        const widget = await draw({ x_axis, filters: none }, widget_type);
        expect(await dataOf(widget)).toMatchObject({ data: [], total: 0 });
        const some = { [filter]: [never, people.superAdmin, left] };
        const others = await draw({ x_axis, filters: some }, widget_type);
        const { data } = await dataOf(others);
        expect(data.length).toBeGreaterThan(0);
        for (const { key, name } of data) {
          // Somebody else can have the same to do.
          expect([people.superAdmin, left, pseudonym]).toContain(key);
          expect(name).not.toBe(key);
        }
      },
    );

    it.each(['burndown', 'burnup', 'cumulative_flow'] as const)(
      'over time are zero for a cycle that is gone: %s',
      async chart_type => {
        const filters = { cycles: [things.gone.cycles] };
        const widget = await draw({ chart_type, filters });
        const { data } = await dataOf(widget);
        expect(data.length).toBeGreaterThan(0);
        expect(data.filter((bar: any) => bar.count)).toEqual([]);
      },
    );

    it('go into files, too', async () => {
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
