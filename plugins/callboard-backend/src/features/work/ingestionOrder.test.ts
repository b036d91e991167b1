import { setTimeout } from 'timers/promises';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { at, Desk } from './__testUtils__/Desk';

const entity_ref = 'component:default/payments-api';

/** A state of an item, as its source tells it at a moment. */
const state = (second: number, more: object = {}) => ({
  entity_ref,
  external_id: '1',
  updated_at: at(second),
  title: 'One',
  ...more,
});

describeCallboard('ingestion', { entities: landscape }, callboard => {
  let desk: Desk;
  const boss = () => callboard().as('superAdmin');

  beforeAll(async () => {
    desk = await Desk.open(callboard());
  });

  it('takes the same twice without a trace', async () => {
    const source = desk.newSource();
    const items = [1, 2, 3].map(number =>
      state(number, { external_id: `${number}` }),
    );
    await desk.ingest(source, items);
    const before = await desk.itemsOf(source);
    const traces = await countTraces();
    const again = await desk.ingest(source, items);
    expect(again.map(({ status }) => status)).toEqual(
      Array(3).fill('unchanged'),
    );
    expect(await desk.itemsOf(source)).toEqual(before);
    expect(await countTraces()).toBe(traces);
  });

  it('takes what two calls bring to two projects at once into one of them', async () => {
    const source = desk.newSource();
    const bring = (entity: string) =>
      desk.ingest(
        source,
        Array.from({ length: 50 }, (_, number) =>
          state(number, { entity_ref: entity, external_id: `${number}` }),
        ),
      );
    await boss()
      .put('/workspaces/default/projects/by-entity/system/default/shop')
      .expect(200);
    // Both have looked for the items, and found none, when they come to this.
    const numbers = await callboard().knex.transaction();
    await numbers('project_counters').increment('last_number', 1);
    const both = Promise.all([bring(entity_ref), bring('system:default/shop')]);
    await setTimeout(500);
    await numbers.commit();
    const [one, other] = await both;
    expect(one.map(({ id }) => id)).toEqual(other.map(({ id }) => id));
    const statuses = [...one, ...other].map(({ status }) => status);
    expect(statuses.filter(status => status === 'created')).toHaveLength(50);
    expect(statuses).not.toContain('failed');
  });

  it('tells of each state whether it changed what is seen', async () => {
    const source = desk.newSource();
    const results = await desk.ingest(source, [
      state(1, { title: 'A' }),
      state(2, { title: 'A' }),
      state(3, { title: 'B' }),
      state(4, { title: 'B' }),
      state(5, { title: 'A' }),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'created',
      'unchanged',
      'updated',
      'unchanged',
      'updated',
    ]);
    expect(await desk.itemsOf(source)).toMatchObject([
      { title: 'A', version: 1 },
    ]);
  });

  it('lets the newest win, and leaves alone what the source does not tell', async () => {
    const source = desk.newSource();
    await desk.ingest(source, [state(5, { title: 'Newer' })]);
    const [{ id }] = await desk.itemsOf(source);
    await desk.patch({ id }, { estimate_time: 30, priority: 'urgent' });
    const results = await desk.ingest(source, [
      state(4, { title: 'Older' }),
      state(6, { title: 'Newest', description: null }),
      state(3, { title: 'Oldest' }),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'outdated',
      'updated',
      'outdated',
    ]);
    expect(await desk.itemsOf(source)).toMatchObject([
      { title: 'Newest', estimate_time: 30, priority: 'urgent' },
    ]);
  });

  it('knows who made an item from the newest state, whatever came first', async () => {
    const source = desk.newSource();
    await desk.ingest(source, [
      state(1, { created_at: at(1), created_by: null }),
    ]);
    await desk.ingest(source, [
      state(2, { created_at: at(0), created_by: people.guest }),
    ]);
    await desk.ingest(source, [
      state(3, { created_at: null, created_by: null }),
    ]);
    expect(await desk.itemsOf(source)).toMatchObject([
      { created_at: at(0), created_by: people.guest },
    ]);
  });

  it('remembers the newest state also where that changes nothing', async () => {
    const source = desk.newSource();
    await desk.ingest(source, [state(1, { title: 'A' })]);
    const [before] = await desk.itemsOf(source);
    const [same] = await desk.ingest(source, [state(3, { title: 'A' })]);
    expect(same).toMatchObject({ status: 'unchanged', id: before.id });
    const [late] = await desk.ingest(source, [state(2, { title: 'B' })]);
    expect(late.status).toBe('outdated');
    expect(await desk.itemsOf(source)).toEqual([before]);
  });

  it('leaves an item in a state that suits its source', async () => {
    const source = desk.newSource();
    const open = ['backlog', 'unstarted', 'started'];
    const stateAfter = async (second: number, state_groups: string[]) => {
      await desk.ingest(source, [state(second, { state_groups })]);
      return (await desk.itemsOf(source))[0].state_id;
    };
    expect(await stateAfter(1, open)).toBe(desk.states.Backlog.id);
    const [made] = await desk.itemsOf(source);
    await desk.patch(made, { state_id: desk.states['In Review'].id });
    expect(await stateAfter(2, open)).toBe(desk.states['In Review'].id);
    expect(await stateAfter(3, ['completed'])).toBe(desk.states.Done.id);
    expect(await stateAfter(4, open)).toBe(desk.states.Backlog.id);
    expect(await stateAfter(5, ['cancelled'])).toBe(desk.states.Cancelled.id);
  });

  it('keeps gone what is gone, also when that is told first', async () => {
    const source = desk.newSource();
    const item = (external_id: string, second: number, more = {}) =>
      state(second, { external_id, ...more });
    await desk.ingest(source, [item('1', 1)]);
    await desk.ingest(source, [item('1', 1, { is_deleted: true })]);
    await desk.ingest(source, [item('2', 9, { is_deleted: true })]);
    const [{ id }] = await desk.ingest(source, [item('3', 1)]);
    await boss().delete(`${desk.path}/work-items/${id}`).expect(204);
    const results = await desk.ingest(source, [
      item('1', 2),
      item('2', 10),
      item('3', 2),
    ]);
    expect(results.map(({ status }) => status)).toEqual(
      Array(3).fill('deleted'),
    );
    expect(await desk.itemsOf(source)).toEqual([]);
  });

  async function countTraces(): Promise<number> {
    const [{ count }] = await callboard()
      .knex('activity')
      .count({ count: '*' });
    return Number(count);
  }
});
