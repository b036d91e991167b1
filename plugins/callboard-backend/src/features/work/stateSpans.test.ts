import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { at, Desk } from './__testUtils__/Desk';

/** A state of an item, as its source tells it at a moment. */
const told = (second: number, group: string, more: object = {}) => ({
  entity_ref: 'component:default/payments-api',
  external_id: '1',
  title: 'One',
  created_at: at(0),
  updated_at: at(second),
  state_groups: [group],
  ...more,
});

describeCallboard('the states of items', { entities: landscape }, callboard => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open(callboard());
  });

  const enter = (item: { id: string }, state: string) =>
    desk.patch(item, { state_id: desk.states[state].id });

  /** Whether an item is where a source has told it to be, since when. */
  async function ingested(...calls: object[][]) {
    const source = desk.newSource();
    for (const items of calls) {
      await desk.ingest(source, items);
    }
    const [item] = await desk.itemsOf(source);
    return {
      item,
      spans: await desk.spansOf(item),
      started_at: await desk.startOf(item),
    };
  }

  it('follow one another through its life', async () => {
    const made = await desk.make();
    const begun = await enter(made, 'In Progress');
    await desk.patch(made, { title: 'Still in progress' });
    const back = await enter(made, 'Backlog');
    const again = await enter(made, 'In Progress');
    const done = await enter(made, 'Done');
    expect(await desk.spansOf(made)).toEqual([
      ['Backlog', made.created_at, begun.updated_at],
      ['In Progress', begun.updated_at, back.updated_at],
      ['Backlog', back.updated_at, again.updated_at],
      ['In Progress', again.updated_at, done.updated_at],
      ['Done', done.completed_at, null],
    ]);
    expect(await desk.startOf(made)).toBe(begun.updated_at);
    expect(done).not.toHaveProperty('started_at');
  });

  it('begin with the one that the item is made in', async () => {
    const { id } = desk.states['In Progress'];
    const made = await desk.make({ state_id: id });
    expect(await desk.spansOf(made)).toEqual([
      ['In Progress', made.created_at, null],
    ]);
    expect(await desk.startOf(made)).toBe(made.created_at);
  });

  it('stay when an item is deleted', async () => {
    const made = await desk.make();
    await desk
      .as('superAdmin')
      .delete(`${desk.path}/work-items/${made.id}`)
      .expect(204);
    expect(await desk.spansOf(made)).toEqual([
      ['Backlog', made.created_at, null],
    ]);
  });

  it('change for many items at once', async () => {
    const [one, other] = [await desk.make(), await desk.make()];
    const already = await desk.make({ state_id: desk.states.Done.id });
    await desk
      .as('superAdmin')
      .post(`${desk.path}/work-items/bulk-update`, {
        ids: [one.id, already.id, other.id],
        changes: { state_id: desk.states.Done.id },
      })
      .expect(200);
    const { completed_at } = await desk.read(one);
    expect(completed_at).not.toBeNull();
    for (const item of [one, other]) {
      expect(await desk.spansOf(item)).toEqual([
        ['Backlog', item.created_at, completed_at],
        ['Done', completed_at, null],
      ]);
    }
    expect(await desk.spansOf(already)).toEqual([
      ['Done', already.created_at, null],
    ]);
    expect(await desk.startOf(one)).toBeNull();
  });

  it('go on elsewhere when a state is deleted, and still name it', async () => {
    const state = await desk.set('states', { name: 'Odd', group: 'started' });
    const made = await desk.make({ state_id: state.id });
    await desk
      .as('superAdmin')
      .delete(
        `${desk.path}/states/${state.id}?reassign_to=${desk.states.Todo.id}`,
      )
      .expect(204);
    const { updated_at } = await desk.read(made);
    expect(await desk.spansOf(made)).toEqual([
      ['Odd', made.created_at, updated_at],
      ['Todo', updated_at, null],
    ]);
  });

  it('are as old as their source tells', async () => {
    const { spans, started_at } = await ingested(
      [told(1, 'backlog')],
      [told(2, 'started')],
      [told(3, 'started', { title: 'Two' })],
      [told(9, 'completed', { completed_at: at(5) })],
    );
    expect(spans).toEqual([
      ['Backlog', at(0), at(2)],
      ['In Progress', at(2), at(5)],
      ['Done', at(5), null],
    ]);
    expect(started_at).toBe(at(2));
  });

  it('are all kept when they come in one call', async () => {
    const states = [
      told(1, 'backlog'),
      told(2, 'started'),
      told(4, 'completed', { completed_at: null }),
      told(3, 'cancelled'),
      told(6, 'started'),
    ];
    const { spans, started_at } = await ingested(states.slice(0, 1), [
      ...states,
    ]);
    expect(spans).toEqual([
      ['Backlog', at(0), at(2)],
      ['In Progress', at(2), at(4)],
      ['Done', at(4), at(6)],
      ['In Progress', at(6), null],
    ]);
    expect(started_at).toBe(at(2));
    expect((await ingested(states)).spans).toEqual(spans);
  });

  it.each([
    ['started', {}, ['In Progress', at(7), null], at(7)],
    ['cancelled', {}, ['Cancelled', at(7), null], null],
    ['completed', {}, ['Done', at(7), null], null],
    ['completed', { completed_at: at(5) }, ['Done', at(5), null], null],
  ])(
    'begin where they are known, if the item is %s when it comes %j',
    async (group, more, span, start) => {
      const { spans, started_at } = await ingested([told(7, group, more)]);
      expect(spans).toEqual([span]);
      expect(started_at).toBe(start);
    },
  );

  it('never end before they begin, whatever is told late', async () => {
    const { item } = await ingested([told(1, 'backlog')]);
    const begun = await enter(item, 'In Progress');
    await desk.ingest(item.source, [
      told(9, 'completed', { completed_at: at(4) }),
    ]);
    const done = await desk.read(item);
    expect(done.completed_at).toBe(at(4));
    expect(await desk.spansOf(item)).toEqual([
      ['Backlog', at(0), begun.updated_at],
      // It took no time in progress.
      ['Done', begun.updated_at, null],
    ]);
    expect(await desk.startOf(item)).toBe(at(4));
    const reopened = await enter(item, 'Backlog');
    expect(await desk.spansOf(item)).toEqual([
      ['Backlog', at(0), begun.updated_at],
      ['Done', begun.updated_at, reopened.updated_at],
      ['Backlog', reopened.updated_at, null],
    ]);
  });

  it('are not entered in times to come', async () => {
    const { item, spans } = await ingested(
      [told(1, 'backlog')],
      [told(2, 'completed', { completed_at: '2999-01-01T00:00:00.000Z' })],
    );
    expect(spans).toEqual([
      ['Backlog', at(0), item.updated_at],
      ['Done', item.updated_at, null],
    ]);
  });

  it('go on for items whose earlier ones nobody has kept', async () => {
    const made = await desk.make();
    await callboard()
      .knex('work_item_states')
      .where({ work_item_id: made.id })
      .delete();
    const begun = await enter(made, 'In Progress');
    expect(await desk.spansOf(made)).toEqual([
      ['In Progress', begun.updated_at, null],
    ]);
  });
});
