import { createBackendModule } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  WorkItemSink,
  WorkItemSource,
  workItemSourcesExtensionPoint,
} from '@callboard/plugin-callboard-node';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  databaseIds,
  startCallboard,
} from '../../__testUtils__/startCallboard';
import { landscape } from '../../core/projects/__testUtils__/landscape';

/** A module with sources that do nothing but keep where they can send to. */
function moduleWith(...sources: WorkItemSource[]) {
  return createBackendModule({
    pluginId: 'callboard',
    moduleId: 'test-sources',
    register: env =>
      env.registerInit({
        deps: { extensionPoint: workItemSourcesExtensionPoint },
        async init({ extensionPoint }) {
          sources.forEach(source => extensionPoint.addSource(source));
        },
      }),
  });
}

const item = (external_id: string) => ({
  entity_ref: 'component:default/payments-api',
  external_id,
  updated_at: '2026-01-01T00:00:00.000Z',
  title: `Item ${external_id}`,
});

const sinks: Record<string, WorkItemSink> = {};
const source = (id: string): WorkItemSource => ({
  id,
  connect: async sink => {
    sinks[id] = sink;
  },
});

const modules = [moduleWith(source('one'), source('other'))];

describeCallboard(
  'sources of work items',
  { entities: landscape, modules },
  callboard => {
    it('send items in without a request', async () => {
      const [result] = await sinks.one.ingest('default', [item('1')]);
      expect(result).toMatchObject({ external_id: '1', status: 'created' });
      const [same] = await sinks.other.ingest('default', [item('1')]);
      expect(same).toMatchObject({ status: 'created' });
      const { body } = await callboard()
        .as('superAdmin')
        .get('/workspaces/default/work-items?source=one')
        .expect(200);
      expect(body.items).toMatchObject([{ source: 'one', title: 'Item 1' }]);
    });

    it('send to workspaces that there are, as much as is allowed', async () => {
      await expect(sinks.one.ingest('absent', [item('1')])).rejects.toThrow(
        NotFoundError,
      );
      await expect(
        sinks.one.ingest('default', Array(501).fill(item('1'))),
      ).rejects.toThrow(InputError);
      expect(await sinks.one.ingest('default', [])).toEqual([]);
    });

    it('make projects secret, also ones that are not there yet', async () => {
      const boss = callboard().as('superAdmin');
      const projects = '/workspaces/default/projects';
      for (const name of ['payments-api', 'payments_api']) {
        const entity_ref = `component:default/${name}`;
        await sinks.one.makeSecret('default', entity_ref);
        await sinks.one.makeSecret('default', entity_ref);
        const { body } = await boss
          .put(`${projects}/by-entity/component/default/${name}`)
          .expect(200);
        expect(body.access).toBe('secret');
        await boss
          .patch(`${projects}/${body.id}`, { access: 'open' })
          .expect(200);
        await sinks.one.ingest('default', [{ ...item(name), entity_ref }]);
        const again = await boss.get(`${projects}/${body.id}`).expect(200);
        expect(again.body.access).toBe('open');
      }
      const [first] = (await boss.get(`${projects}?search=payments_api`)).body
        .items;
      const { body: history } = await boss.get(
        `/admin/activity?entity_id=${first.id}&entity_type=project&action=create`,
      );
      expect(history.activities[0].changes).toContainEqual({
        field: 'access',
        old_value: null,
        new_value: 'secret',
      });
      await expect(
        sinks.one.makeSecret('default', 'component:default/absent'),
      ).rejects.toThrow(NotFoundError);
    });

    it('have marks of their own', async () => {
      const { marks } = sinks.one;
      expect(await marks.read('default', 'a')).toBeUndefined();
      for (const value of [1, 'text', null, { since: 'then' }, ['x']]) {
        await marks.write('default', 'a', value);
        expect(await marks.read('default', 'a')).toEqual(value);
      }
      expect(await marks.read('default', 'b')).toBeUndefined();
      expect(await sinks.other.marks.read('default', 'a')).toBeUndefined();
      expect(await marks.read('absent', 'a')).toBeUndefined();
      await expect(marks.write('absent', 'a', 1)).rejects.toThrow(
        NotFoundError,
      );
    });
  },
);

describe('sources that cannot be', () => {
  const databases = MigratedDatabases.create(databaseIds.slice(0, 1));

  it.each([
    ['the name of another', [source('one'), source('one')], /already/],
    ['a name that is none', [source('Git Hub')], /Git Hub/],
    ["Callboard's own name", [source('callboard')], /callboard/],
  ])('with %s keep it from starting', async (_, wrong, message) => {
    await expect(
      startCallboard(databases, 'SQLITE_3', {
        modules: [moduleWith(...wrong)],
      }),
    ).rejects.toThrow(message);
  });
});
