import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  FieldChange,
  IngestedWorkItem,
  Project,
} from '@callboard/plugin-callboard-common';
import {
  isProjectClosed,
  WorkItemSink,
  workItemSourcesExtensionPoint,
} from '@callboard/plugin-callboard-node';
import { describeWithoutJobs } from '../../../__testUtils__/describeCallboard';
import { readJson } from '../../../database/dialect';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { getInstant } from '../__testUtils__/ProjectFixture';

let sink: WorkItemSink;

const source = createBackendModule({
  pluginId: 'callboard',
  moduleId: 'test-source',
  register: env =>
    env.registerInit({
      deps: { sources: workItemSourcesExtensionPoint },
      async init({ sources }) {
        sources.addSource({
          id: 'one',
          async connect(connected) {
            sink = connected;
          },
        });
      },
    }),
});

const SECRET = 'system:default/shop';

const item = (external_id: string, second: number) => ({
  entity_ref: 'component:default/payments-api',
  external_id,
  updated_at: getInstant(second),
  title: `Public ${external_id}`,
});

describeWithoutJobs(
  'hidden items',
  { databases: 'tagged', entities: catalogEntities, modules: [source] },
  callboard => {
    const setAccess = (id: string, access: string) =>
      callboard()
        .as('superAdmin')
        .patch(`/workspaces/default/projects/${id}`, { access })
        .expect(200);

    let open: Project;
    let secret: Project;

    beforeEach(async () => {
      [open, secret] = await Promise.all(
        ['component/default/payments-api', 'system/default/shop'].map(
          async path => {
            const { body } = await callboard()
              .as('superAdmin')
              .put(`/workspaces/default/projects/by-entity/${path}`)
              .expect(200);
            return body;
          },
        ),
      );
      await setAccess(open.id, 'open');
      await setAccess(secret.id, 'secret');
    });

    const setArchived = (archived_at: string | null) =>
      callboard()
        .as('superAdmin')
        .patch(`/workspaces/default/projects/${open.id}`, { archived_at })
        .expect(200);

    const ingest = async (...snapshots: IngestedWorkItem[]) =>
      sink.ingest('default', snapshots);

    /** Returns the stored item. */
    const readItem = (external_id: string) =>
      callboard().knex('work_items').where({ external_id }).first();

    /** Ingests a comment on an item. */
    const addComment = async (itemId: string) => {
      const comment = {
        external_id: `comment on ${itemId}`,
        work_item_external_id: itemId,
        updated_at: getInstant(1),
        author_name: 'octocat',
        body: 'Internal',
      };
      return (await sink.ingestComments('default', [comment]))[0];
    };

    const countComments = async (itemId: string) =>
      (await sink.listCommentIds('default', [itemId])).get(itemId)?.length;

    it('ignores items that are not stored, and creates no projects for them', async () => {
      const entity_ref = 'component:default/payments_api';
      await ingest(item('stored', 1));
      expect(
        await sink.hide('default', [
          { ...item('absent', 2), entity_ref },
          { ...item('stored', 2), title: 'Hidden' },
        ]),
      ).toMatchObject([
        { external_id: 'absent', status: 'unchanged', id: null },
        { external_id: 'stored', status: 'updated' },
      ]);
      const projects = callboard().knex('projects').where({ entity_ref });
      expect(await projects).toEqual([]);
    });

    it('stores no contents of items of a secret project in an open one @postgres', async () => {
      await ingest(item('moving', 1));
      expect((await addComment('moving')).status).toBe('created');
      const moved = {
        ...item('moving', 9),
        entity_ref: SECRET,
        title: 'Internal title',
        description: 'Internal',
        labels: ['internal-label'],
      };
      const [result] = await ingest(moved);
      expect(result).toMatchObject({
        status: 'failed',
        reason: expect.stringContaining('secret'),
      });
      expect(isProjectClosed([result])).toBe(false);
      const { knex } = callboard();
      expect(await readItem('moving')).toMatchObject({
        project_id: open.id,
        title: 'Private item',
        description: null,
      });
      expect(await knex('work_labels').pluck('name')).not.toContain(
        'internal-label',
      );
      expect(await countComments('moving')).toBe(0);
      expect(await addComment('moving')).toMatchObject({
        status: 'failed',
        reason: expect.stringContaining('hidden'),
      });
      await setAccess(open.id, 'secret');
      const [shown] = await ingest({ ...moved, updated_at: getInstant(10) });
      expect(shown.status).toBe('updated');
      expect((await readItem('moving')).title).toBe('Internal title');
      expect((await addComment('moving')).status).toBe('created');
      await setAccess(open.id, 'open');
      for (const instant of [10, 8]) {
        // The stored state is as new or newer, but everyone can read it now.
        await ingest({ ...moved, updated_at: getInstant(instant) });
        expect((await readItem('moving')).title).toBe('Private item');
        expect(await countComments('moving')).toBe(0);
        await setAccess(open.id, 'secret');
        await ingest({ ...moved, updated_at: getInstant(21 - instant) });
        expect((await readItem('moving')).title).toBe('Internal title');
        expect((await addComment('moving')).status).toBe('created');
        await setAccess(open.id, 'open');
      }
      const [deleted] = await ingest({
        ...moved,
        updated_at: getInstant(20),
        is_deleted: true,
      });
      expect(deleted.status).toBe('deleted');
      const entries = await knex('activity')
        .where({ entity_type: 'work_item', action: 'update' })
        .orWhere({ entity_type: 'work_item_comment', action: 'delete' });
      const oldValues = entries.flatMap(({ changes }) =>
        readJson<FieldChange[]>(changes).map(({ old_value }) => old_value),
      );
      expect(oldValues).toContain('[hidden]');
      expect(oldValues).not.toContain('Internal title');
      expect(oldValues).not.toContain('Internal');
    });

    it('shows an item that returns to an open project, also if one call has both states @postgres', async () => {
      await ingest(item('returning', 1));
      await addComment('returning');
      const results = await ingest(
        { ...item('returning', 2), entity_ref: SECRET, title: 'Internal' },
        { ...item('returning', 3), title: 'Returned' },
      );
      expect(results).toMatchObject([
        { status: 'failed' },
        { status: 'updated' },
      ]);
      expect((await readItem('returning')).title).toBe('Returned');
      expect(await countComments('returning')).toBe(1);
    });

    it('stores no contents of a new item that one call has both in an open and in a secret project @postgres', async () => {
      const state = { name: 'Reviewing', group: 'started' as const };
      const internal = {
        ...item('both', 5),
        entity_ref: SECRET,
        title: 'Internal title',
        description: 'Internal',
        labels: ['both-label'],
        state,
      };
      const results = await ingest({ ...item('both', 3), state }, internal);
      expect(results).toMatchObject([
        { status: 'created' },
        { status: 'failed', reason: expect.stringContaining('secret') },
      ]);
      const { knex } = callboard();
      const row = await readItem('both');
      expect(row).toMatchObject({
        project_id: open.id,
        title: 'Private item',
        description: null,
      });
      expect(
        await knex('work_states').where({ id: row.state_id }).first(),
      ).toMatchObject({ project_id: open.id });
      expect(await knex('work_labels').pluck('name')).not.toContain(
        'both-label',
      );
      const entries = await knex('activity').where({ entity_id: row.id });
      expect(JSON.stringify(entries)).not.toContain('Internal');
    });

    it('stores a new item, with its states, in the project of its first snapshot', async () => {
      const state = { name: 'Reviewing', group: 'started' as const };
      const [, result] = await ingest(item('two', 1), {
        ...item('two', 2),
        entity_ref: 'component:default/payments_api',
        state,
      });
      expect(result.status).toBe('updated');
      const { project_id, state_id } = await readItem('two');
      expect(project_id).toBe(open.id);
      expect(
        await callboard().knex('work_states').where({ id: state_id }).first(),
      ).toMatchObject({ project_id });
    });

    it('reports the failure of an item that cannot be hidden, because its open project is archived', async () => {
      await ingest(item('archived', 1));
      await addComment('archived');
      const moved = { ...item('archived', 2), entity_ref: SECRET };
      await setArchived(new Date().toISOString());
      const results = await ingest(moved);
      await setArchived(null);
      expect(results[0].reason).toContain('archived');
      expect(isProjectClosed(results)).toBe(true);
      await ingest(moved);
      expect((await readItem('archived')).title).toBe('Private item');
      expect(await countComments('archived')).toBe(0);
    });

    const readLastEntryId = async () =>
      (await callboard().knex('activity').orderBy('id', 'desc').first()).id;

    it('records no former contents of items that their source hides @postgres', async () => {
      const entities = [open.entity_ref, secret.entity_ref];
      const items = entities.map((entity_ref, index) => ({
        ...item(`hidden ${index}`, 1),
        entity_ref,
        description: 'Public description',
      }));
      await ingest(...items);
      for (const { external_id } of items) await addComment(external_id);
      const lastId = await readLastEntryId();
      const hidden = items.map(snapshot => ({
        ...snapshot,
        updated_at: getInstant(2),
        title: 'Hidden',
        description: null,
      }));
      for (const status of ['updated', 'unchanged']) {
        const results = await sink.hide('default', hidden);
        expect(results).toMatchObject([{ status }, { status }]);
        for (const { external_id } of items) {
          expect(await readItem(external_id)).toMatchObject({
            title: 'Hidden',
            description: null,
          });
          expect(await countComments(external_id)).toBe(0);
          expect((await addComment(external_id)).reason).toContain('hidden');
        }
      }
      const entries = await callboard()
        .knex('activity')
        .where('id', '>', lastId);
      expect(entries).toHaveLength(4);
      expect(JSON.stringify(entries)).not.toMatch(/Public|Internal/);
    });

    it.each([
      ['their project is secret', false],
      ['their source hides them', true],
    ])(
      'hides all contents of items, also in the activity log: %s @postgres',
      async (_, isHiding) => {
        const id = `full ${isHiding}`;
        await ingest({
          ...item(id, 1),
          description: 'Public description',
          labels: ['Public label'],
          cycle: 'Public cycle',
          module: 'Public module',
          estimate_points: 3,
          estimate_time: 60,
          start_date: '2026-05-01',
          target_date: '2026-05-02',
          external_url: 'https://example.org/Public',
        });
        const lastId = await readLastEntryId();
        await (isHiding
          ? sink.hide('default', [
              { ...item(id, 2), title: 'Hidden', external_url: null },
            ])
          : ingest({ ...item(id, 2), entity_ref: SECRET }));
        const row = await readItem(id);
        expect(row).toMatchObject({
          title: isHiding ? 'Hidden' : 'Private item',
          description: null,
          cycle_id: null,
          module_id: null,
          estimate_points: null,
          estimate_time: null,
          start_date: null,
          target_date: null,
          external_url: null,
        });
        const { knex } = callboard();
        expect(
          await knex('work_item_labels').where({ work_item_id: row.id }),
        ).toEqual([]);
        const entries = await knex('activity').where('id', '>', lastId);
        expect(entries).toHaveLength(1);
        expect(JSON.stringify(entries)).not.toMatch(/Public|2026-05/);
        const { changes } = entries[0];
        expect(readJson<FieldChange[]>(changes)).toContainEqual({
          field: 'labels',
          old_value: '[hidden]',
          new_value: [],
        });
      },
    );

    it('replaces the title of an item that its source hides without one', async () => {
      await ingest(item('untitled', 1));
      const { title, ...hidden } = item('untitled', 2);
      await sink.hide('default', [hidden]);
      expect((await readItem('untitled')).title).toBe('Private item');
    });

    it('hides nothing if a newer state of the item is stored @postgres', async () => {
      await ingest(item('late', 1));
      await addComment('late');
      await ingest(item('late', 5));
      const hidden = { ...item('late', 3), title: 'Hidden' };
      const results = await sink.hide('default', [hidden]);
      expect(results).toMatchObject([{ status: 'outdated' }]);
      expect((await readItem('late')).title).toBe('Public late');
      expect(await countComments('late')).toBe(1);
    });

    it('hides nothing of an item in an archived project', async () => {
      await ingest(item('closed', 1));
      await addComment('closed');
      await setArchived(new Date().toISOString());
      const hidden = { ...item('closed', 2), title: 'Hidden' };
      const results = await sink.hide('default', [hidden]);
      await setArchived(null);
      expect(results).toMatchObject([{ status: 'failed' }]);
      expect(await countComments('closed')).toBe(1);
      await ingest(item('closed', 1));
      expect((await readItem('closed')).title).toBe('Public closed');
      expect((await addComment('closed')).status).toBe('unchanged');
    });

    it('shows a hidden item only for a state that is newer than all hidden ones @postgres', async () => {
      const hiders = [
        (id: string, second: number) =>
          ingest({ ...item(id, second), entity_ref: SECRET }),
        (id: string, second: number) =>
          sink.hide('default', [item(id, second)]),
      ];
      for (const [index, hide] of hiders.entries()) {
        const id = `again ${index}`;
        await ingest(item(id, 1));
        await hide(id, 3);
        await hide(id, 9);
        await hide(id, 4);
        const shown = { ...item(id, 9), title: 'Shown' };
        const results = await ingest({ ...shown, updated_at: getInstant(8) });
        expect(results).toMatchObject([{ status: 'outdated' }]);
        expect((await readItem(id)).title).not.toBe('Shown');
        await ingest({ ...shown, updated_at: getInstant(10) });
        expect((await readItem(id)).title).toBe('Shown');
      }
    });

    it('shows the same snapshot again once the secret project is open @postgres', async () => {
      await ingest(item('opened', 1));
      const moved = {
        ...item('opened', 2),
        entity_ref: SECRET,
        title: 'Moved',
      };
      await ingest(moved);
      expect((await readItem('opened')).title).toBe('Private item');
      await setAccess(secret.id, 'open');
      expect(await ingest(moved)).toMatchObject([{ status: 'updated' }]);
      expect((await readItem('opened')).title).toBe('Moved');
      expect((await addComment('opened')).status).toBe('created');
      expect(await ingest(moved)).toMatchObject([{ status: 'unchanged' }]);
    });

    it('shows an item again that a delayed snapshot of a secret project has hidden', async () => {
      await ingest(item('delayed', 5));
      await addComment('delayed');
      await ingest({ ...item('delayed', 3), entity_ref: SECRET });
      expect((await readItem('delayed')).title).toBe('Private item');
      await ingest(item('delayed', 5));
      expect((await readItem('delayed')).title).toBe('Public delayed');
      expect((await addComment('delayed')).status).toBe('created');
    });

    it('shows an item that its source hides only for a newer snapshot, whatever its project', async () => {
      await ingest(item('strict', 1));
      const moved = { ...item('strict', 2), entity_ref: SECRET };
      await sink.hide('default', [{ ...item('strict', 2), title: 'Hidden' }]);
      await ingest(moved);
      await ingest(item('strict', 2));
      await setAccess(secret.id, 'open');
      await ingest(moved);
      expect((await readItem('strict')).title).toBe('Hidden');
    });

    it('sends the same number of statements for any number of items that are hidden already', async () => {
      const { knex } = callboard();
      const countStatements = async (ids: string[]) => {
        await ingest(...ids.map(id => item(id, 1)));
        for (const id of ids) await addComment(id);
        const hidden = ids.map(id => item(id, 2));
        await sink.hide('default', hidden);
        let statements = 0;
        const count = () => {
          statements += 1;
        };
        knex.on('query', count);
        await sink.hide('default', hidden);
        knex.off('query', count);
        return statements;
      };
      const ids = ['2', '3', '4', '5'].map(number => `many ${number}`);
      const single = await countStatements(['many 1']);
      expect(single).toBeGreaterThan(0);
      expect(await countStatements(ids)).toBe(single);
    });
  },
);
