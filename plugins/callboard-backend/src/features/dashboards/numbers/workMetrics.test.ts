import {
  NumberMetricName,
  WidgetConfig,
} from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { PersonName } from '../../../__testUtils__/startCallboard';
import {
  landscape,
  thing,
} from '../../../core/projects/__testUtils__/landscape';
import { TimeDesk, today } from '../../time/__testUtils__/TimeDesk';
import { addDays } from '../../time/rules/workingDays';
import { Desk } from '../../work/__testUtils__/Desk';

const HOUR_MS = 3_600_000;

const entities = [...landscape, thing('Component', 'other-api')];

describeCallboard('metrics of work', { entities }, callboard => {
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
  const numberOf = async (
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

  it('tell what is to be done, and by when', async () => {
    const desk = await Desk.open(callboard());
    const {
      Backlog,
      Todo,
      'In Progress': started,
      Done,
      Cancelled,
    } = desk.states;
    const due = (days: number) => addDays(today(), days);
    for (const [state, target_date] of [
      [Backlog, null],
      [Todo, due(-1)],
      [started, due(0)],
      [Done, due(-1)],
      [Cancelled, due(-1)],
    ] as const) {
      await desk.make({ state_id: state.id, target_date });
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
      numbers[metric] = await numberOf(metric, desk.pid);
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

  it('have a line beside what was completed in a range', async () => {
    const desk = await Desk.open(callboard());
    await desk.make({ state_id: desk.states.Done.id });
    const { value, spark } = await ask('superAdmin', {
      chart_type: 'number',
      metric: 'completed',
      x_axis: 'COMPLETED_AT',
      date_range: { start: addDays(today(), -2), end: today() },
      filters: { project_ids: [desk.pid] },
    });
    expect(value).toBe(spark[2]);
    expect(spark).toEqual([0, 0, expect.any(Number)]);
  });

  it('have the median of the hours from start to end', async () => {
    const desk = await Desk.open(callboard(), 'payments_api');
    const { 'In Progress': started, Done } = desk.states;
    expect(await numberOf('cycle_time_hours', desk.pid)).toBeNull();
    for (const [priority, hours] of [
      ['low', 1],
      ['low', 2],
      ['low', 9],
      ['low', 4],
      ['high', 5],
    ] as const) {
      const item = await desk.make({ state_id: started.id, priority });
      await desk.patch(item, { state_id: Done.id });
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
    // An item that was never started has none.
    await desk.make({ state_id: Done.id });
    const { data, total } = await ask('superAdmin', {
      x_axis: 'PRIORITY',
      metric: 'cycle_time_hours',
      filters: { project_ids: [desk.pid] },
    });
    expect(data).toEqual([
      { key: 'high', name: 'High', count: 5 },
      { key: 'low', name: 'Low', count: 3 },
    ]);
    expect(total).toBe(4);
  });

  it('have time for the members of a project alone', async () => {
    const { desk } = await TimeDesk.open(callboard(), 'other-api');
    const item = await desk.make({ estimate_time: 120 });
    const over = await desk.make({ estimate_time: 30 });
    const log = (of: { id: string }, duration_minutes: number) =>
      desk
        .as('superAdmin')
        .post(`${desk.path}/work-items/${of.id}/worklogs`, {
          duration_minutes,
          logged_at: today(),
        })
        .expect(201);
    await log(item, 45);
    await log(over, 60);
    expect(await numberOf('logged_minutes', desk.pid)).toBe(105);
    expect(await numberOf('remaining_minutes', desk.pid)).toBe(75);
    expect(await numberOf('logged_minutes', desk.pid, 'member')).toBe(105);
    await callboard().as('reader').get('/me').expect(200);
    expect(await numberOf('logged_minutes', desk.pid, 'reader')).toBe(0);
  });
});
