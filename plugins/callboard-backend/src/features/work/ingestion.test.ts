import { omit } from 'lodash';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import { tracesOf } from '../../__testUtils__/tracesOf';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { at, Desk } from './__testUtils__/Desk';

const entity_ref = 'component:default/payments-api';

describeCallboard('ingestion', { entities: landscape }, callboard => {
  let desk: Desk;
  const boss = () => callboard().as('superAdmin');

  beforeAll(async () => {
    desk = await Desk.open(callboard());
  });

  it('makes items with what their source tells of them', async () => {
    const source = desk.newSource();
    const [result] = await desk.ingest(source, [
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
    const [item] = await desk.itemsOf(source);
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

  it('is one event, and one in the history of each item', async () => {
    const source = desk.newSource();
    await desk.ingest(
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
    expect(body.activities[0]).toMatchObject({
      entity_type: 'project',
      entity_id: desk.pid,
      metadata: {
        text: '3 work items',
        entity_type: 'work_item',
        source,
        changed: 3,
        unchanged: 0,
      },
    });
  });

  it('is nothing but its change where that is only one, and names its source', async () => {
    const source = desk.newSource();
    const item = { entity_ref, external_id: '1', title: 'Only one' };
    await desk.ingest(source, [{ ...item, updated_at: at(1) }]);
    const [result] = await desk.ingest(source, [
      { ...item, updated_at: at(2), state_groups: ['completed'] },
    ]);
    const [made, changed] = await tracesOf(callboard(), result.id!);
    expect(made).toMatchObject({
      action: 'create',
      batch_id: null,
      metadata: { source },
    });
    expect(changed).toMatchObject({
      action: 'update',
      metadata: { source, names: { [desk.states.Done.id]: 'Done' } },
    });
  });

  it('begins items where they would go, never in triage by itself', async () => {
    const source = desk.newSource();
    const groupOf = async (external_id: string, state_groups?: string[]) => {
      await desk.ingest(source, [
        {
          entity_ref,
          external_id,
          updated_at: at(1),
          title: 'New',
          state_groups,
        },
      ]);
      const items = await desk.itemsOf(source);
      const made = items.find(item => item.external_id === external_id)!;
      return made.state_group;
    };
    expect(await groupOf('1')).toBe('backlog');
    expect(await groupOf('2', ['backlog', 'triage'])).toBe('backlog');
    expect(await groupOf('3', ['started', 'backlog'])).toBe('started');
    expect(await groupOf('4', ['triage', 'backlog'])).toBe('triage');
  });

  it('fails what is wrong alone, and says why', async () => {
    const source = desk.newSource();
    const good = {
      entity_ref,
      external_id: '1',
      updated_at: at(1),
      title: 'Good',
    };
    const results = await desk.ingest(source, [
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
    expect(await desk.itemsOf(source)).toHaveLength(1);
  });

  it('makes the project of an entity on first use', async () => {
    const source = desk.newSource();
    const [result] = await desk.ingest(source, [
      {
        entity_ref: 'System:default/Shop',
        external_id: '1',
        updated_at: at(1),
        title: 'New',
      },
    ]);
    expect(result).toMatchObject({ status: 'created', identifier: 'SHOP-1' });
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
    expect(await desk.itemsOf('github')).toEqual([]);
  });
});
