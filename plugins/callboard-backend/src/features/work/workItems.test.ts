import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import { changesIn, tracesOf } from '../../__testUtils__/tracesOf';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { Desk } from './__testUtils__/Desk';

describeCallboard('work items', { entities: landscape }, callboard => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open(callboard());
    await callboard().as('member').get('/me').expect(200);
  });

  it('begin in the first backlog state, numbered by their project', async () => {
    const first = await desk.make({ title: 'First' });
    const second = await desk.make({ title: 'Second' });
    expect(first).toMatchObject({
      title: 'First',
      state_id: desk.states.Backlog.id,
      state_group: 'backlog',
      priority: 'none',
      assignees: [],
      labels: [],
      completed_at: null,
      is_draft: false,
      source: 'callboard',
      created_by: people.superAdmin,
    });
    const [, number] = first.identifier.split('-');
    expect(first.identifier).toBe(`PAYMENTSAPI-${number}`);
    expect(second.identifier).toBe(`PAYMENTSAPI-${Number(number) + 1}`);
    expect(await desk.read(first)).toEqual(first);
  });

  it('never share a number, however many are made at once', async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        desk.make({ title: `At once ${index}` }),
      ),
    );
    const numbers = made
      .map(({ identifier }) => Number(identifier.split('-')[1]))
      .sort((one, other) => one - other);
    expect(numbers).toEqual(numbers.map((_, index) => numbers[0] + index));
  });

  it('keep what they were made with', async () => {
    const label = await desk.set('labels', { name: 'bug' });
    const cycle = await desk.set('cycles', { name: 'Sprint 1' });
    const module = await desk.set('modules', { name: 'Checkout' });
    const parent = await desk.make();
    const values = {
      title: 'All of it',
      description: '# Why\nBecause.',
      state_id: desk.states.Todo.id,
      priority: 'urgent',
      assignees: [people.member],
      labels: [label.id],
      estimate_points: 2.5,
      estimate_time: 90,
      cycle_id: cycle.id,
      module_id: module.id,
      start_date: '2026-01-30',
      target_date: '2026-02-28',
      parent_id: parent.id,
    };
    const item = await desk.make(values);
    expect(item).toMatchObject(values);
    const [trace] = await tracesOf(callboard(), item.id);
    expect(trace).toMatchObject({
      action: 'create',
      entity_type: 'work_item',
      entity_label: `${item.identifier} All of it`,
    });
    expect(changesIn(trace)).toMatchObject({
      labels: [null, [label.id]],
      state_id: [null, desk.states.Todo.id],
    });
    expect(trace.metadata).toMatchObject({
      names: {
        [label.id]: 'bug',
        [desk.states.Todo.id]: 'Todo',
        [people.member]: 'Max Member',
      },
    });
  });

  it('are completed when they enter a completed state, until they leave it', async () => {
    const item = await desk.make({ state_id: desk.states['In Progress'].id });
    const done = await desk.patch(item, { state_id: desk.states.Done.id });
    expect(done.completed_at).toBe(done.updated_at);
    const renamed = await desk.patch(item, { title: 'Still done' });
    expect(renamed.completed_at).toBe(done.completed_at);
    const reopened = await desk.patch(item, { state_id: desk.states.Todo.id });
    expect(reopened.completed_at).toBeNull();
    const cancelled = await desk.patch(item, {
      state_id: desk.states.Cancelled.id,
    });
    expect(cancelled.completed_at).toBeNull();
    const [, completing] = await tracesOf(callboard(), item.id);
    expect(changesIn(completing)).toEqual({
      state_id: [desk.states['In Progress'].id, desk.states.Done.id],
      completed_at: [null, done.completed_at],
    });
  });

  it('stay as they are, without a trace, when nothing changes', async () => {
    const item = await desk.make({ labels: [], assignees: [people.member] });
    expect(
      await desk.patch(item, {
        title: item.title,
        assignees: [people.member],
        priority: 'none',
      }),
    ).toEqual(item);
    expect(await tracesOf(callboard(), item.id)).toHaveLength(1);
  });

  it('change only for who has read them as they are', async () => {
    const item = await desk.make();
    const path = `${desk.path}/work-items/${item.id}`;
    await desk.patch(item, { title: 'Newer' });
    await desk
      .as('superAdmin')
      .patch(path, { title: 'Older' })
      .set('If-Match', `"${item.version}"`)
      .expect(412);
    await desk
      .as('superAdmin')
      .delete(path)
      .set('If-Match', `W/"${item.version}"`)
      .expect(412);
    expect((await desk.read(item)).title).toBe('Newer');
  });

  it('that are deleted leave what was beneath them', async () => {
    const parent = await desk.make();
    const child = await desk.make({ parent_id: parent.id });
    const path = `${desk.path}/work-items/${parent.id}`;
    await desk.as('superAdmin').delete(path).expect(204);
    await desk.as('superAdmin').get(path).expect(404);
    await desk.as('superAdmin').delete(path).expect(404);
    expect((await desk.read(child)).parent_id).toBeNull();
    const deleted = (await tracesOf(callboard(), parent.id)).at(-1)!;
    expect(deleted.action).toBe('delete');
    expect(deleted.changes.map(({ new_value }) => new_value)).toEqual(
      deleted.changes.map(() => null),
    );
  });

  it('may have titles as long as titles can be', async () => {
    const title = '😀'.repeat(256);
    const item = await desk.make({ title });
    expect((await desk.read(item)).title).toBe(title);
    const [{ entity_label }] = await tracesOf(callboard(), item.id);
    expect(`${item.identifier} ${title}`.startsWith(entity_label!)).toBe(true);
    expect(entity_label!.length).toBeGreaterThan(500);
  });

  it('are archived now, and brought back', async () => {
    const item = await desk.make({ title: 'Old' });
    const archived = await desk.patch(item, {
      archived_at: '2020-01-01T00:00:00.000Z',
    });
    expect(archived.archived_at).toBe(archived.updated_at);
    expect(await desk.titles('search=Old')).toEqual([]);
    expect(await desk.titles('search=Old&is_archived=true')).toEqual(['Old']);
    await desk.patch(item, { archived_at: null });
    expect(await desk.titles('search=Old')).toEqual(['Old']);
  });

  describe('of a project one can read', () => {
    it('are made and changed by members, whom joining makes', async () => {
      const item = await desk.make();
      const path = `${desk.path}/work-items`;
      const member = desk.as('reader');
      await member.get(`${path}/${item.id}`).expect(200);
      await member.post(path, { title: 'Mine' }).expect(403);
      await member.patch(`${path}/${item.id}`, { title: 'Mine' }).expect(403);
      await member.post(`${desk.path}/join`, {}).expect(201);
      await member.post(path, { title: 'Mine' }).expect(201);
      await member.patch(`${path}/${item.id}`, { title: 'Ours' }).expect(200);
      expect((await desk.read(item)).title).toBe('Ours');
      await member.post(`${desk.path}/labels`, { name: 'mine' }).expect(403);
    });
  });
});
