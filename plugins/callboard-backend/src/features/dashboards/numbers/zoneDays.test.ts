import {
  Interval,
  NumberAxisName,
  WidgetBars,
  WidgetType,
} from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { updateMany } from '../../../database/bulk';
import { dateInZone } from '../../../database/zones';
import { addRows } from '../../activity/__testUtils__/activityRows';
import { countAll } from '../../activity/__testUtils__/countAll';
import { Desk } from '../../work/__testUtils__/Desk';
import { makeDashboardWorld } from '../__testUtils__/makeDashboardWorld';

const ROOT = '/workspaces/default';

/** The first instant of a day, the first of the next one, and which days they are. */
interface Turn {
  zone: string;
  what: string;
  day: string;
  from: string;
  next: string;
  to: string;
}

const turns: Turn[] = [
  {
    ...{
      zone: 'Pacific/Kiritimati',
      what: 'that begins fourteen hours before it does in UTC',
    },
    ...{ day: '2026-03-08', from: '2026-03-07T10:00:00Z' },
    ...{ next: '2026-03-09', to: '2026-03-08T10:00:00Z' },
  },
  {
    ...{ zone: 'Europe/Berlin', what: 'of 23 hours' },
    ...{ day: '2026-03-29', from: '2026-03-28T23:00:00Z' },
    ...{ next: '2026-03-30', to: '2026-03-29T22:00:00Z' },
  },
  {
    ...{ zone: 'Europe/Berlin', what: 'of 25 hours' },
    ...{ day: '2025-10-26', from: '2025-10-25T22:00:00Z' },
    ...{ next: '2025-10-27', to: '2025-10-26T23:00:00Z' },
  },
  {
    ...{ zone: 'America/New_York', what: 'of 23 hours' },
    ...{ day: '2026-03-08', from: '2026-03-08T05:00:00Z' },
    ...{ next: '2026-03-09', to: '2026-03-09T04:00:00Z' },
  },
  {
    ...{ zone: 'Australia/Lord_Howe', what: 'of 24 hours and a half' },
    ...{ day: '2026-04-05', from: '2026-04-04T13:00:00Z' },
    ...{ next: '2026-04-06', to: '2026-04-05T13:30:00Z' },
  },
  {
    ...{ zone: 'Asia/Beirut', what: 'that begins at one, without a midnight' },
    ...{ day: '2026-03-29', from: '2026-03-28T22:00:00Z' },
    ...{ next: '2026-03-30', to: '2026-03-29T21:00:00Z' },
  },
  {
    ...{ zone: 'Asia/Beirut', what: 'whose last hour comes twice' },
    ...{ day: '2025-10-25', from: '2025-10-24T21:00:00Z' },
    ...{ next: '2025-10-26', to: '2025-10-25T22:00:00Z' },
  },
  {
    ...{ zone: 'Pacific/Apia', what: 'before one that never was' },
    ...{ day: '2011-12-29', from: '2011-12-29T10:00:00Z' },
    ...{ next: '2011-12-31', to: '2011-12-30T10:00:00Z' },
  },
];

const sources: Array<[WidgetType, NumberAxisName]> = [
  ['work_items_chart', 'CREATED_AT'],
  ['work_items_chart', 'COMPLETED_AT'],
  ['activity_chart', 'DAY'],
];

describeCallboard(
  'numbers of days in zones',
  { entities: landscape },
  callboard => {
    const world = makeDashboardWorld(callboard);
    const ids: string[] = [];
    let board: string;
    let workspace: string;

    beforeAll(async () => {
      await world.enter();
      const desk = await Desk.open(callboard());
      for (let nth = 0; nth < 4; nth += 1) {
        ids.push((await desk.make({ state_id: desk.states.Done.id })).id);
      }
      const dashboard = await world.newDashboard('superAdmin');
      board = `${ROOT}/dashboards/${dashboard.id}`;
      const { body } = await callboard().as('superAdmin').get(ROOT).expect(200);
      workspace = body.id;
    });

    const draw = async (widget_type: WidgetType, config: object) => {
      const { body } = await callboard()
        .as('superAdmin')
        .post(`${board}/widgets`, { widget_type, config })
        .expect(201);
      return `${board}/widgets/${body.id}`;
    };
    const get = async (path: string, query: Record<string, string>) => {
      const { body } = await callboard()
        .as('superAdmin')
        .get(`${path}?${new URLSearchParams(query)}`)
        .expect(200);
      return body;
    };
    const barsOf = ({ data }: WidgetBars) =>
      Object.fromEntries(data.map(({ key, count }) => [key, count]));

    /** Lets each of four things be at an instant, and the log have them, too. */
    const settle = async (action: string, instants: number[]) => {
      const { knex } = callboard();
      await updateMany(
        knex,
        'work_items',
        instants.map((instant, nth) => ({
          id: ids[nth],
          created_at: new Date(instant),
          completed_at: new Date(instant),
        })),
      );
      const rows = instants.map(created_at => ({ action, created_at }));
      await addRows(knex, workspace, rows.slice(0, 2));
      await countAll(knex);
      // The last are read from the log itself.
      await addRows(knex, workspace, rows.slice(2));
    };

    describe.each(turns)(
      'on a day $what, in $zone',
      ({ zone, day, from, next, to }) => {
        const action = `turn-${zone}-${day}`;
        const [begin, end] = [from, to].map(Date.parse);
        const before = new Date(Date.parse(day) - 86_400_000)
          .toISOString()
          .slice(0, 10);

        beforeAll(() => settle(action, [begin - 1, begin, end - 1, end]));

        it.each(sources)(
          'are of that day from its first instant to its last: %s by %s',
          async (widget_type, x_axis) => {
            const isOfLog = widget_type === 'activity_chart';
            const filters = isOfLog ? { actions: [action] } : {};
            const widget = await draw(widget_type, { x_axis, filters });
            const query = { tz: zone, start: before, end: next };
            const told = await get(`${widget}/data`, query);
            const counted = { [before]: 1, [day]: 2, [next]: 1 };
            expect(barsOf(told)).toMatchObject(counted);
            expect(told.total).toBe(4);
            for (const [key, total] of Object.entries(counted)) {
              const rows = await get(`${widget}/rows`, { ...query, key });
              expect(rows.total).toBe(total);
            }
            const alone = await get(`${widget}/data`, {
              ...{ tz: zone, start: day, end: day },
            });
            expect(barsOf(alone)).toEqual({ [day]: 2 });
            expect(alone).toMatchObject({ total: 2, previous_total: 1 });
          },
        );
      },
    );

    it('are none of a day that never was', async () => {
      const widget = await draw('work_items_chart', { x_axis: 'CREATED_AT' });
      const never = '2011-12-30';
      expect(
        await get(`${widget}/data`, {
          ...{ tz: 'Pacific/Apia', start: never, end: never },
        }),
      ).toMatchObject({ data: [{ key: never, count: 0 }], total: 0 });
    });

    it.each<[string, number, string, string]>([
      ['Sunday', 7, '2026-03-08', '2026-03-01'],
      ['Monday', 1, '2026-03-02', '2026-02-23'],
      ['Saturday', 6, '2026-03-07', '2026-02-28'],
    ])(
      'have the first instant of a Sunday far east in its week, from %s on',
      async (_, week_start, week, weekBefore) => {
        await callboard()
          .as('superAdmin')
          .patch(ROOT, { week_start })
          .expect(200);
        const sunday = Date.parse('2026-03-07T10:00:00Z');
        const action = `week-${week_start}`;
        const days = [sunday - 1, sunday, sunday + 1, sunday + 2];
        await settle(action, days);
        for (const [widget_type, x_axis] of sources) {
          const isOfLog = widget_type === 'activity_chart';
          const widget = await draw(widget_type, {
            ...{ x_axis, interval: 'week' as Interval },
            filters: isOfLog ? { actions: [action] } : {},
          });
          const query = {
            ...{ tz: 'Pacific/Kiritimati' },
            ...{ start: '2026-02-28', end: '2026-03-08' },
          };
          const told = await get(`${widget}/data`, query);
          const isApart = week_start === 7;
          const bars = barsOf(told);
          expect(bars[week]).toBe(isApart ? 3 : 4);
          expect(bars[weekBefore]).toBe(isApart ? 1 : 0);
          const rows = await get(`${widget}/rows`, { ...query, key: week });
          expect(rows.total).toBe(bars[week]);
        }
      },
    );

    it.each([
      ['Pacific/Kiritimati', 7, 'Sunday'],
      ['Pacific/Pago_Pago', 7, 'Sunday'],
      ['Pacific/Kiritimati', 1, 'Monday'],
    ])(
      'of this week in %s have its seven days, from %d on: a %s',
      async (zone, week_start, first) => {
        await callboard()
          .as('superAdmin')
          .patch(ROOT, { week_start })
          .expect(200);
        const widget = await draw('work_items_chart', { x_axis: 'CREATED_AT' });
        const range = { tz: zone, date_range: 'this_week' };
        const { data } = await get(`${widget}/data`, range);
        const days = data.map(({ key }: { key: string }) => key);
        const weekday = new Intl.DateTimeFormat('en', {
          ...{ timeZone: 'UTC', weekday: 'long' },
        });
        expect(weekday.format(Date.parse(days[0]))).toBe(first);
        expect(days).toHaveLength(7);
        expect(days).toContain(dateInZone(Date.now(), zone));
      },
    );
  },
);
