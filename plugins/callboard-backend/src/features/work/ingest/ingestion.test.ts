import { chunk, omit, range, sortBy } from 'lodash';
import { setTimeout } from 'timers/promises';
import fc from 'fast-check';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  WorkItemSink,
  WorkItemSource,
  workItemSourcesExtensionPoint,
} from '@callboard/plugin-callboard-node';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../../__testUtils__/describeCallboard';
import {
  databaseIds,
  people,
  startCallboard,
} from '../../../__testUtils__/startCallboard';
import { listActivityEntries } from '../../../__testUtils__/listActivityEntries';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { getInstant, ProjectFixture } from '../__testUtils__/ProjectFixture';
import { MigratedDatabases } from '../../../__testUtils__/MigratedDatabases';
import { numRuns } from '../../../__testUtils__/random';

describe('ingestion', () => {
  const entity_ref = 'component:default/payments-api';

  describeCallboard(
    'work item ingestion',
    { entities: catalogEntities },
    callboard => {
      let fixture: ProjectFixture;
      const superAdmin = () => callboard().as('superAdmin');

      beforeAll(async () => {
        fixture = await ProjectFixture.open(callboard());
      });

      it('creates work items with all fields that the source sends', async () => {
        const source = fixture.newSource();
        const [result] = await fixture.ingest(source, [
          {
            entity_ref,
            external_id: '7',
            updated_at: getInstant(5),
            title: 'From elsewhere',
            description: 'As told',
            state_groups: ['completed'],
            priority: 'high',
            assignees: [people.stranger],
            labels: ['elsewhere', 'Elsewhere'],
            cycle: 'Milestone 1',
            external_url: 'https://example.org/7',
            created_by: people.guest,
            created_at: getInstant(1),
            completed_at: getInstant(4),
          },
        ]);
        const [item] = await fixture.listSourceItems(source);
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
          state_id: fixture.states.Done.id,
          priority: 'high',
          assignees: [people.stranger],
          source,
          external_id: '7',
          external_url: 'https://example.org/7',
          created_by: people.guest,
          created_at: getInstant(1),
          completed_at: getInstant(4),
        });
        expect(item.labels).toHaveLength(1);
        const { body } = await superAdmin()
          .get(`/admin/activity?entity_id=${item.id}`)
          .expect(200);
        expect(body.activities).toMatchObject([
          { action: 'create', source: 'ingest', user_name: 'Callboard' },
        ]);
      });

      it('records one activity entry with counts for a batch of items', async () => {
        const source = fixture.newSource();
        await fixture.ingest(
          source,
          [1, 2, 3].map(number => ({
            entity_ref,
            external_id: `${number}`,
            updated_at: getInstant(number),
            title: `Item ${number}`,
          })),
        );
        const { body } = await superAdmin()
          .get('/admin/activity?action=ingest&limit=1')
          .expect(200);
        expect(body.activities[0]).toMatchObject({
          entity_type: 'project',
          entity_id: fixture.pid,
          metadata: {
            text: '3 work items',
            entity_type: 'work_item',
            source,
            changed: 3,
            unchanged: 0,
          },
        });
      });

      it('records a single change without a batch entry and with its source', async () => {
        const source = fixture.newSource();
        const item = { entity_ref, external_id: '1', title: 'Only one' };
        await fixture.ingest(source, [{ ...item, updated_at: getInstant(1) }]);
        const [result] = await fixture.ingest(source, [
          { ...item, updated_at: getInstant(2), state_groups: ['completed'] },
        ]);
        const [created, changed] = await listActivityEntries(
          callboard(),
          result.id!,
        );
        expect(created).toMatchObject({
          action: 'create',
          batch_id: null,
          metadata: { source },
        });
        expect(changed).toMatchObject({
          action: 'update',
          metadata: { source, names: { [fixture.states.Done.id]: 'Done' } },
        });
      });

      it('matches labels and cycles by their external ids, even after the source renames them', async () => {
        const source = fixture.newSource();
        const ingestLabel = async (
          second: number,
          name: string,
          color?: string,
        ) => {
          await fixture.ingest(source, [
            {
              entity_ref,
              external_id: '1',
              updated_at: getInstant(second),
              title: 'Labelled',
              labels: [{ external_id: 'L', name, color }],
              cycle: { external_id: 'C', name: `Cycle ${name}` },
            },
          ]);
          const [item] = await fixture.listSourceItems(source);
          const read = async (kind: string, id: string) =>
            (
              await superAdmin()
                .get(`${fixture.path}/${kind}/${id}`)
                .expect(200)
            ).body;
          expect(item.labels).toHaveLength(1);
          return {
            label: await read('labels', item.labels[0]),
            cycle: await read('cycles', item.cycle_id!),
          };
        };
        const area = await fixture.createSetting('labels', { name: 'Area' });
        const own = await fixture.make({ labels: [area.id] });
        const first = await ingestLabel(1, 'area', '#112233');
        expect(first.label).toMatchObject({ id: area.id, color: '#112233' });
        const second = await ingestLabel(2, 'Zone');
        expect(second).toMatchObject({
          label: { id: area.id, name: 'Zone', color: '#112233' },
          cycle: { id: first.cycle.id, name: 'Cycle Zone' },
        });
        // A local name stays until the source renames the label.
        await superAdmin()
          .patch(`${fixture.path}/labels/${area.id}`, { name: 'Our zone' })
          .expect(200);
        expect((await ingestLabel(3, 'Zone')).label.name).toBe('Our zone');
        // A name that another label already has merges the two.
        const region = await fixture.createSetting('labels', {
          name: 'Region',
        });
        expect((await ingestLabel(4, 'Region')).label.id).toBe(region.id);
        expect((await fixture.read(own)).labels).toEqual([region.id]);
        await superAdmin().get(`${fixture.path}/labels/${area.id}`).expect(404);
      });

      it('stores the ids of more than 500 labels of one call', async () => {
        const source = fixture.newSource();
        const results = await fixture.ingest(
          source,
          range(6).map(item => ({
            entity_ref,
            external_id: `${item}`,
            updated_at: getInstant(1),
            title: `Item ${item}`,
            labels: range(100).map(label => ({
              external_id: `${item}-${label}`,
              name: `${source} ${item}-${label}`,
            })),
          })),
        );
        expect(results.map(({ status }) => status)).toEqual(
          Array(6).fill('created'),
        );
        expect(
          await callboard().knex('work_setting_sources').where({ source }),
        ).toHaveLength(600);
      });

      it('creates items in the first state group given, and in the backlog by default', async () => {
        const source = fixture.newSource();
        const ingestStateGroups = async (
          external_id: string,
          state_groups?: string[],
        ) => {
          await fixture.ingest(source, [
            {
              entity_ref,
              external_id,
              updated_at: getInstant(1),
              title: 'New',
              state_groups,
            },
          ]);
          const items = await fixture.listSourceItems(source);
          const created = items.find(item => item.external_id === external_id)!;
          return created.state_group;
        };
        expect(await ingestStateGroups('1')).toBe('backlog');
        expect(await ingestStateGroups('2', ['backlog', 'triage'])).toBe(
          'backlog',
        );
        expect(await ingestStateGroups('3', ['started', 'backlog'])).toBe(
          'started',
        );
        expect(await ingestStateGroups('4', ['triage', 'backlog'])).toBe(
          'triage',
        );
      });

      it('fails invalid items individually and returns the reason', async () => {
        const source = fixture.newSource();
        const good = {
          entity_ref,
          external_id: '1',
          updated_at: getInstant(1),
          title: 'Good',
        };
        const results = await fixture.ingest(source, [
          good,
          { ...good, external_id: '2', title: 7, estimate_time: 1.5 },
          {
            ...good,
            external_id: '3',
            entity_ref: 'component:default/nowhere',
          },
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
        expect(await fixture.listSourceItems(source)).toHaveLength(1);
      });

      it('creates the project of an entity on first use', async () => {
        const source = fixture.newSource();
        const [result] = await fixture.ingest(source, [
          {
            entity_ref: 'System:default/Shop',
            external_id: '1',
            updated_at: getInstant(1),
            title: 'New',
          },
        ]);
        expect(result).toMatchObject({
          status: 'created',
          identifier: 'SHOP-1',
        });
      });

      it('returns 404 for a missing workspace and 400 for an invalid source or batch size', async () => {
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
        expect(await fixture.listSourceItems('github')).toEqual([]);
      });
    },
  );
});

describe('ingestion rules', () => {
  const entity_ref = 'component:default/payments-api';
  const other_ref = 'component:default/payments_api';

  describeCallboard(
    'validation of ingested work items',
    { entities: catalogEntities },
    callboard => {
      let fixture: ProjectFixture;
      let other: ProjectFixture;
      const superAdmin = () => callboard().as('superAdmin');
      const item = (external_id: string, overrides: object = {}) => ({
        entity_ref,
        external_id,
        updated_at: '2026-01-01T00:00:00.000Z',
        title: `Item ${external_id}`,
        ...overrides,
      });
      const readLabels = async ({
        path,
      }: ProjectFixture): Promise<string[]> => {
        const { body } = await superAdmin().get(`${path}/labels`).expect(200);
        return body.items.map(({ name }: { name: string }) => name);
      };
      const listIngestSummaries = async (source: string) => {
        const { body } = await superAdmin().get(
          '/admin/activity?action=ingest',
        );
        return body.activities.filter(
          ({ metadata }: { metadata: { source: string } }) =>
            metadata.source === source,
        );
      };

      beforeEach(async () => {
        fixture = await ProjectFixture.open(callboard());
        other = await ProjectFixture.open(callboard(), 'payments_api');
      });

      it('fails items with invalid dates individually @full', async () => {
        const results = await fixture.ingest('odd', [
          item('1'),
          item('2', { updated_at: '0000-01-01T00:00:00.000Z' }),
          item('3', { start_date: '2026-02-02', target_date: '2026-02-01' }),
        ]);
        expect(results.map(({ status }) => status)).toEqual([
          'created',
          'failed',
          'failed',
        ]);
        expect(results[2].reason).toBe(
          'target_date: must not be before start_date',
        );
        expect(await fixture.listSourceItems('odd')).toHaveLength(1);
      });

      it.each([
        // eslint-disable-next-line no-script-url
        'javascript:alert(1)',
        '//evil.example/1',
        '/items/1',
        'http://example.org/1',
        'https://jane:secret@example.org/1',
      ])('fails an item with the external URL %j', async external_url => {
        expect(
          await fixture.ingest('links', [item('1', { external_url })]),
        ).toMatchObject([
          {
            status: 'failed',
            reason:
              'external_url: must be an https address without credentials',
          },
        ]);
      });

      it('accepts instants with any UTC offset and returns them in UTC', async () => {
        const [{ status, id }] = await fixture.ingest('instants', [
          item('1', {
            updated_at: '2026-05-01T00:00:00Z',
            created_at: '2026-04-01T01:30:00.25+05:30',
          }),
        ]);
        expect(status).toBe('created');
        const { body } = await superAdmin()
          .get(`${fixture.path}/work-items/${id}`)
          .expect(200);
        expect(body.created_at).toBe('2026-03-31T20:00:00.250Z');
        const [same, newer] = [
          await fixture.ingest('instants', [
            item('1', {
              updated_at: '2026-05-01T01:00:00+02:00',
              title: 'Old',
            }),
          ]),
          await fixture.ingest('instants', [
            item('1', {
              updated_at: '2026-04-30T23:30:00-01:00',
              title: 'New',
            }),
          ]),
        ];
        expect(same).toMatchObject([{ status: 'outdated' }]);
        expect(newer).toMatchObject([{ status: 'updated' }]);
      });

      it('clears a stored date that contradicts the date of the source', async () => {
        const ingestDates = async (second: number, dates: object) => {
          const [{ id }] = await fixture.ingest('dates', [
            item('1', { updated_at: getInstant(second), ...dates }),
          ]);
          return { id: id! };
        };
        const own = await ingestDates(1, { target_date: '2026-02-20' });
        await fixture.patch(own, { start_date: '2026-02-15' });
        await ingestDates(2, { target_date: '2026-02-15' });
        expect(await fixture.read(own)).toMatchObject({
          start_date: '2026-02-15',
          target_date: '2026-02-15',
        });
        await ingestDates(3, { target_date: '2026-02-01', title: 'Sooner' });
        expect(await fixture.read(own)).toMatchObject({
          title: 'Sooner',
          start_date: null,
          target_date: '2026-02-01',
        });
        await ingestDates(4, { start_date: '2026-03-01' });
        expect(await fixture.read(own)).toMatchObject({
          start_date: '2026-03-01',
          target_date: null,
        });
      });

      it('rejects changes in an archived project', async () => {
        await fixture.ingest('archive', [item('1', { entity_ref: other_ref })]);
        const archived_at = '2026-01-01T00:00:00.000Z';
        await superAdmin().patch(other.path, { archived_at }).expect(200);
        const results = await fixture.ingest('archive', [
          item('1', {
            entity_ref: other_ref,
            updated_at: '2026-01-02T00:00:00.000Z',
            labels: ['frozen'],
          }),
          item('2', { entity_ref: other_ref, is_deleted: true }),
        ]);
        expect(results.map(({ status }) => status)).toEqual([
          'failed',
          'failed',
        ]);
        expect(await readLabels(other)).not.toContain('frozen');
        await superAdmin().patch(other.path, { archived_at: null }).expect(200);
        const [again] = await fixture.ingest('archive', [
          item('2', { entity_ref: other_ref }),
        ]);
        expect(again.status).toBe('created');
      });

      it('creates no labels for snapshots that change nothing @full', async () => {
        const snapshot = item('1', { labels: ['short-lived'] });
        await fixture.ingest('labels', [snapshot]);
        const { body } = await superAdmin()
          .get(`${fixture.path}/labels?search=short-lived`)
          .expect(200);
        await superAdmin()
          .delete(`${fixture.path}/labels/${body.items[0].id}`)
          .expect(204);
        const [again] = await fixture.ingest('labels', [snapshot]);
        expect(again.status).toBe('unchanged');
        expect(await readLabels(fixture)).not.toContain('short-lived');
      });

      it('records a separate activity entry for each project @full', async () => {
        await superAdmin().patch(other.path, { access: 'secret' }).expect(200);
        await fixture.ingest('apart', [
          item('1'),
          item('2'),
          ...['3', '4', '5'].map(id => item(id, { entity_ref: other_ref })),
        ]);
        const summaries = await listIngestSummaries('apart');
        expect(
          summaries.map((row: any) => [row.entity_type, row.entity_id]),
        ).toEqual(
          expect.arrayContaining([
            ['project', fixture.pid],
            ['project', other.pid],
          ]),
        );
        expect(
          summaries.map(
            ({ entity_label, metadata }: any) =>
              `${entity_label}: ${metadata.changed}`,
          ),
        ).toEqual(
          expect.arrayContaining(['Payments API: 2', 'payments_api: 3']),
        );
        await callboard().as('guest').get('/me').expect(200);
        const { body } = await callboard()
          .as('guest')
          .get('/activity?action=ingest')
          .expect(200);
        expect(
          body.activities.map(({ entity_label }: any) => entity_label),
        ).not.toContain('payments_api');
        await superAdmin().patch(other.path, { access: 'open' }).expect(200);
      });

      it('assigns items of a secret project only to users who can see it', async () => {
        await callboard().as('member').get('/me').expect(200);
        await superAdmin().patch(other.path, { access: 'secret' }).expect(200);
        await superAdmin()
          .post(`${other.path}/members`, {
            user_ref: people.guest,
            role: 'guest',
          })
          .expect(201);
        await fixture.ingest('secret', [
          item('1', {
            entity_ref: other_ref,
            assignees: [people.member, people.guest],
          }),
        ]);
        expect((await fixture.listSourceItems('secret'))[0].assignees).toEqual([
          people.guest,
        ]);
        await superAdmin().patch(other.path, { access: 'open' }).expect(200);
      });
    },
  );
});

describe('ingestion order', () => {
  const entity_ref = 'component:default/payments-api';

  /** Creates an item snapshot of a source at a given second. */
  const createSnapshot = (second: number, overrides: object = {}) => ({
    entity_ref,
    external_id: '1',
    updated_at: getInstant(second),
    title: 'One',
    ...overrides,
  });

  describeCallboard(
    'order of ingested snapshots',
    { entities: catalogEntities, databases: databaseIds },
    callboard => {
      let fixture: ProjectFixture;
      const superAdmin = () => callboard().as('superAdmin');

      beforeAll(async () => {
        fixture = await ProjectFixture.open(callboard());
      });

      it('ignores repeated snapshots without recording activity', async () => {
        const source = fixture.newSource();
        const items = [1, 2, 3].map(number =>
          createSnapshot(number, { external_id: `${number}` }),
        );
        await fixture.ingest(source, items);
        const before = await fixture.listSourceItems(source);
        const entries = await countActivity();
        const again = await fixture.ingest(source, items);
        expect(again.map(({ status }) => status)).toEqual(
          Array(3).fill('unchanged'),
        );
        expect(await fixture.listSourceItems(source)).toEqual(before);
        expect(await countActivity()).toBe(entries);
      });

      it('stores items once when two concurrent requests send them to two projects @full-sqlite', async () => {
        const source = fixture.newSource();
        const ingestInto = (entity: string) =>
          fixture.ingest(
            source,
            Array.from({ length: 50 }, (_, number) =>
              createSnapshot(number, {
                entity_ref: entity,
                external_id: `${number}`,
              }),
            ),
          );
        await superAdmin()
          .put('/workspaces/default/projects/by-entity/system/default/shop')
          .expect(200);
        // Holds back both requests below until each has read the items and found none.
        const counterLock = await callboard().knex.transaction();
        await counterLock('project_counters').increment('last_number', 1);
        const both = Promise.all([
          ingestInto(entity_ref),
          ingestInto('system:default/shop'),
        ]);
        await setTimeout(500);
        await counterLock.commit();
        const [one, other] = await both;
        expect(one.map(({ id }) => id)).toEqual(other.map(({ id }) => id));
        const statuses = [...one, ...other].map(({ status }) => status);
        expect(statuses.filter(status => status === 'created')).toHaveLength(
          50,
        );
        expect(statuses).not.toContain('failed');
      });

      it('returns for each snapshot whether it changed visible fields', async () => {
        const source = fixture.newSource();
        const results = await fixture.ingest(source, [
          createSnapshot(1, { title: 'A' }),
          createSnapshot(2, { title: 'A' }),
          createSnapshot(3, { title: 'B' }),
          createSnapshot(4, { title: 'B' }),
          createSnapshot(5, { title: 'A' }),
        ]);
        expect(results.map(({ status }) => status)).toEqual([
          'created',
          'unchanged',
          'updated',
          'unchanged',
          'updated',
        ]);
        expect(await fixture.listSourceItems(source)).toMatchObject([
          { title: 'A', version: 1 },
        ]);
      });

      it('applies the newest snapshot and keeps fields that the source does not send @full', async () => {
        const source = fixture.newSource();
        await fixture.ingest(source, [createSnapshot(5, { title: 'Newer' })]);
        const [{ id }] = await fixture.listSourceItems(source);
        await fixture.patch({ id }, { estimate_time: 30, priority: 'urgent' });
        const results = await fixture.ingest(source, [
          createSnapshot(4, { title: 'Older' }),
          createSnapshot(6, { title: 'Newest', description: null }),
          createSnapshot(3, { title: 'Oldest' }),
        ]);
        expect(results.map(({ status }) => status)).toEqual([
          'outdated',
          'updated',
          'outdated',
        ]);
        expect(await fixture.listSourceItems(source)).toMatchObject([
          { title: 'Newest', estimate_time: 30, priority: 'urgent' },
        ]);
      });

      it('sets the creator and creation time from the newest snapshot that includes them', async () => {
        const source = fixture.newSource();
        await fixture.ingest(source, [
          createSnapshot(1, { created_at: getInstant(1), created_by: null }),
        ]);
        await fixture.ingest(source, [
          createSnapshot(2, {
            created_at: getInstant(0),
            created_by: people.guest,
          }),
        ]);
        await fixture.ingest(source, [
          createSnapshot(3, { created_at: null, created_by: null }),
        ]);
        expect(await fixture.listSourceItems(source)).toMatchObject([
          { created_at: getInstant(0), created_by: people.guest },
        ]);
      });

      it('ignores snapshots older than the newest one, even if that one changed nothing @full-postgres', async () => {
        const source = fixture.newSource();
        await fixture.ingest(source, [createSnapshot(1, { title: 'A' })]);
        const [before] = await fixture.listSourceItems(source);
        const [same] = await fixture.ingest(source, [
          createSnapshot(3, { title: 'A' }),
        ]);
        expect(same).toMatchObject({ status: 'unchanged', id: before.id });
        const [late] = await fixture.ingest(source, [
          createSnapshot(2, { title: 'B' }),
        ]);
        expect(late.status).toBe('outdated');
        expect(await fixture.listSourceItems(source)).toEqual([before]);
      });

      it('keeps the state of an item while it fits the state groups of the source @full', async () => {
        const source = fixture.newSource();
        const open = ['backlog', 'unstarted', 'started'];
        const stateAfter = async (second: number, state_groups: string[]) => {
          await fixture.ingest(source, [
            createSnapshot(second, { state_groups }),
          ]);
          return (await fixture.listSourceItems(source))[0].state_id;
        };
        expect(await stateAfter(1, open)).toBe(fixture.states.Backlog.id);
        const [created] = await fixture.listSourceItems(source);
        await fixture.patch(created, {
          state_id: fixture.states['In Review'].id,
        });
        expect(await stateAfter(2, open)).toBe(fixture.states['In Review'].id);
        expect(await stateAfter(3, ['completed'])).toBe(fixture.states.Done.id);
        expect(await stateAfter(4, open)).toBe(fixture.states.Backlog.id);
        expect(await stateAfter(5, ['cancelled'])).toBe(
          fixture.states.Cancelled.id,
        );
      });

      it('keeps deleted items deleted, even when the deletion arrives first @full-postgres', async () => {
        const source = fixture.newSource();
        const item = (external_id: string, second: number, overrides = {}) =>
          createSnapshot(second, { external_id, ...overrides });
        await fixture.ingest(source, [item('1', 1)]);
        await fixture.ingest(source, [item('1', 1, { is_deleted: true })]);
        await fixture.ingest(source, [item('2', 9, { is_deleted: true })]);
        const [{ id }] = await fixture.ingest(source, [item('3', 1)]);
        await superAdmin()
          .delete(`${fixture.path}/work-items/${id}`)
          .expect(204);
        const results = await fixture.ingest(source, [
          item('1', 2),
          item('2', 10),
          item('3', 2),
        ]);
        expect(results.map(({ status }) => status)).toEqual(
          Array(3).fill('deleted'),
        );
        expect(await fixture.listSourceItems(source)).toEqual([]);
      });

      async function countActivity(): Promise<number> {
        const [{ count }] = await callboard()
          .knex('activity')
          .count({ count: '*' });
        return Number(count);
      }
    },
  );
});

describe('ingestion order properties', () => {
  const entity_ref = 'component:default/payments-api';

  describeWithoutJobs(
    'random order of ingested snapshots',
    { entities: catalogEntities },
    callboard => {
      let fixture: ProjectFixture;

      beforeAll(async () => {
        fixture = await ProjectFixture.open(callboard());
      });

      const commonFields = {
        external_id: fc.constantFrom('1', '2', '3'),
        second: fc.integer({ min: 1, max: 4 }),
        title: fc.constantFrom('A', 'B', 'C'),
        is_deleted: fc.constantFrom(false, false, false, true),
      };

      it('stores the same result for any order and repetition of complete snapshots @full', async () => {
        const property = createOrderProperty(
          fc.record(
            {
              ...commonFields,
              state_groups: fc.constantFrom(
                ['backlog', 'started'],
                ['completed'],
              ),
              labels: fc.subarray(['x', 'y']),
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
          ),
        );
        await expect(
          fc.assert(property, { numRuns: numRuns(20) }),
        ).resolves.toBeUndefined();
      });

      it('stores the same parents, modules and states for any order and repetition of snapshots', async () => {
        const property = createOrderProperty(
          fc.record({
            ...commonFields,
            parent_external_id: fc.constantFrom(null, '1', '2', '3'),
            module: fc.constantFrom(null, 'M', 'N'),
            state: fc.constantFrom(
              { name: 'QA', group: 'started' },
              { name: 'in review', group: 'started' },
              { name: 'Closed', group: 'completed' },
            ),
          }),
        );
        await expect(
          fc.assert(property, { numRuns: numRuns(20) }),
        ).resolves.toBeUndefined();
      });

      function createOrderProperty(snapshot: fc.Arbitrary<{ second: number }>) {
        return fc.asyncProperty(
          fc.array(snapshot, { minLength: 1, maxLength: 6 }).chain(snapshots =>
            fc.tuple(
              fc.constant(snapshots),
              fc.shuffledSubarray([...snapshots, ...snapshots], {
                minLength: snapshots.length * 2,
              }),
              fc.constantFrom(1, 3, 100),
            ),
          ),
          async ([snapshots, shuffled, size]) => {
            expect(await ingestSnapshots(shuffled, size)).toEqual(
              await ingestSnapshots(snapshots, 1),
            );
          },
        );
      }

      async function ingestSnapshots(
        snapshots: Array<{ second: number }>,
        size: number,
      ) {
        const source = fixture.newSource();
        for (const batch of chunk(snapshots, size)) {
          await fixture.ingest(
            source,
            batch.map(({ second, ...fields }) => ({
              entity_ref,
              updated_at: getInstant(second),
              completed_at: getInstant(second),
              ...fields,
            })),
          );
        }
        const items = await fixture.listSourceItems(source);
        const externalIds = new Map(
          items.map(({ id, external_id }) => [id, external_id]),
        );
        return sortBy(items, 'external_id').map(item => ({
          ...omit(item, [
            'id',
            'identifier',
            'source',
            'version',
            'created_at',
            'updated_at',
            'sort_order',
          ]),
          parent_id: item.parent_id && externalIds.get(item.parent_id),
        }));
      }
    },
  );
});

/** Creates a module with sources. */
function createSourceModule(...sources: WorkItemSource[]) {
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
/** Creates a source that only stores its sink. */
const source = (id: string): WorkItemSource => ({
  id,
  connect: async sink => {
    sinks[id] = sink;
  },
});

const modules = [createSourceModule(source('one'), source('other'))];

describeCallboard(
  'work item sources',
  { entities: catalogEntities, modules },
  callboard => {
    it('ingests items without an HTTP request', async () => {
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

    it('removes characters that cannot be stored from the texts of a source', async () => {
      const [{ status }] = await sinks.one.ingest('default', [
        {
          ...item('unclean'),
          title: 'Cut off \ud83d and\u200b joined',
          description: 'One\u0000\nTwo 👩‍💻',
          labels: ['ti\u202edy'],
        },
      ]);
      expect(status).toBe('created');
      const { knex } = callboard();
      const row = await knex('work_items')
        .where({ external_id: 'unclean' })
        .first();
      expect(row).toMatchObject({
        title: 'Cut off and joined',
        description: 'One\nTwo 👩‍💻',
      });
      expect(await knex('work_labels').pluck('name')).toContain('tidy');
    });

    it('applies all changes of a setting that one call creates, renames and deletes', async () => {
      const fixture = await ProjectFixture.open(callboard());
      const createLabel = (
        external_id: string,
        second: number,
        overrides: object = {},
      ) => ({
        kind: 'label' as const,
        entity_ref: 'component:default/payments-api',
        external_id,
        updated_at: getInstant(second),
        name: `Area ${external_id}`,
        ...overrides,
      });
      const listAreas = async () => {
        const { body } = await callboard()
          .as('superAdmin')
          .get(`${fixture.path}/labels?search=area`)
          .expect(200);
        return body.items;
      };
      const own = await fixture.createSetting('labels', { name: 'Area 51' });
      await sinks.one.ingestSettings('default', [
        createLabel('renamed', 1),
        createLabel('renamed', 2, { name: 'Area 51', color: '#112233' }),
        createLabel('deleted', 1),
        createLabel('deleted', 2, { is_deleted: true }),
        createLabel('created', 1),
      ]);
      expect(await listAreas()).toMatchObject([
        { id: own.id, name: 'Area 51', color: '#112233' },
        { name: 'Area created' },
      ]);
      await sinks.one.ingestSettings('default', [
        createLabel('renamed', 3, { name: 'Area 52' }),
        createLabel('deleted', 3),
      ]);
      expect(await listAreas()).toMatchObject([
        { id: own.id, name: 'Area 52' },
        { name: 'Area created' },
      ]);
    });

    it('creates cycles and modules without reversed dates of the source', async () => {
      const fixture = await ProjectFixture.open(callboard());
      const reversed = {
        entity_ref: 'component:default/payments-api',
        external_id: '1',
        updated_at: getInstant(1),
        name: 'Reversed',
        start_date: '2026-03-02',
      };
      const end_date = '2026-03-01';
      await sinks.one.ingestSettings('default', [
        { ...reversed, kind: 'cycle', end_date },
        { ...reversed, kind: 'module', target_date: end_date },
      ]);
      for (const kind of ['cycles', 'modules']) {
        const { body } = await callboard()
          .as('superAdmin')
          .get(`${fixture.path}/${kind}?search=reversed`)
          .expect(200);
        expect(body.items).toMatchObject([
          { name: 'Reversed', start_date: null },
        ]);
      }
    });

    it('rejects a missing workspace and more than 500 items', async () => {
      await expect(sinks.one.ingest('absent', [item('1')])).rejects.toThrow(
        NotFoundError,
      );
      await expect(
        sinks.one.ingest('default', Array(501).fill(item('1'))),
      ).rejects.toThrow(InputError);
      expect(await sinks.one.ingest('default', [])).toEqual([]);
    });

    it('makes existing and new projects secret until an admin changes the access', async () => {
      const superAdmin = callboard().as('superAdmin');
      const projects = '/workspaces/default/projects';
      for (const name of ['payments-api', 'payments_api']) {
        const entity_ref = `component:default/${name}`;
        await sinks.one.makeSecret('default', entity_ref);
        await sinks.one.makeSecret('default', entity_ref);
        const { body } = await superAdmin
          .put(`${projects}/by-entity/component/default/${name}`)
          .expect(200);
        expect(body.access).toBe('secret');
        await superAdmin
          .patch(`${projects}/${body.id}`, { access: 'open' })
          .expect(200);
        await sinks.one.ingest('default', [{ ...item(name), entity_ref }]);
        const again = await superAdmin
          .get(`${projects}/${body.id}`)
          .expect(200);
        expect(again.body.access).toBe('open');
      }
      const [first] = (await superAdmin.get(`${projects}?search=payments_api`))
        .body.items;
      const { body: history } = await superAdmin.get(
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

    it('stores separate cursors for each source', async () => {
      const { cursors } = sinks.one;
      expect(await cursors.read('default', 'a')).toBeUndefined();
      for (const value of [1, 'text', null, { since: 'then' }, ['x']]) {
        await cursors.write('default', 'a', value);
        expect(await cursors.read('default', 'a')).toEqual(value);
      }
      expect(await cursors.read('default', 'b')).toBeUndefined();
      expect(await sinks.other.cursors.read('default', 'a')).toBeUndefined();
      expect(await cursors.read('absent', 'a')).toBeUndefined();
      await expect(cursors.write('absent', 'a', 1)).rejects.toThrow(
        NotFoundError,
      );
    });
  },
);

describe('invalid sources', () => {
  const databases = MigratedDatabases.create(databaseIds.slice(0, 1));

  it.each([
    ['the name of another source', [source('one'), source('one')], /already/],
    ['an invalid name', [source('Git Hub')], /Git Hub/],
    ["Callboard's own name", [source('callboard')], /callboard/],
  ])(
    'fails to start with a source that has %s @full',
    async (_, wrong, message) => {
      await expect(
        startCallboard(databases, 'SQLITE_3', {
          modules: [createSourceModule(...wrong)],
        }),
      ).rejects.toThrow(message);
    },
  );
});
