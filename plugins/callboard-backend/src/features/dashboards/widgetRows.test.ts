import {
  NumberAxis,
  numberAxes,
  NumberAxisName,
  WidgetBars,
  WidgetType,
} from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { PersonName } from '../../__testUtils__/startCallboard';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { TimeDesk, today } from '../time/__testUtils__/TimeDesk';
import { addDays } from '../time/rules/workingDays';
import { makeDashboardWorld } from './__testUtils__/makeDashboardWorld';

const ROOT = '/workspaces/default/dashboards';

const axesOf = (source: NumberAxis['sources'][number]) =>
  (Object.keys(numberAxes) as NumberAxisName[]).filter(axis =>
    (numberAxes[axis] as NumberAxis).sources.includes(source),
  );

describeCallboard(
  'what is behind the bars of widgets',
  { entities: landscape },
  callboard => {
    const world = makeDashboardWorld(callboard);
    let id: string;

    const openDesk = async (name: string) => {
      const time = await TimeDesk.open(callboard(), name);
      return {
        ...{ time, desk: time.desk },
        log: (item: { id: string }, n: number) =>
          time.log(
            'member',
            {
              logged_at: addDays(today(), -n),
              is_billable: n > 0,
              activity_type: n > 0 ? 'meeting' : null,
            },
            item,
          ),
      };
    };

    beforeAll(async () => {
      await world.enter();
      for (const name of ['payments-api', 'payments_api']) {
        const { desk, ...time } = await openDesk(name);
        const label = await desk.set('labels', { name: 'a', color: '#112233' });
        const cycle = await desk.set('cycles', { name: 'Sprint' });
        for (const [n, priority] of ['low', 'high', 'none'].entries()) {
          const item = await desk.make({
            priority,
            state_id: Object.values(desk.states)[n + 1].id,
            labels: n > 0 ? [label.id] : [],
            cycle_id: n > 1 ? cycle.id : null,
            estimate_points: n > 0 ? n / 2 : null,
            target_date: n > 0 ? addDays(today(), n * 9) : null,
          });
          await time.log(item, n);
        }
        await desk.make({
          state_id: desk.states.Triage.id,
          title: 'Not looked at yet',
        });
      }
      ({ id } = await world.newDashboard('superAdmin', { access: 'shared' }));
    });

    const addWidget = async (widget_type: WidgetType, config: object) => {
      const { body } = await callboard()
        .as('superAdmin')
        .post(`${ROOT}/${id}/widgets`, { widget_type, config })
        .expect(201);
      return `${ROOT}/${id}/widgets/${body.id}`;
    };
    const get = async (who: PersonName, path: string): Promise<any> => {
      const { body } = await callboard().as(who).get(path).expect(200);
      return body;
    };

    /** How many rows each bar and each group of it has, and what they count. */
    const compare = async (who: PersonName, path: string) => {
      const { data, schema }: WidgetBars = await get(who, `${path}/data`);
      const totals: Record<string, unknown> = {};
      const counts: Record<string, unknown> = {};
      for (const bar of data) {
        for (const group of [undefined, ...Object.keys(schema)]) {
          const query = new URLSearchParams({
            key: bar.key,
            ...(group && { group }),
          });
          const rows = await get(who, `${path}/rows?${query}`);
          totals[`${query}`] = rows.total;
          counts[`${query}`] = bar[group ?? 'count'];
        }
      }
      return { totals, counts };
    };

    it.each(axesOf('work_items'))('are the items by %s', async x_axis => {
      const group_by = x_axis === 'PRIORITY' ? 'LABELS' : 'PRIORITY';
      const path = await addWidget('work_items_chart', {
        ...{ x_axis, group_by },
        interval: 'week',
      });
      const { totals, counts } = await compare('superAdmin', path);
      expect(Object.keys(totals).length).toBeGreaterThan(1);
      expect(totals).toEqual(counts);
      const all = await get('superAdmin', `${path}/rows`);
      expect(all.items.map(({ title }: any) => title)).not.toContain(
        'Not looked at yet',
      );
    });

    it.each(axesOf('time'))('are the entries by %s', async x_axis => {
      const group_by = x_axis === 'BILLABLE' ? 'MEMBER' : 'BILLABLE';
      const path = await addWidget('time_chart', { x_axis, group_by });
      const { totals, counts } = await compare('member', path);
      expect(Object.keys(totals).length).toBeGreaterThan(1);
      expect(totals).toEqual(counts);
    });

    it.each(axesOf('activity'))(
      'are the rows of the log by %s',
      async x_axis => {
        const path = await addWidget('activity_chart', { x_axis });
        const { totals, counts } = await compare('member', path);
        expect(Object.keys(totals).length).toBeGreaterThan(0);
        expect(totals).toEqual(counts);
      },
    );

    it('are those of groups that are called as the fields of bars are', async () => {
      const types = ['count', '=count', '==count', 'name', 'key', '=', 'kind'];
      const { time } = await openDesk('payments-api');
      for (const [nth, activity_type] of types.entries()) {
        for (let times = 0; times <= nth; times += 1) {
          const entry = await time.log('member');
          // The settings of a workspace may have contained such a name.
          await callboard()
            .knex('worklogs')
            .where({ id: entry.id })
            .update({ activity_type });
        }
      }
      const path = await addWidget('time_chart', {
        x_axis: 'MEMBER',
        group_by: 'ACTIVITY_TYPE',
        metric: 'logged_minutes',
      });
      const { schema }: WidgetBars = await get('member', `${path}/data`);
      const field = (name: string) =>
        Object.keys(schema).find(key => schema[key] === name)!;
      expect(types.map(field)).toEqual([
        ...['=count', '==count', '===count', '=name', '=key', '=', 'kind'],
      ]);
      for (const [nth, type] of types.entries()) {
        const query = new URLSearchParams({ group: field(type) });
        const { items } = await get('member', `${path}/rows?${query}`);
        expect(items.map((entry: any) => [entry.activity_type])).toEqual(
          Array.from({ length: nth + 1 }, () => [type]),
        );
      }
    });

    it('are only those within the range, in pages', async () => {
      const path = await addWidget('time_chart', {
        x_axis: 'LOGGED_AT',
        interval: 'month',
        date_range: { start: addDays(today(), -1), end: today() },
      });
      const first = await get('superAdmin', `${path}/rows?limit=3`);
      expect(first).toMatchObject({ total: 4, total_minutes: 120 });
      const next = await get(
        'superAdmin',
        `${path}/rows?limit=3&cursor=${first.next_cursor}`,
      );
      expect([first.items.length, next.items.length]).toEqual([3, 1]);
    });

    it.each([
      ['key=nobody', 'STATES'],
      ['key=2026-13-01', 'CREATED_AT'],
      ['key=__proto__', 'PROJECT'],
      ['key=x', 'ESTIMATE_POINTS'],
      ['group=high', 'STATES'],
    ])('are refused for %s of %s', async (query, x_axis) => {
      const path = await addWidget('work_items_chart', { x_axis });
      const { status } = await callboard()
        .as('superAdmin')
        .get(`${path}/rows?${query}`);
      expect(status).toBe(400);
    });

    it.each([
      ['key=none', 'time_chart', 'LOGGED_AT'],
      ['key=none', 'activity_chart', 'DAY'],
      ['key=none', 'time_chart', 'BILLABLE'],
      ['key=foo', 'time_chart', 'BILLABLE'],
    ] as const)(
      'are refused for %s of a %s by %s, whatever its interval',
      async (query, widget_type, x_axis) => {
        for (const interval of ['day', 'week', 'month']) {
          const path = await addWidget(widget_type, { x_axis, interval });
          const { status, body } = await callboard()
            .as('superAdmin')
            .get(`${path}/rows?${query}`);
          expect(status).toBe(400);
          expect(body.error.problems).toEqual([
            { field: 'query.key', reason: `is not a key of ${x_axis}` },
          ]);
        }
      },
    );

    it('are none of a text', async () => {
      const path = await addWidget('text', { text: 'Hello' });
      const { status } = await callboard().as('guest').get(`${path}/rows`);
      expect(status).toBe(404);
    });
  },
);
