import { GRID_ROWS, widgetExtents } from '@callboard/plugin-callboard-common';
import { oneDatabase } from '../../__testUtils__/databases';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import {
  aWidget,
  makeDashboardWorld,
} from './__testUtils__/makeDashboardWorld';

const path = '/workspaces/default/dashboards';
const ABSENT = '01900000-0000-7000-8000-000000000000';

describeCallboard(
  'what widgets may be',
  { databases: oneDatabase },
  callboard => {
    const world = makeDashboardWorld(callboard);
    let at: string;

    beforeAll(async () => {
      await world.enter();
      const { id } = await world.newDashboard('member');
      at = `${path}/${id}/widgets`;
    });

    const chart = (config: object) => ({
      ...aWidget,
      config: { ...aWidget.config, ...config },
    });
    const sized = (size: object) => ({
      ...aWidget,
      size: { x: 0, y: 0, width: 4, height: 4, ...size },
    });
    const many = Array.from({ length: 101 }, () => ABSENT);
    const above = { operator: '>', value: 1 };
    const own = (text: string) => JSON.parse(text);

    it.each<[string, object]>([
      ['widget_type', { title: 'x' }],
      ['widget_type', { widget_type: 'pie' }],
      ['title', { ...aWidget, title: 'x'.repeat(256) }],
      ['title', { ...aWidget, title: 911 }],
      ['colour', { ...aWidget, colour: 'red' }],
      ['config.x_axis', { widget_type: 'work_items_chart' }],
      ['config.x_axis', chart({ x_axis: 'MOON' })],
      ['config.x_axis', chart({ x_axis: '__proto__' })],
      ['config.x_axis', chart({ x_axis: 'constructor' })],
      ['config.x_axis', chart({ x_axis: 'MEMBER' })],
      ['config.group_by', chart({ group_by: 'STATES' })],
      ['config.metric', chart({ metric: 'toString' })],
      ['config.metric', chart({ metric: 'pending' })],
      ['config.colour', chart({ colour: 'red' })],
      ['config.chart_type', chart({ chart_type: 'burnt' })],
      ['config.limit', chart({ limit: 201 })],
      ['config.thresholds', chart({ thresholds: [{}] })],
      [
        'config.thresholds',
        {
          widget_type: 'project_stats',
          config: { thresholds: [{ ...above, severity: 'low' }] },
        },
      ],
      [
        'config.group_by',
        {
          widget_type: 'analytics_overview',
          config: { x_axis: 'STATES', group_by: 'STATES' },
        },
      ],
      ['config.filters.states', chart({ filters: { states: many } })],
      ['config.filters.weather', chart({ filters: { weather: [] } })],
      ['config.filters.member_ids', chart({ filters: { member_ids: [] } })],
      [
        'config.filters.__proto__',
        chart({ filters: own('{"__proto__": ["x"]}') }),
      ],
      ['config.filters.constructor', chart({ filters: { constructor: [] } })],
      ['config.date_range', chart({ date_range: 'last_8_days' })],
      ['size.width', sized({ width: 1 })],
      ['size.width', sized({ x: 9 })],
      ['size.width', sized({ width: 13 })],
      ['size.height', sized({ height: 1 })],
      ['size.height', sized({ height: 49 })],
      ['size.height', sized({ y: GRID_ROWS - 1, height: 2 })],
      ['size.x', sized({ x: -1 })],
      ['size.y', sized({ y: 0.5 })],
    ])('is not this %s', async (field, body) => {
      const answer = await callboard().as('member').post(at, body).expect(400);
      const fields = answer.body.error.problems.map((one: any) => one.field);
      expect(fields.join(' ')).toContain(`body.${field}`);
    });

    it('is a hundred values of a filter', async () => {
      const body = chart({ filters: { states: many.slice(1) } });
      const made = await callboard().as('member').post(at, body);
      expect(made.status).toBe(201);
    });

    it.each(Object.entries(widgetExtents))(
      'is a %s as small as it may be, and no smaller',
      async (widget_type, { least }) => {
        const config = /_chart|table/.test(widget_type)
          ? { chart_type: 'number' }
          : {};
        const send = (size: object) =>
          callboard()
            .as('member')
            .post(at, { widget_type, config, size: { x: 0, y: 0, ...size } });
        const answers = [
          await send(least),
          await send({ ...least, width: least.width - 1 }),
          await send({ ...least, height: least.height - 1 }),
        ];
        expect(answers.map(({ status }) => status)).toEqual([201, 400, 400]);
      },
    );
  },
);
