import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { landscape } from '../../core/projects/__testUtils__/landscape';
import { at, Desk } from './__testUtils__/Desk';

const migration = {
  directory: resolvePackagePath(
    '@callboard/plugin-callboard-backend',
    'migrations',
  ),
  name: '20261101000420_work_item_states.js',
};

describeCallboard('items of before', { entities: landscape }, callboard => {
  it('are in their states since they were made, or completed', async () => {
    const { knex } = callboard();
    const desk = await Desk.open(callboard());
    const waits = await desk.make();
    const begun = await desk.make();
    const gone = await desk.make();
    await desk.patch(begun, { state_id: desk.states['In Progress'].id });
    await desk
      .as('superAdmin')
      .delete(`${desk.path}/work-items/${gone.id}`)
      .expect(204);
    const source = desk.newSource();
    await desk.ingest(source, [
      {
        entity_ref: 'component:default/payments-api',
        external_id: '1',
        title: 'Done long ago',
        created_at: at(0),
        completed_at: at(5),
        updated_at: at(9),
        state_groups: ['completed'],
      },
    ]);
    const [done] = await desk.itemsOf(source);

    await knex.migrate.down(migration);
    await knex.migrate.up(migration);

    const spans = [waits, begun, gone, done].map(item => desk.spansOf(item));
    expect(await Promise.all(spans)).toEqual([
      [['Backlog', waits.created_at, null]],
      [['In Progress', begun.created_at, null]],
      [],
      [['Done', at(5), null]],
    ]);
    expect(await desk.startOf(begun)).toBeNull();
    // Nobody knows when work on it began, and so it stays.
    await desk.patch(begun, { title: 'Still in progress' });
    expect(await desk.startOf(begun)).toBeNull();
    const { completed_at } = await desk.patch(begun, {
      state_id: desk.states.Done.id,
    });
    expect(await desk.startOf(begun)).toBeNull();
    expect(await desk.spansOf(begun)).toEqual([
      ['In Progress', begun.created_at, completed_at],
      ['Done', completed_at, null],
    ]);
  });
});
