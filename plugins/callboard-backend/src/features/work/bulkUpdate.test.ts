import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import { changesIn } from '../../__testUtils__/tracesOf';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { Desk } from './__testUtils__/Desk';

jest.setTimeout(60_000);

const absent = '01920000-0000-7000-8000-000000000000';

describeCallboard('a bulk update', { entities: landscape }, callboard => {
  let desk: Desk;
  const boss = () => callboard().as('superAdmin');
  const update = (body: object) =>
    boss().post(`${desk.path}/work-items/bulk-update`, body);

  beforeAll(async () => {
    desk = await Desk.open(callboard());
    await callboard().as('member').get('/me').expect(200);
  });

  it('is one event, and one in the history of each item', async () => {
    const items = [
      await desk.make(),
      await desk.make(),
      await desk.make({ state_id: desk.states.Done.id }),
    ];
    const ids = items.map(({ id }) => id);
    const changes = { state_id: desk.states.Done.id };
    const { body } = await update({ ids, changes }).expect(200);
    expect(body).toEqual({ changed: 2, unchanged: 1 });
    expect((await desk.read(items[0])).completed_at).not.toBeNull();

    const { body: log } = await boss()
      .get('/admin/activity?entity_type=project&action=bulk_update')
      .expect(200);
    expect(log.activities).toHaveLength(1);
    expect(log.activities[0]).toMatchObject({
      entity_id: desk.pid,
      entity_label: 'Payments API',
      metadata: {
        text: '2 work items',
        entity_type: 'work_item',
        changed: 2,
        unchanged: 1,
      },
    });
    const { body: history } = await boss()
      .get(
        `/admin/activity?entity_type=work_item&entity_id=${ids[0]}&details=true`,
      )
      .expect(200);
    expect(changesIn(history.activities[0])).toMatchObject({
      state_id: [desk.states.Backlog.id, desk.states.Done.id],
    });
    expect(history.activities[0].batch_id).toBe(log.activities[0].batch_id);
  });

  it('changes all items or none, and says what is wrong with which', async () => {
    const item = await desk.make();
    const refused = await update({
      ids: [item.id, absent],
      changes: { priority: 'high', assignees: ['user:default/nobody'] },
    }).expect(400);
    expect(refused.body.error.message).toBe(
      'body.ids[1]: there is no such work item; body.changes.assignees[0]: is nobody who can see this project',
    );
    expect(await desk.read(item)).toEqual(item);
  });

  it('keeps dates and parents in order', async () => {
    const [parent, child] = [
      await desk.make(),
      await desk.make({ target_date: '2026-01-01' }),
    ];
    const reversed = await update({
      ids: [parent.id, child.id],
      changes: { start_date: '2026-01-02' },
    }).expect(400);
    expect(reversed.body.error.message).toMatch(/^body\.ids\[1\]: /);
    await update({
      ids: [parent.id, child.id],
      changes: { parent_id: parent.id },
    }).expect(400);
    await update({ ids: [child.id], changes: { parent_id: parent.id } }).expect(
      200,
    );
  });

  it('takes at most a hundred items, each once', async () => {
    const { id } = await desk.make();
    const changes = { priority: 'low' };
    await update({ ids: [], changes }).expect(400);
    await update({ ids: [id, id], changes }).expect(400);
    const many = Array.from(
      { length: 101 },
      (_, index) => `${absent.slice(0, -3)}${100 + index}`,
    );
    await update({ ids: many, changes }).expect(400);
    expect((await desk.read({ id })).priority).toBe('none');
  });

  it('sets the people of all items at once', async () => {
    const items = [await desk.make(), await desk.make()];
    const ids = items.map(({ id }) => id);
    await update({ ids, changes: { assignees: [people.member] } }).expect(200);
    expect((await desk.read(items[1])).assignees).toEqual([people.member]);
    await update({ ids, changes: { assignees: null } }).expect(200);
    expect((await desk.read(items[1])).assignees).toEqual([]);
  });
});
