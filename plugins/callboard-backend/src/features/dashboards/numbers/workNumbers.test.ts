import {
  NumberAxisName,
  WidgetBars,
  WidgetConfig,
  WorkItem,
} from '@callboard/plugin-callboard-common';
import { countBy } from 'lodash';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { PersonName } from '../../../__testUtils__/startCallboard';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { newId } from '../../../database/ids';
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

  const counted = (axis: NumberAxisName) =>
    countBy(items.flatMap(item => keysOf(axis, item)));

  const barsOf = ({ data }: Pick<WidgetBars, 'data'>) =>
    Object.fromEntries(data.map(({ key, count }) => [key, count]));

  it.each(axes)('by %s are those of the list', async x_axis => {
    const answer = await ask('superAdmin', { x_axis });
    expect(barsOf(answer)).toEqual(counted(x_axis));
    expect(answer.total).toBe(ITEMS);
  });
});

describeCallboard(
  'numbers of very many states',
  { entities: landscape },
  callboard => {
    const STATES = 1_100;

    it('are in the order of the workflow', async () => {
      const { knex } = callboard();
      const desk = await Desk.open(callboard());
      const { id } = await desk.make({ state_id: desk.states.Done.id });
      const state = await knex('work_states')
        .where({ id: desk.states.Backlog.id })
        .first();
      const item = await knex('work_items').where({ id }).first();
      const states = Array.from({ length: STATES }, (_, n) => ({
        ...state,
        ...{ id: newId(n), name: `S${n}`, sort_name: `S${n}` },
        sequence: 100_000 + n,
      }));
      await knex.batchInsert('work_states', states, 50);
      await knex.batchInsert(
        'work_items',
        states.map((each, n) => ({
          ...item,
          ...{ id: newId(n), number: 1_000 + n, state_id: each.id },
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
