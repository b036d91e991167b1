import {
  numberAxes,
  NumberAxisName,
  WidgetBars,
  WidgetConfig,
  WorkItem,
} from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { groupBy, sum, uniq } from 'lodash';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { PersonName } from '../../../__testUtils__/startCallboard';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { Desk } from '../../work/__testUtils__/Desk';

const ITEMS = 60;
const PREVIEW = '/workspaces/default/dashboards/preview';

/** The values that an item has on an axis, as they are told. */
const valuesOf: Partial<
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
const axes = Object.keys(valuesOf) as NumberAxisName[];

const keysOf = (axis: NumberAxisName, item: WorkItem) => {
  const values = valuesOf[axis]!(item);
  return values.length > 0
    ? values.map(value => String(value ?? 'none'))
    : ['none'];
};

const metrics = {
  count: (items: WorkItem[]) => items.length,
  estimate_points: (items: WorkItem[]) =>
    sum(items.map(item => item.estimate_points ?? 0)),
  estimate_minutes: (items: WorkItem[]) =>
    sum(items.map(item => item.estimate_time ?? 0)),
  people: (items: WorkItem[]) =>
    uniq(items.flatMap(item => item.assignees)).length,
  throughput: (items: WorkItem[]) =>
    items.filter(item => item.completed_at).length,
};
type Metric = keyof typeof metrics;

describeCallboard('numbers of work', { entities: landscape }, callboard => {
  const desks: Desk[] = [];
  const items: WorkItem[] = [];

  /** Numbers from a fixed sequence, so that every run has the same items. */
  let seed = 7;
  const pick = <T>(choices: readonly T[]): T => {
    seed = (seed * 16_807) % 2_147_483_647;
    return choices[seed % choices.length];
  };

  beforeAll(async () => {
    for (const name of ['payments-api', 'payments_api']) {
      desks.push(await Desk.open(callboard(), name));
    }
    const day = (n: number) =>
      new Date(Date.now() - n * 86_400_000).toISOString().slice(0, 10);
    for (const desk of desks) {
      const labels = [
        await desk.set('labels', { name: 'count', color: '#112233' }),
        await desk.set('labels', { name: 'constructor', color: '#112233' }),
      ];
      const cycle = await desk.set('cycles', { name: 'Sprint' });
      const module = await desk.set('modules', { name: '__proto__' });
      const states = Object.values(desk.states).filter(
        ({ group }) => group !== 'triage',
      );
      for (let n = 0; n < ITEMS / 2; n += 1) {
        items.push(
          await desk.make({
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
      .post(`${PREVIEW}?${query}`, { widget_type: 'work_items_chart', config })
      .expect(200);
    return body;
  };

  const counted = (axis: NumberAxisName, metric: Metric, among: WorkItem[]) =>
    Object.fromEntries(
      Object.entries(
        groupBy(
          among.flatMap(item => keysOf(axis, item).map(key => ({ key, item }))),
          'key',
        ),
      ).map(([key, found]) => [
        key,
        metrics[metric](found.map(({ item }) => item)),
      ]),
    );

  const barsOf = ({ data }: Pick<WidgetBars, 'data'>) =>
    Object.fromEntries(data.map(({ key, count }) => [key, count]));

  /** The numbers of the groups in each bar. */
  const groupsOf = ({ data, schema }: WidgetBars) =>
    data.map(bar => Object.keys(schema).map(key => bar[key]));

  const countedIn = (
    { data, schema }: WidgetBars,
    x_axis: NumberAxisName,
    group_by: NumberAxisName | null,
    metric: Metric,
    among: WorkItem[],
  ) =>
    data.map(({ key }) => {
      const inBar = among.filter(item => keysOf(x_axis, item).includes(key));
      const groups = group_by ? counted(group_by, metric, inBar) : {};
      return Object.keys(schema).map(group => groups[group] ?? 0);
    });

  it.each(axes)('by %s are those of the list', async x_axis => {
    const answer = await ask('superAdmin', { x_axis });
    expect(barsOf(answer)).toEqual(counted(x_axis, 'count', items));
    expect(answer.total).toBe(ITEMS);
  });

  it('are those of the list for any axes, metric and filters', async () => {
    let reached = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...axes),
        fc.option(fc.constantFrom(...axes)),
        fc.constantFrom(...(Object.keys(metrics) as Metric[])),
        fc.subarray(['urgent', 'low', 'none'] as const),
        async (x_axis, group, metric, priority) => {
          const group_by = group === x_axis ? null : group;
          const isFit =
            metric !== 'throughput' ||
            [x_axis, group_by].every(
              axis =>
                !axis ||
                axis === 'COMPLETED_AT' ||
                numberAxes[axis].order !== 'date',
            );
          if (!isFit) return;
          const answer = await ask('superAdmin', {
            x_axis,
            group_by,
            metric,
            filters: { priority: [...priority] },
            limit: 200,
          });
          const among = items.filter(
            item =>
              (priority.length === 0 ||
                priority.includes(item.priority as any)) &&
              (metric !== 'throughput' || item.completed_at),
          );
          reached += Math.sign(among.length);
          expect(answer.total).toBe(metrics[metric](among));
          expect(barsOf(answer)).toEqual(counted(x_axis, metric, among));
          expect(groupsOf(answer)).toEqual(
            countedIn(answer, x_axis, group_by, metric, among),
          );
        },
      ),
      { numRuns: 60 },
    );
    expect(reached).toBeGreaterThan(30);
  });
});
