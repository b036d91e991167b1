import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { databaseIds } from '../../../__testUtils__/startCallboard';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { getInstant, ProjectFixture } from '../__testUtils__/ProjectFixture';

describe('parents, modules and states of sources', () => {
  const entity_ref = 'component:default/payments-api';

  /** Creates a snapshot of an item at a given second. */
  const createSnapshot = (
    external_id: string,
    second: number,
    overrides: object = {},
  ) => ({
    entity_ref,
    external_id,
    updated_at: getInstant(second),
    title: `Item ${external_id}`,
    ...overrides,
  });

  const withParent = (
    external_id: string,
    parent_external_id: string | null,
    second = 1,
  ) => createSnapshot(external_id, second, { parent_external_id });

  describeCallboard(
    'ingestion of hierarchies',
    { entities: catalogEntities, databases: databaseIds },
    callboard => {
      let fixture: ProjectFixture;

      beforeAll(async () => {
        fixture = await ProjectFixture.open(callboard());
      });

      /** Returns the external id of each item's parent, by external id. */
      async function readParents(source: string) {
        const items = await fixture.listSourceItems(source);
        const ids = new Map(items.map(item => [item.id, item.external_id]));
        return Object.fromEntries(
          items.map(({ external_id, parent_id }) => [
            external_id,
            parent_id && ids.get(parent_id),
          ]),
        );
      }

      it('links sub-items to parents that are ingested before, with or after them', async () => {
        const source = fixture.newSource();
        await fixture.ingest(source, [withParent('late', 'epic')]);
        expect(await readParents(source)).toEqual({ late: null });
        await fixture.ingest(source, [
          withParent('same', 'epic'),
          withParent('epic', null),
        ]);
        await fixture.ingest(source, [withParent('early', 'epic')]);
        expect(await readParents(source)).toEqual({
          late: 'epic',
          same: 'epic',
          epic: null,
          early: 'epic',
        });
      });

      it('follows a new parent and a removed one, and keeps a parent set by a user', async () => {
        const source = fixture.newSource();
        await fixture.ingest(source, [
          withParent('a', null),
          withParent('b', null),
          withParent('c', 'a'),
          withParent('d', 'a'),
          withParent('e', null),
        ]);
        const items = await fixture.listSourceItems(source);
        const [a, , , , e] = items;
        await fixture.patch(e, { parent_id: a.id });
        const [c] = await fixture.ingest(source, [
          withParent('c', 'b', 2),
          withParent('d', null, 2),
          withParent('e', null, 2),
        ]);
        expect(c.status).toBe('updated');
        expect(await readParents(source)).toMatchObject({
          c: 'b',
          d: null,
          e: 'a',
        });
      });

      it('keeps a parent removed by a user when the item gets a new sub-item', async () => {
        const source = fixture.newSource();
        const [, a] = await fixture.ingest(source, [
          withParent('epic', null),
          withParent('a', 'epic'),
        ]);
        await fixture.patch({ id: a.id! }, { parent_id: null });
        await fixture.ingest(source, [withParent('b', 'a')]);
        expect(await readParents(source)).toEqual({
          epic: null,
          a: null,
          b: 'a',
        });
      });

      it('keeps a parent set by a user while the one at the source is missing', async () => {
        const source = fixture.newSource();
        const [own, a] = await fixture.ingest(source, [
          withParent('own', null),
          withParent('a', 'missing'),
        ]);
        await fixture.patch({ id: a.id! }, { parent_id: own.id });
        await fixture.ingest(source, [withParent('b', 'a')]);
        expect(await readParents(source)).toMatchObject({ a: 'own', b: 'a' });
      });

      it('gives an item no parent in another project, and none that is deleted', async () => {
        const source = fixture.newSource();
        await fixture.ingest(source, [
          { ...withParent('far', null), entity_ref: 'system:default/shop' },
          withParent('epic', null),
          withParent('a', 'far'),
          withParent('b', 'epic'),
        ]);
        expect(await readParents(source)).toMatchObject({ a: null, b: 'epic' });
        await fixture.ingest(source, [
          createSnapshot('epic', 2, { is_deleted: true }),
        ]);
        await fixture.ingest(source, [withParent('c', 'epic')]);
        expect(await readParents(source)).toMatchObject({ b: null, c: null });
      });

      it('gives no parent to items that would become their own descendants, until the source resolves it', async () => {
        const source = fixture.newSource();
        await fixture.ingest(source, [
          withParent('leaf', 'a'),
          withParent('a', 'b'),
          withParent('b', 'c'),
        ]);
        await fixture.ingest(source, [withParent('c', 'a')]);
        expect(await readParents(source)).toEqual({
          a: null,
          b: null,
          c: null,
          leaf: 'a',
        });
        await fixture.ingest(source, [withParent('c', null, 2)]);
        expect(await readParents(source)).toEqual({
          a: 'b',
          b: 'c',
          c: null,
          leaf: 'a',
        });
      });

      it('ignores a parent that is a sub-item by the choice of a user', async () => {
        const source = fixture.newSource();
        const [a, b] = await fixture.ingest(source, [
          createSnapshot('a', 1),
          createSnapshot('b', 1),
        ]);
        await fixture.patch({ id: b.id! }, { parent_id: a.id });
        await fixture.ingest(source, [withParent('a', 'b', 2)]);
        expect(await readParents(source)).toEqual({ a: null, b: 'a' });
      });

      it('creates modules, and renames and deletes them by their external ids', async () => {
        const source = fixture.newSource();
        const module = {
          external_id: '10',
          name: 'Checkout',
          description: 'Version 1',
          target_date: '2026-03-31',
        };
        const [{ id }] = await fixture.ingest(source, [
          createSnapshot('1', 1, { module }),
        ]);
        const { module_id } = await fixture.read({ id: id! });
        const path = `${fixture.path}/modules/${module_id}`;
        const { body } = await fixture.as('superAdmin').get(path).expect(200);
        expect(body).toMatchObject({
          name: 'Checkout',
          description: 'Version 1',
          start_date: null,
          target_date: '2026-03-31',
        });
        await fixture.ingest(source, [
          createSnapshot('1', 2, { module: { ...module, name: 'Checkout 2' } }),
        ]);
        const renamed = await fixture.as('superAdmin').get(path).expect(200);
        expect(renamed.body.name).toBe('Checkout 2');
        await fixture.ingest(source, [
          createSnapshot('1', 3, { module: null }),
        ]);
        expect(await fixture.read({ id: id! })).toMatchObject({
          module_id: null,
        });
      });

      it('moves all items of a module when the source gives it the name of another module', async () => {
        const source = fixture.newSource();
        const module = { external_id: '20', name: 'Orders' };
        const [, other] = await fixture.ingest(source, [
          createSnapshot('1', 1, { module }),
          createSnapshot('2', 1, { module }),
        ]);
        const { body: payments } = await fixture
          .as('superAdmin')
          .post(`${fixture.path}/modules`, { name: 'Payments' })
          .expect(201);
        await fixture.ingest(source, [
          createSnapshot('1', 2, { module: { ...module, name: 'Payments' } }),
        ]);
        expect(await fixture.read({ id: other.id! })).toMatchObject({
          module_id: payments.id,
        });
      });

      it('chooses the state by name, else the first of the group, whatever came before', async () => {
        const source = fixture.newSource();
        const { states } = fixture;
        const readState = async (
          second: number,
          name: string,
          group: string,
        ) => {
          await fixture.ingest(source, [
            createSnapshot('1', second, { state: { name, group } }),
          ]);
          return (await fixture.listSourceItems(source))[0].state_id;
        };
        expect(await readState(1, 'IN REVIEW', 'started')).toBe(
          states['In Review'].id,
        );
        expect(await readState(2, 'QA', 'started')).toBe(
          states['In Progress'].id,
        );
        expect(await readState(3, 'Shipped', 'completed')).toBe(states.Done.id);
      });

      it('stores at most 200 states of a source, whether it sends them at once or not', async () => {
        const source = fixture.newSource();
        const ingest = (from: number) =>
          fixture.ingest(
            source,
            Array.from({ length: 150 }, (_, index) =>
              createSnapshot(`${from + index}`, 1, {
                state: { name: `State ${from + index}`, group: 'started' },
              }),
            ),
          );
        const countStates = async () => {
          const { body } = await fixture
            .as('superAdmin')
            .get(`${fixture.path}/sources`)
            .expect(200);
          const found = body.items.find((item: any) => item.source === source);
          return found.states.length;
        };
        await ingest(0);
        expect(await countStates()).toBe(150);
        await ingest(150);
        expect(await countStates()).toBe(200);
        await ingest(300);
        expect(await countStates()).toBe(200);
      });

      it('keeps the state that a user chose while the state at the source is the same', async () => {
        const source = fixture.newSource();
        const { states } = fixture;
        const state = { name: 'QA', group: 'started' };
        const [{ id }] = await fixture.ingest(source, [
          createSnapshot('1', 1, { state }),
        ]);
        const item = { id: id! };
        await fixture.patch(item, { state_id: states['In Review'].id });
        await fixture.ingest(source, [
          createSnapshot('1', 2, { state, title: 'Renamed' }),
        ]);
        expect(await fixture.read(item)).toMatchObject({
          title: 'Renamed',
          state_id: states['In Review'].id,
        });
        await fixture.patch(item, { state_id: states.Done.id });
        await fixture.ingest(source, [createSnapshot('1', 3, { state })]);
        expect(await fixture.read(item)).toMatchObject({
          state_id: states['In Progress'].id,
        });
      });
    },
  );
});
