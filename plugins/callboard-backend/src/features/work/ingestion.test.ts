import { IngestionResult, WorkItem } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { omit } from 'lodash';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import { landscape } from '../projects/__testUtils__/landscape';
import { Desk } from './__testUtils__/Desk';

jest.setTimeout(120_000);

const entity_ref = 'component:default/payments-api';

const at = (second: number) =>
  new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();

describeCallboard('ingestion', { entities: landscape }, callboard => {
  let desk: Desk;
  let sources = 0;
  const boss = () => callboard().as('superAdmin');
  const send = async (source: string, items: unknown[]) => {
    const { body } = await callboard()
      .as('service')
      .post('/workspaces/default/work-items/ingest', { source, items })
      .expect(200);
    return body.results as IngestionResult[];
  };
  const itemsOf = async (source: string): Promise<WorkItem[]> => {
    const { body } = await boss()
      .get(
        `/workspaces/default/work-items?source=${source}&order_by=number&limit=200`,
      )
      .expect(200);
    return body.items;
  };
  const newSource = () => {
    sources += 1;
    return `tests-${sources}`;
  };

  beforeAll(async () => {
    desk = await Desk.open(callboard());
  });

  it('makes items with what their source tells of them', async () => {
    const source = newSource();
    const [result] = await send(source, [
      {
        entity_ref,
        external_id: '7',
        updated_at: at(5),
        title: 'From elsewhere',
        description: 'As told',
        state_groups: ['completed'],
        priority: 'high',
        assignees: [people.stranger],
        labels: ['elsewhere', 'Elsewhere'],
        cycle: 'Milestone 1',
        external_url: 'https://example.org/7',
        created_by: people.guest,
        created_at: at(1),
        completed_at: at(4),
      },
    ]);
    const [item] = await itemsOf(source);
    expect(result).toEqual({
      external_id: '7',
      status: 'created',
      id: item.id,
      identifier: item.identifier,
      reason: null,
    });
    expect(item).toMatchObject({
      title: 'From elsewhere',
      description: 'As told',
      state_id: desk.states.Done.id,
      priority: 'high',
      assignees: [people.stranger],
      source,
      external_id: '7',
      external_url: 'https://example.org/7',
      created_by: people.guest,
      created_at: at(1),
      completed_at: at(4),
    });
    expect(item.labels).toHaveLength(1);
    const { body } = await boss()
      .get(`/admin/activity?entity_id=${item.id}`)
      .expect(200);
    expect(body.activities).toMatchObject([
      { action: 'create', source: 'ingest', user_name: 'Callboard' },
    ]);
  });

  it('takes the same twice without a trace', async () => {
    const source = newSource();
    const items = [1, 2, 3].map(number => ({
      entity_ref,
      external_id: `${number}`,
      updated_at: at(number),
      title: `Item ${number}`,
    }));
    await send(source, items);
    const before = await itemsOf(source);
    const traces = await countTraces();
    const again = await send(source, items);
    expect(again.map(({ status }) => status)).toEqual(
      Array(3).fill('unchanged'),
    );
    expect(await itemsOf(source)).toEqual(before);
    expect(await countTraces()).toBe(traces);
  });

  it('is one event, and one in the history of each item', async () => {
    const source = newSource();
    await send(
      source,
      [1, 2, 3].map(number => ({
        entity_ref,
        external_id: `${number}`,
        updated_at: at(number),
        title: `Item ${number}`,
      })),
    );
    const { body } = await boss()
      .get('/admin/activity?action=ingest&limit=1')
      .expect(200);
    expect(body.activities[0].metadata).toEqual({
      source,
      changed: 3,
      unchanged: 0,
    });
  });

  it('lets the newest win, and leaves alone what the source does not tell', async () => {
    const source = newSource();
    const item = (second: number, more: object) => ({
      entity_ref,
      external_id: '1',
      updated_at: at(second),
      ...more,
    });
    await send(source, [item(5, { title: 'Newer' })]);
    const [{ id }] = await itemsOf(source);
    await desk.patch({ id }, { estimate_time: 30, priority: 'urgent' });
    const results = await send(source, [
      item(4, { title: 'Older' }),
      item(6, { title: 'Newest', description: null }),
      item(3, { title: 'Oldest' }),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'outdated',
      'updated',
      'outdated',
    ]);
    expect(await itemsOf(source)).toMatchObject([
      { title: 'Newest', estimate_time: 30, priority: 'urgent' },
    ]);
  });

  it('begins items where they would go, never in triage by itself', async () => {
    const source = newSource();
    const groupOf = async (external_id: string, state_groups?: string[]) => {
      await send(source, [
        {
          entity_ref,
          external_id,
          updated_at: at(1),
          title: 'New',
          state_groups,
        },
      ]);
      const items = await itemsOf(source);
      const made = items.find(item => item.external_id === external_id)!;
      return made.state_group;
    };
    expect(await groupOf('1')).toBe('backlog');
    expect(await groupOf('2', ['backlog', 'triage'])).toBe('backlog');
    expect(await groupOf('3', ['started', 'backlog'])).toBe('started');
    expect(await groupOf('4', ['triage', 'backlog'])).toBe('triage');
  });

  it('knows who made an item from the newest state, whatever came first', async () => {
    const source = newSource();
    const item = (second: number, more: object) => ({
      entity_ref,
      external_id: '1',
      updated_at: at(second),
      title: 'One',
      ...more,
    });
    await send(source, [item(1, { created_at: at(1), created_by: null })]);
    await send(source, [
      item(2, { created_at: at(0), created_by: people.guest }),
    ]);
    await send(source, [item(3, { created_at: null, created_by: null })]);
    expect(await itemsOf(source)).toMatchObject([
      { created_at: at(0), created_by: people.guest },
    ]);
  });

  it('remembers the newest state also where that changes nothing', async () => {
    const source = newSource();
    const item = (second: number, title: string) => ({
      entity_ref,
      external_id: '1',
      updated_at: at(second),
      title,
    });
    await send(source, [item(1, 'A')]);
    const [before] = await itemsOf(source);
    await send(source, [item(3, 'A')]);
    const [result] = await send(source, [item(2, 'B')]);
    expect(result.status).toBe('outdated');
    expect(await itemsOf(source)).toEqual([before]);
  });

  it('leaves an item in a state that suits its source', async () => {
    const source = newSource();
    const open = ['backlog', 'unstarted', 'started'];
    const item = (second: number, state_groups: string[]) => ({
      entity_ref,
      external_id: '1',
      updated_at: at(second),
      title: 'One',
      state_groups,
    });
    const stateAfter = async (second: number, groups: string[]) => {
      await send(source, [item(second, groups)]);
      return (await itemsOf(source))[0].state_id;
    };
    expect(await stateAfter(1, open)).toBe(desk.states.Backlog.id);
    const [made] = await itemsOf(source);
    await desk.patch(made, { state_id: desk.states['In Review'].id });
    expect(await stateAfter(2, open)).toBe(desk.states['In Review'].id);
    expect(await stateAfter(3, ['completed'])).toBe(desk.states.Done.id);
    expect(await stateAfter(4, open)).toBe(desk.states.Backlog.id);
    expect(await stateAfter(5, ['cancelled'])).toBe(desk.states.Cancelled.id);
  });

  it('fails what is wrong alone, and says why', async () => {
    const source = newSource();
    const good = {
      entity_ref,
      external_id: '1',
      updated_at: at(1),
      title: 'Good',
    };
    const results = await send(source, [
      good,
      { ...good, external_id: '2', title: 7, estimate_time: 1.5 },
      { ...good, external_id: '3', entity_ref: 'component:default/nowhere' },
      { ...good, external_id: '4', entity_ref: 'no ref at all' },
      { ...good, external_id: '5', entity_ref: 'api:default/payments' },
      omit({ ...good, external_id: '6' }, 'title'),
      'nonsense',
      null,
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'created',
      ...Array(7).fill('failed'),
    ]);
    expect(results[1].reason).toMatch(/^title: .*; estimate_time: /);
    expect(results[2].reason).toMatch(/^entity_ref: /);
    expect(results[5].reason).toMatch(/^title: /);
    expect(await itemsOf(source)).toHaveLength(1);
  });

  it('makes the project of an entity on first use', async () => {
    const source = newSource();
    const [result] = await send(source, [
      {
        entity_ref: 'System:default/Shop',
        external_id: '1',
        updated_at: at(1),
        title: 'New',
      },
    ]);
    expect(result).toMatchObject({ status: 'created', identifier: 'SHOP-1' });
  });

  it('keeps gone what is gone, also when that is told first', async () => {
    const source = newSource();
    const item = (external_id: string, second: number, more = {}) => ({
      entity_ref,
      external_id,
      updated_at: at(second),
      title: 'Item',
      ...more,
    });
    await send(source, [item('1', 1)]);
    await send(source, [item('1', 1, { is_deleted: true })]);
    await send(source, [item('2', 9, { is_deleted: true })]);
    const [{ id }] = await send(source, [item('3', 1)]);
    await boss().delete(`${desk.path}/work-items/${id}`).expect(204);
    const results = await send(source, [
      item('1', 2),
      item('2', 10),
      item('3', 2),
    ]);
    expect(results.map(({ status }) => status)).toEqual(
      Array(3).fill('deleted'),
    );
    expect(await itemsOf(source)).toEqual([]);
  });

  it('is for other plugins, in workspaces that there are', async () => {
    const body = { source: 'github', items: [{}] };
    await callboard()
      .as('service')
      .post('/workspaces/absent/work-items/ingest', body)
      .expect(404);
    for (const bad of [
      { ...body, source: 'callboard' },
      { ...body, source: 'Git Hub' },
      { ...body, items: [] },
      { ...body, items: Array(501).fill({}) },
    ]) {
      await callboard()
        .as('service')
        .post('/workspaces/default/work-items/ingest', bad)
        .expect(400);
    }
    expect(await itemsOf('github')).toEqual([]);
  });

  it('ends the same in whatever order and however often whole states arrive', async () => {
    const state = fc.record(
      {
        external_id: fc.constantFrom('1', '2'),
        second: fc.integer({ min: 1, max: 4 }),
        title: fc.constantFrom('A', 'B', 'C'),
        state_groups: fc.constantFrom(['backlog', 'started'], ['completed']),
        labels: fc.subarray(['x', 'y']),
        is_deleted: fc.constantFrom(false, false, false, true),
      },
      {
        requiredKeys: [
          'external_id',
          'second',
          'title',
          'state_groups',
          'labels',
        ],
      },
    );
    const toItem = ({ second, ...rest }: { second: number }) => ({
      entity_ref,
      updated_at: at(second),
      completed_at: at(second),
      ...rest,
    });
    const endOf = async (states: Array<{ second: number }>, size: number) => {
      const source = newSource();
      for (let start = 0; start < states.length; start += size) {
        await send(source, states.slice(start, start + size).map(toItem));
      }
      return (await itemsOf(source))
        .map(item =>
          omit(item, [
            'id',
            'identifier',
            'source',
            'version',
            'created_at',
            'updated_at',
            'sort_order',
          ]),
        )
        .sort((one, other) => (one.external_id! < other.external_id! ? -1 : 1));
    };
    await fc.assert(
      fc.asyncProperty(
        fc.array(state, { minLength: 1, maxLength: 6 }).chain(states =>
          fc.tuple(
            fc.constant(states),
            fc.shuffledSubarray([...states, ...states], {
              minLength: states.length * 2,
            }),
            fc.constantFrom(1, 3, 100),
          ),
        ),
        async ([states, shuffled, size]) => {
          expect(await endOf(shuffled, size)).toEqual(await endOf(states, 1));
        },
      ),
      { numRuns: 20 },
    );
  });

  async function countTraces(): Promise<number> {
    const [{ count }] = await callboard()
      .knex('activity')
      .count({ count: '*' });
    return Number(count);
  }
});
