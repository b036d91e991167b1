import { createBackendModule } from '@backstage/backend-plugin-api';
import { IngestedWorklog } from '@callboard/plugin-callboard-common';
import {
  WorkItemSink,
  workItemSourcesExtensionPoint,
} from '@callboard/plugin-callboard-node';
import fc from 'fast-check';
import { chunk, omit, sortBy } from 'lodash';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { numRuns } from '../../../__testUtils__/random';
import { databaseIds, people } from '../../../__testUtils__/startCallboard';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { getInstant } from '../../work/__testUtils__/ProjectFixture';
import { HIDDEN_DIGEST } from '../../work/items/WorkItemRow';
import { TimeFixture } from '../__testUtils__/TimeFixture';
import { LoggableItems } from './LoggableItems';

const SOURCE_IDS = Array.from({ length: 100 }, (_, index) => `source-${index}`);

let sinks: Map<string, WorkItemSink>;

const sourcesModule = createBackendModule({
  pluginId: 'callboard',
  moduleId: 'worklog-sources',
  register: env =>
    env.registerInit({
      deps: { sources: workItemSourcesExtensionPoint },
      async init({ sources }) {
        sinks = new Map();
        SOURCE_IDS.forEach(id =>
          sources.addSource({
            id,
            async connect(sink) {
              sinks.set(id, sink);
            },
          }),
        );
      },
    }),
});

const options = { entities: catalogEntities, modules: [sourcesModule] };

const createItem = (external_id: string) => ({
  entity_ref: 'component:default/payments-api',
  external_id,
  updated_at: getInstant(1),
  title: `Item ${external_id}`,
});

const createWorklog = (
  external_id: string,
  overrides: Partial<IngestedWorklog> = {},
): IngestedWorklog => ({
  external_id,
  work_item_external_id: 'item',
  updated_at: getInstant(1),
  logged_by: people.member,
  logged_at: '2026-03-02',
  duration_minutes: 60,
  ...overrides,
});

describeCallboard(
  'ingestion of worklogs',
  { ...options, databases: databaseIds },
  callboard => {
    let fixture: TimeFixture;
    let source: number;

    beforeAll(async () => {
      fixture = await TimeFixture.open(callboard());
      source = 0;
    });

    /** Returns an unused source with two items, and a way to list its worklogs. */
    async function openSource() {
      const id = SOURCE_IDS[source];
      source += 1;
      const sink = sinks.get(id)!;
      await sink.ingest('default', [createItem('item'), createItem('other')]);
      return {
        sink,
        ingest: (worklogs: IngestedWorklog[]) =>
          sink.ingestWorklogs('default', worklogs),
        async list(): Promise<any[]> {
          const items = await callboard()
            .knex('work_items')
            .where({ source: id })
            .pluck('id');
          const rows = await callboard()
            .knex('worklogs')
            .whereIn('work_item_id', items)
            .whereNull('deleted_at');
          return rows;
        },
      };
    }

    it('creates, updates and deletes worklogs with the source ingest', async () => {
      const { ingest, list } = await openSource();
      const [created] = await ingest([
        createWorklog('1', { description: 'Debugging' }),
      ]);
      expect(created).toMatchObject({ status: 'created', reason: null });
      expect(await list()).toMatchObject([
        {
          id: created.id,
          logged_by: people.member,
          logged_at: '2026-03-02',
          duration_minutes: 60,
          description: 'Debugging',
          source: 'ingest',
        },
      ]);
      const [updated] = await ingest([
        createWorklog('1', {
          updated_at: getInstant(2),
          logged_by: people.projectAdmin,
          duration_minutes: 90,
          logged_at: '2026-03-03',
        }),
      ]);
      expect(updated).toMatchObject({ status: 'updated', id: created.id });
      expect(await list()).toMatchObject([
        {
          logged_by: people.member,
          duration_minutes: 90,
          logged_at: '2026-03-03',
          description: 'Debugging',
        },
      ]);
      const deletion = {
        external_id: '1',
        work_item_external_id: 'item',
        updated_at: getInstant(2),
        is_deleted: true,
      };
      expect(await ingest([deletion])).toMatchObject([{ status: 'deleted' }]);
      expect(await list()).toEqual([]);
    });

    it('changes nothing for repeated and older snapshots, and restores no deleted worklog', async () => {
      const { ingest, list } = await openSource();
      const newest = createWorklog('1', { updated_at: getInstant(3) });
      await ingest([newest]);
      const before = await list();
      const results = await ingest([newest]);
      expect(results).toMatchObject([{ status: 'unchanged' }]);
      expect(
        await ingest([createWorklog('1', { duration_minutes: 5 })]),
      ).toMatchObject([{ status: 'outdated' }]);
      expect(await list()).toEqual(before);
      await callboard()
        .knex('worklogs')
        .where({ id: before[0].id })
        .update({ deleted_at: new Date() });
      await ingest([createWorklog('2', { is_deleted: true })]);
      const later = { updated_at: getInstant(9) };
      expect(
        await ingest([createWorklog('1', later), createWorklog('2', later)]),
      ).toMatchObject([{ status: 'deleted' }, { status: 'deleted' }]);
      await ingest([
        createWorklog('3', { is_deleted: true }),
        createWorklog('3', later),
      ]);
      expect(await list()).toEqual([]);
    });

    it('fails a worklog alone on an unknown item, in a locked week and above the daily limit, and accepts it later', async () => {
      const { ingest, list } = await openSource();
      const week = fixture.newWeek();
      await ingest([createWorklog('first', { logged_at: week })]);
      const { body: period } = await fixture
        .as('member')
        .post('/workspaces/default/periods', { week })
        .expect(201);
      const day = fixture.newDay();
      const locked = createWorklog('locked', { logged_at: week });
      const late = createWorklog('late', { work_item_external_id: 'later' });
      const results = await ingest([
        createWorklog('fine', { logged_at: day }),
        late,
        locked,
        createWorklog('long', { logged_at: day, duration_minutes: 1400 }),
        { ...createWorklog('bad'), duration_minutes: 0 },
      ]);
      expect(results.map(({ status }) => status)).toEqual([
        'created',
        'failed',
        'failed',
        'failed',
        'failed',
      ]);
      expect(results[1].reason).toContain('work_item_external_id');
      expect(results[2].reason).toContain('is submitted');
      expect(results[3].reason).toContain('daily limit');
      expect(results[4].reason).toContain('duration_minutes');
      expect(await list()).toHaveLength(2);
      await fixture
        .as('member')
        .post(`/workspaces/default/periods/${period.id}/recall`, {})
        .expect(200);
      expect(await ingest([locked])).toMatchObject([{ status: 'created' }]);
    });

    it('logs on the day of the start in the zone of the person, and rejects another day', async () => {
      const { ingest, list } = await openSource();
      const started_at = '2026-03-04T23:30:00.000Z';
      const results = await ingest([
        createWorklog('1', { logged_at: null, started_at }),
        createWorklog('2', { logged_at: '2026-03-05', started_at }),
      ]);
      expect(results).toMatchObject([
        { status: 'created' },
        { status: 'failed' },
      ]);
      expect(results[1].reason).toContain('started_at');
      expect(await list()).toMatchObject([{ logged_at: '2026-03-04' }]);
    });

    it('fails a worklog alone whose start is after 9999 in the zone of the person', async () => {
      const { ingest, list } = await openSource();
      const member = fixture.as('member');
      const path = '/notifications/preferences';
      const { body } = await member.get(path).expect(200);
      const setZone = (timezone: string) =>
        member.put(path, { ...body, timezone }).expect(200);
      await setZone('Asia/Tokyo');
      const results = await ingest([
        createWorklog('1', {
          logged_at: null,
          started_at: '9999-12-31T23:30:00.000Z',
        }),
        createWorklog('2', { logged_at: '2026-03-12' }),
      ]);
      await setZone('UTC');
      expect(results).toMatchObject([
        { status: 'failed', reason: expect.stringContaining('1970 to 9999') },
        { status: 'created' },
      ]);
      expect(await list()).toMatchObject([{ logged_at: '2026-03-12' }]);
    });

    it('rejects worklogs of a project without time tracking, but follows deletions', async () => {
      const { ingest, list } = await openSource();
      await ingest([createWorklog('1')]);
      const { path } = fixture.project;
      const setTracking = (is_time_tracking_enabled: boolean) =>
        fixture
          .as('superAdmin')
          .patch(path, { is_time_tracking_enabled })
          .expect(200);
      await setTracking(false);
      const results = await ingest([
        createWorklog('2'),
        createWorklog('1', { is_deleted: true }),
      ]);
      await setTracking(true);
      expect(results).toMatchObject([
        { status: 'failed' },
        { status: 'deleted' },
      ]);
      expect(await list()).toEqual([]);
    });

    it('hides the comments and descriptions of an item until its source shows the item again', async () => {
      const { sink, ingest, list } = await openSource();
      const week = fixture.newWeek();
      const worklogs = ['1', '2'].map(id =>
        createWorklog(id, { logged_at: week, description: `Private ${id}` }),
      );
      const other = createWorklog('3', {
        logged_at: week,
        work_item_external_id: 'other',
        description: 'Public',
      });
      const comment = {
        external_id: 'comment',
        work_item_external_id: 'item',
        updated_at: getInstant(1),
        author_name: 'octocat',
        body: 'Private',
      };
      await ingest([...worklogs, other]);
      const [{ id: comment_id }] = await sink.ingestComments('default', [
        comment,
      ]);
      await fixture
        .as('member')
        .post('/workspaces/default/periods', { week })
        .expect(201);
      const listDescriptions = async () =>
        (await list()).map(({ description }) => description).sort();
      const { knex } = callboard();
      const [{ id: lastId }] = await knex('activity')
        .orderBy('id', 'desc')
        .limit(1);
      const hidden = ['item', 'absent'].map(createItem);
      const results = await sink.hide('default', hidden);
      expect(results).toMatchObject([
        { status: 'unchanged' },
        { status: 'unchanged', id: null },
      ]);
      await sink.hide('default', hidden);
      expect(await listDescriptions()).toEqual(['Public', null, null]);
      expect(await sink.listCommentIds('default', ['item'])).toEqual(
        new Map([['item', []]]),
      );
      const entries = await knex('activity').where('id', '>', lastId);
      expect(entries.length).toBeGreaterThan(0);
      expect(JSON.stringify(entries)).not.toContain('Private');

      const rejected = {
        status: 'failed',
        reason: expect.stringContaining('hidden'),
      };
      expect(await sink.ingestComments('default', [comment])).toMatchObject([
        rejected,
      ]);
      expect(await ingest([...worklogs, createWorklog('4')])).toMatchObject([
        rejected,
        rejected,
        rejected,
      ]);
      expect(await listDescriptions()).toEqual(['Public', null, null]);

      await sink.ingest('default', [createItem('item')]);
      expect(await sink.ingestComments('default', [comment])).toMatchObject([
        rejected,
      ]);
      const shown = { ...createItem('item'), updated_at: getInstant(2) };
      await sink.ingest('default', [shown]);
      const [restored] = await sink.ingestComments('default', [comment]);
      expect(restored).toMatchObject({ status: 'created' });
      expect(restored.id).not.toBe(comment_id);
      const { body } = await fixture
        .as('member')
        .get(`/workspaces/default/periods?week=${week}`)
        .expect(200);
      await fixture
        .as('member')
        .post(`/workspaces/default/periods/${body.items[0].id}/recall`, {})
        .expect(200);
      expect(await ingest(worklogs)).toMatchObject([
        { status: 'updated' },
        { status: 'updated' },
      ]);
      expect(await listDescriptions()).toEqual([
        'Private 1',
        'Private 2',
        'Public',
      ]);
    });

    it('stores no worklog of an item that is hidden before the projects are locked', async () => {
      const { ingest, list } = await openSource();
      const { findAndLockProjects } = LoggableItems.prototype;
      const lock = jest
        .spyOn(LoggableItems.prototype, 'findAndLockProjects')
        .mockImplementationOnce(async function hideFirst(
          this: LoggableItems,
          tx,
          ...rest
        ) {
          await tx('work_items').whereIn('id', rest[1]).update({
            external_digest: HIDDEN_DIGEST,
          });
          return findAndLockProjects.call(this, tx, ...rest);
        });
      const results = await ingest([
        createWorklog('1', { description: 'Private' }),
      ]);
      lock.mockRestore();
      expect(results).toMatchObject([
        { status: 'failed', reason: expect.stringContaining('hidden') },
      ]);
      expect(await list()).toEqual([]);
    });

    it('records one activity entry with counts for several worklogs', async () => {
      const { ingest } = await openSource();
      const day = fixture.newDay();
      await ingest(
        ['1', '2', '3'].map(id =>
          createWorklog(id, { logged_at: day, duration_minutes: 10 }),
        ),
      );
      const { body } = await callboard()
        .as('superAdmin')
        .get('/admin/activity?action=ingest&limit=1')
        .expect(200);
      expect(body.activities[0]).toMatchObject({
        source: 'ingest',
        metadata: {
          text: '3 time entries',
          entity_type: 'worklog',
          changed: 3,
          unchanged: 0,
        },
      });
    });

    it('stores the same worklogs for any order and repetition of snapshots', async () => {
      const snapshot = fc.record({
        external_id: fc.constantFrom('1', '2'),
        work_item_external_id: fc.constant('item'),
        updated_at: fc.integer({ min: 1, max: 4 }).map(getInstant),
        duration_minutes: fc.constantFrom(5, 10, 15),
        logged_at: fc.constantFrom('2026-04-01', '2026-04-02'),
        description: fc.constantFrom(null, 'A', 'B'),
        is_deleted: fc.constantFrom(false, false, false, true),
        logged_by: fc.constant(people.stranger),
      });
      const ingestAll = async (snapshots: IngestedWorklog[], size: number) => {
        const { ingest, list } = await openSource();
        for (const batch of chunk(snapshots, size)) {
          await ingest(batch);
        }
        const rows = await list();
        return sortBy(
          rows.map(row =>
            omit(row, [
              'id',
              'work_item_id',
              'version',
              'created_at',
              'updated_at',
            ]),
          ),
          ['logged_at', 'duration_minutes', 'description'],
        );
      };
      await fc.assert(
        fc.asyncProperty(
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
            expect(await ingestAll(shuffled, size)).toEqual(
              await ingestAll(snapshots, 1),
            );
          },
        ),
        { numRuns: Math.min(numRuns(10), 40) },
      );
    });
  },
);

describeCallboard(
  'ingestion of worklogs without the feature time',
  { ...options, config: { features: { time: false } } },
  callboard => {
    it('ignores worklogs', async () => {
      const sink = sinks.get(SOURCE_IDS[0])!;
      await sink.ingest('default', [createItem('item')]);
      const [result] = await sink.ingestWorklogs('default', [
        createWorklog('1'),
      ]);
      expect(result).toMatchObject({ status: 'unchanged', id: null });
      expect(await callboard().knex('worklogs')).toEqual([]);
    });
  },
);
