import { setTimeout } from 'timers/promises';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { Desk } from './__testUtils__/Desk';

describeCallboard('an archived project', { entities: landscape }, callboard => {
  it('shows its work, and changes nothing of it', async () => {
    const desk = await Desk.open(callboard());
    const item = await desk.make();
    const boss = desk.as('superAdmin');
    const path = `${desk.path}/work-items`;
    await boss
      .patch(desk.path, { archived_at: '2026-01-01T00:00:00.000Z' })
      .expect(200);
    expect(await desk.read(item)).toEqual(item);
    await boss.post(path, { title: 'New' }).expect(409);
    await boss.patch(`${path}/${item.id}`, { title: 'Newer' }).expect(409);
    await boss.delete(`${path}/${item.id}`).expect(409);
    await boss
      .post(`${path}/bulk-update`, {
        ids: [item.id],
        changes: { priority: 'low' },
      })
      .expect(409);
    await boss.post(`${desk.path}/labels`, { name: 'New' }).expect(409);
    await boss.patch(desk.path, { archived_at: null }).expect(200);
    await desk.patch(item, { title: 'Newer' });
  });

  it('takes nothing that was on its way when it was archived', async () => {
    const desk = await Desk.open(callboard(), 'payments_api');
    const archiving = await callboard().knex.transaction();
    await archiving('projects')
      .where({ id: desk.pid })
      .update({ archived_at: new Date() });
    const making = desk
      .as('superAdmin')
      .post(`${desk.path}/work-items`, { title: 'Late' })
      .then(({ status }) => status);
    // It is let in, and waits for the project.
    await setTimeout(500);
    await archiving.commit();
    expect(await making).toBe(409);
    expect(
      await callboard().knex('work_items').where({ project_id: desk.pid }),
    ).toEqual([]);
  });
});
