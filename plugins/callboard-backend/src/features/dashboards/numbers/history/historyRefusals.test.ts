import { describeCallboard } from '../../../../__testUtils__/describeCallboard';
import { landscape } from '../../../../core/projects/__testUtils__/landscape';
import { days, makeMarch } from './__testUtils__/makeMarch';

const ABSENT = '01900000-0000-7000-8000-000000000000';
const PREVIEW = '/workspaces/default/dashboards/preview';

describeCallboard(
  'charts over time, refused',
  { entities: landscape },
  callboard => {
    let march: Awaited<ReturnType<typeof makeMarch>>;

    beforeAll(async () => {
      march = await makeMarch(callboard());
    });

    it.each([
      ['burndown', 'group=ideal'],
      ['burndown', 'group=completed'],
      ['burndown', 'group=__proto__'],
      ['burndown', 'key=2026-13-01'],
      ['burnup', `key=${ABSENT}`],
      ['cumulative_flow', 'group=triage'],
      ['cumulative_flow', 'group=constructor'],
      ['created_vs_completed', 'group=cancelled'],
      ['created_vs_completed', 'key=2026-03'],
      ['cycle_time', 'key=2026-03-01'],
      ['cycle_time', `key=${ABSENT}&group=completed_at`],
    ] as const)('have no rows of a %s for %s', async (chart_type, query) => {
      await march.draw({ chart_type, date_range: days(1, 6) });
      expect(await march.world.refusal(query)).toBe(400);
    });

    it.each<[string, string, object]>([
      ['work_items_chart', 'config.x_axis', { x_axis: 'STATES' }],
      ['work_items_chart', 'config.group_by', { group_by: 'STATES' }],
      ['work_items_chart', 'config.metric', { metric: 'people' }],
      ['work_items_chart', 'config.metric', { metric: 'pending' }],
      [
        'work_items_chart',
        'config.filters.cycles',
        { filters: { cycles: [ABSENT, ABSENT] } },
      ],
      [
        'work_items_chart',
        'config.filters.cycles',
        { filters: { cycles: [null] } },
      ],
      [
        'work_items_chart',
        'config.date_range',
        { date_range: { start: '2020-01-01', end: '2026-01-01' } },
      ],
      [
        'work_items_chart',
        'config.metric',
        { chart_type: 'cycle_time', metric: 'count' },
      ],
      [
        'work_items_chart',
        'config.metric',
        { chart_type: 'cumulative_flow', metric: 'estimate_minutes' },
      ],
      ['time_chart', 'config.chart_type', {}],
      ['people_chart', 'config.chart_type', {}],
      ['activity_chart', 'config.chart_type', {}],
    ])('refuse a %s with a wrong %s', async (widget_type, field, config) => {
      const { body } = await callboard()
        .as('member')
        .post(PREVIEW, {
          widget_type,
          config: { chart_type: 'burndown', ...config },
        })
        .expect(400);
      const fields = body.error.problems.map(
        (one: { field: string }) => one.field,
      );
      expect(fields).toContain(`body.${field}`);
    });
  },
);
