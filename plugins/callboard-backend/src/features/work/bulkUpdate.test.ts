import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people } from '../../__testUtils__/startCallboard';
import { changesIn } from '../../__testUtils__/tracesOf';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { Desk } from './__testUtils__/Desk';

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
    expect(body).toEqual({
      changed: 2,
      unchanged: 1,
      items: items.map(({ id }, at) => ({ id, version: at < 2 ? 2 : 1 })),
    });
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

  it('adds and takes away people and labels, and leaves the others', async () => {
    const [bug, urgent] = await Promise.all(
      ['Bug', 'Urgent'].map(
        async name =>
          (
            await boss().post(`${desk.path}/labels`, { name }).expect(201)
          ).body.id,
      ),
    );
    const items = [
      await desk.make({ labels: [bug] }),
      await desk.make({ labels: [urgent], assignees: [people.member] }),
    ];
    await update({
      ids: items.map(({ id }) => id),
      changes: {
        add_labels: [urgent],
        remove_labels: [bug],
        add_assignees: [people.member],
      },
    }).expect(200);
    for (const item of items) {
      expect(await desk.read(item)).toMatchObject({
        labels: [urgent],
        assignees: [people.member],
      });
    }
    const refused = await update({
      ids: [items[0].id],
      changes: { add_labels: [absent], add_assignees: ['user:default/nobody'] },
    }).expect(400);
    expect(refused.body.error.message).toBe(
      'body.changes.add_labels[0]: is not a label of this project; body.changes.add_assignees[0]: is nobody who can see this project',
    );
    await update({
      ids: [items[0].id],
      changes: { remove_assignees: [people.member], remove_labels: [absent] },
    }).expect(200);
    expect((await desk.read(items[0])).assignees).toEqual([]);
  });
});

describeCallboard(
  'patches of many items',
  { entities: landscape },
  callboard => {
    let desk: Desk;
    const boss = () => callboard().as('superAdmin');
    const patch = (patches: object[]) =>
      boss().post(`${desk.path}/work-items/bulk-patch`, { patches });

    beforeAll(async () => {
      desk = await Desk.open(callboard());
    });

    it('give each item its own values back, but for what others changed since', async () => {
      const items = [
        await desk.make({ priority: 'low' }),
        await desk.make({ priority: 'urgent' }),
        await desk.make(),
        await desk.make(),
      ];
      const ids = items.map(({ id }) => id);
      const { body: done } = await boss()
        .post(`${desk.path}/work-items/bulk-update`, {
          ids,
          changes: { priority: 'high' },
        })
        .expect(200);
      const itemPath = (at: number) => `${desk.path}/work-items/${ids[at]}`;
      await boss().patch(itemPath(2), { priority: 'medium' }).expect(200);
      await boss().delete(itemPath(3)).expect(204);

      const { body } = await patch(
        done.items.map(({ id, version }: { id: string; version: number }) => ({
          id,
          version,
          changes: {
            priority: items.find(item => item.id === id)!.priority,
          },
        })),
      ).expect(200);
      expect(body).toEqual({
        changed: 2,
        unchanged: 0,
        conflicts: [ids[2], ids[3]],
      });
      expect((await desk.read(items[0])).priority).toBe('low');
      expect((await desk.read(items[1])).priority).toBe('urgent');
      expect((await desk.read(items[2])).priority).toBe('medium');
    });

    it('are all refused where one cannot be, and say which', async () => {
      const [one, other] = [await desk.make(), await desk.make()];
      const at = (item: { id: string }, changes: object) => ({
        id: item.id,
        version: 1,
        changes,
      });
      const refused = await patch([
        at(one, { priority: 'high' }),
        at(other, { cycle_id: absent }),
      ]).expect(400);
      expect(refused.body.error.message).toBe(
        'body.patches[1].changes.cycle_id: is not a cycle of this project',
      );
      expect((await desk.read(one)).priority).toBe('none');
    });

    it('do not close a circle of parents together', async () => {
      const [one, other] = [await desk.make(), await desk.make()];
      const beneath = (item: { id: string }, parent: { id: string }) => ({
        id: item.id,
        version: 1,
        changes: { parent_id: parent.id },
      });
      const refused = await patch([
        beneath(one, other),
        beneath(other, one),
      ]).expect(400);
      expect(refused.body.error.message).toMatch(
        /^body\.patches\[0\]\.changes\.parent_id: must not be/,
      );
      await patch([beneath(one, other)]).expect(200);
    });
  },
);
