import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { InputError } from '@backstage/errors';
import { JsonValue } from '@backstage/types';
import { WorkSource } from '@callboard/plugin-callboard-common';
import {
  PAUSE_CURSOR,
  SourceRateLimitError,
  SourceSync,
  SyncedProject,
  SyncRun,
  WorkItemSink,
  workItemSourcesExtensionPoint,
} from '@callboard/plugin-callboard-node';
import { chunk } from 'lodash';
import { WorkItemChanges } from '../items/WorkItemChanges';
import { schedulerFactory } from '../../../__testUtils__/schedulerFactory';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { databaseIds, people } from '../../../__testUtils__/startCallboard';
import {
  catalogEntities,
  createEntity,
} from '../../../core/projects/__testUtils__/catalogEntities';
import { getInstant, ProjectFixture } from '../__testUtils__/ProjectFixture';

const SOURCE = 'tracker';
const TASK = `callboard-sync-${SOURCE}-default`;
const PAYMENTS = 'component:default/payments-api';
const SHOP = 'system:default/shop';

/** A source whose projects and pages the tests choose. */
class FakeTracker {
  sink!: WorkItemSink;
  projects: SyncedProject[] = [];
  read: SourceSync['readProject'] = async () => {};

  reset(): void {
    this.projects = [
      { entity_ref: PAYMENTS, name: 'PAY', url: 'https://tracker/PAY' },
      { entity_ref: SHOP, name: 'SHOP' },
    ];
    this.read = async () => {};
  }

  readonly module = createBackendModule({
    pluginId: 'callboard',
    moduleId: 'tracker',
    register: env =>
      env.registerInit({
        deps: { sources: workItemSourcesExtensionPoint },
        init: async ({ sources }) =>
          sources.addSource({
            id: SOURCE,
            connect: async sink => {
              this.sink = sink;
              await sink.scheduleSync({
                workspace: 'default',
                schedule: { frequency: { hours: 1 }, timeout: { minutes: 5 } },
                listProjects: async () => this.projects,
                readProject: (project, run) => this.read(project, run),
              });
            },
          }),
      }),
  });
}

const tracker = new FakeTracker();
const scheduler = mockServices.scheduler();
const { scheduleTask } = scheduler;

/** Starts a run as another process does, without the lock of the scheduler. */
let startRun: (signal: AbortSignal) => Promise<void>;
scheduler.scheduleTask = async task => {
  if (task.id === TASK) {
    startRun = async signal => task.fn(signal);
  }
  return scheduleTask.call(scheduler, task);
};

const createItem = (external_id: string, overrides: object = {}) => ({
  entity_ref: PAYMENTS,
  external_id,
  updated_at: getInstant(1),
  title: `Item ${external_id}`,
  ...overrides,
});

const createUser = (name: string, email: string, annotations = {}) => {
  const entity = createEntity('User', name, { spec: { profile: { email } } });
  return { ...entity, metadata: { ...entity.metadata, annotations } };
};

describeCallboard(
  'synchronised sources',
  {
    databases: databaseIds,
    modules: [tracker.module],
    services: [schedulerFactory(scheduler)],
    entities: [
      ...catalogEntities,
      createUser('jo', 'jo@example.org', { 'tracker/account': 'Jo-1' }),
      createUser('joe', 'joe@example.org', { 'tracker/account': 'JO-1' }),
      createUser('twin-a', 'twin@example.org'),
      createUser('twin-b', 'twin@example.org'),
    ],
  },
  callboard => {
    let fixture: ProjectFixture;

    beforeAll(async () => {
      fixture = await ProjectFixture.open(callboard());
      await callboard().as('member').get('/me').expect(200);
      await callboard()
        .as('superAdmin')
        .put('/workspaces/default/projects/by-entity/system/default/shop')
        .expect(200);
    });

    beforeEach(async () => {
      tracker.reset();
      const { knex } = callboard();
      await knex('work_source_projects').delete();
      await knex('work_source_cursors').delete();
      await knex('work_source_accounts').delete();
    });

    const runSync = () => scheduler.triggerTask(TASK);

    async function readSource(): Promise<WorkSource> {
      const { body } = await fixture
        .as('superAdmin')
        .get(`${fixture.path}/sources`)
        .expect(200);
      return body.items.find(({ source }: WorkSource) => source === SOURCE);
    }

    const updateSource = (patch: object, status = 200, who = 'superAdmin') =>
      callboard()
        .as(who as 'superAdmin')
        .patch(`${fixture.path}/sources/${SOURCE}`, patch)
        .expect(status);

    it('continues from the cursor of the last saved page, and shows the progress', async () => {
      const starts: Array<JsonValue | undefined> = [];
      const firsts: boolean[] = [];
      tracker.read = async ({ name }, run) => {
        if (name !== 'PAY') return;
        starts.push(await run.readCursor());
        firsts.push(run.isFirst);
        await run.save({ page: starts.length }, { done: 10, total: 30 });
        if (starts.length === 1) throw new Error('The connection broke');
        await run.save({ page: 'last' }, { done: 30, total: 30 });
      };
      await runSync();
      expect((await readSource()).projects).toMatchObject([
        {
          name: 'PAY',
          url: 'https://tracker/PAY',
          finished_at: null,
          lag_seconds: null,
          is_running: false,
          done: 10,
          total: 30,
          error: 'Error: The connection broke',
        },
      ]);
      await runSync();
      await runSync();
      expect(starts).toEqual([undefined, { page: 1 }, { page: 'last' }]);
      expect(firsts).toEqual([true, true, false]);
      expect((await readSource()).projects).toMatchObject([
        { error: null, done: 30, finished_at: expect.any(String) },
      ]);
    });

    it('sets isArchived of a run while the project is archived', async () => {
      const runs: Array<[name: string, isArchived: boolean]> = [];
      tracker.read = async ({ name }, run) => {
        runs.push([name, run.isArchived]);
      };
      const archive = (archived_at: string | null) =>
        fixture
          .as('superAdmin')
          .patch(fixture.path, { archived_at })
          .expect(200);
      await archive(getInstant(1));
      await runSync();
      await archive(null);
      await runSync();
      expect(runs).toEqual([
        ['PAY', true],
        ['SHOP', false],
        ['PAY', false],
        ['SHOP', false],
      ]);
    });

    it('shows a run as running until it ends or makes no progress', async () => {
      let during: WorkSource | undefined;
      tracker.read = async ({ name }, run) => {
        if (name === 'PAY') {
          await run.save({}, { done: 1 });
          during = await readSource();
        }
      };
      await runSync();
      expect(during?.projects).toMatchObject([{ is_running: true, done: 1 }]);
      expect((await readSource()).projects[0].is_running).toBe(false);
      const hourAgo = new Date(Date.now() - 60 * 60_000);
      await callboard()
        .knex('work_source_projects')
        .update({ active_at: hourAgo });
      expect((await readSource()).projects[0].is_running).toBe(false);
    });

    it('reads the other projects after an error of one', async () => {
      const read: string[] = [];
      tracker.read = async ({ name }) => {
        read.push(name);
        if (name === 'PAY') throw new Error('No access');
      };
      await runSync();
      expect(read).toEqual(['PAY', 'SHOP']);
    });

    it('shows no statement of a database error', async () => {
      tracker.read = async () => callboard().knex('absent_table');
      await runSync();
      expect((await readSource()).projects).toMatchObject([
        { error: 'Error: An internal error occurred' },
      ]);
    });

    describe('interrupted loads', () => {
      const PAGES = [1, 2, 3];

      afterEach(async () => {
        const stored = await tracker.sink.listItemIds('default', PAYMENTS);
        await tracker.sink.ingest(
          'default',
          stored.map(({ external_id }) =>
            createItem(external_id, {
              updated_at: getInstant(2),
              is_deleted: true,
            }),
          ),
        );
      });

      /**
       * Lets the tracker have a project with three pages of two items.
       *
       * @param hooks - run before a page is ingested, and before it is saved
       * @returns the pages in the order in which they are read
       */
      function createPages(
        id: string,
        hooks: Partial<
          Record<'ingest' | 'save', (page: number, run: SyncRun) => unknown>
        > = {},
      ): number[] {
        const read: number[] = [];
        tracker.read = async ({ name }, run) => {
          if (name !== 'PAY') return;
          const cursor = await run.readCursor();
          for (const page of PAGES.filter(each => each > Number(cursor ?? 0))) {
            read.push(page);
            await hooks.ingest?.(page, run);
            await tracker.sink.ingest(
              'default',
              [1, 2].map(number => createItem(`${id}-${page}-${number}`)),
            );
            await hooks.save?.(page, run);
            await run.save(page, { done: 2 * page, total: 6 });
          }
        };
        return read;
      }

      /** Expects each item of the pages once, unchanged since its creation. */
      async function expectItemsOnce(id: string) {
        const { knex } = callboard();
        const items = await knex('work_items')
          .whereLike('external_id', `${id}-%`)
          .whereNull('deleted_at')
          .orderBy('external_id');
        expect(items.map(({ external_id }) => external_id)).toEqual(
          PAGES.flatMap(page => [`${id}-${page}-1`, `${id}-${page}-2`]),
        );
        const entries = await knex('activity').whereIn(
          'entity_id',
          items.map(item => item.id),
        );
        expect(entries.map(({ action }) => action)).toEqual(
          Array(6).fill('create'),
        );
      }

      it.each([
        ['is aborted', true],
        ['ends with its process', false],
      ])(
        'continues a first load that %s from the last saved page',
        async (how, isAborted) => {
          const id = how.replaceAll(' ', '-');
          const firsts: boolean[] = [];
          const controller = new AbortController();
          let read: number[] = [];
          await new Promise<void>((resolve, reject) => {
            read = createPages(id, {
              save(_, { isFirst }) {
                firsts.push(isFirst);
                if (firsts.length !== 2) {
                  return undefined;
                }
                if (isAborted) {
                  controller.abort();
                  controller.signal.throwIfAborted();
                }
                resolve();
                return new Promise(() => {});
              },
            });
            startRun(controller.signal).then(resolve, reject);
          });
          expect((await readSource()).projects).toMatchObject([
            { error: null, finished_at: null, done: 2, total: 6 },
          ]);
          await startRun(new AbortController().signal);
          expect(read).toEqual([1, 2, 2, 3]);
          expect(firsts).toEqual([true, true, true, true]);
          expect((await readSource()).projects).toMatchObject([
            { error: null, finished_at: expect.any(String), done: 6 },
          ]);
          await expectItemsOnce(id);
        },
      );

      it('runs on one replica, and stores nothing twice if two replicas run at once', async () => {
        const tasks = await scheduler.getScheduledTasks();
        expect(tasks.find(({ id }) => id === TASK)?.scope).toBe('global');
        const waiting: Array<() => void> = [];
        createPages('both', {
          // Both ingest the first page at the same time.
          ingest: page =>
            page === 1 &&
            new Promise<void>(resolve => {
              waiting.push(resolve);
              if (waiting.length === 2) {
                waiting.forEach(begin => begin());
              }
            }),
        });
        const { signal } = new AbortController();
        await Promise.all([startRun(signal), startRun(signal)]);
        expect((await readSource()).projects).toMatchObject([
          { error: null, is_running: false, done: 6 },
        ]);
        await expectItemsOnce('both');
      });

      it('shows that the token was revoked until a new one works', async () => {
        let isRevoked = true;
        const read = createPages('revoked', {
          ingest(page) {
            if (page === 2 && isRevoked) throw new Error('401: revoked');
          },
        });
        for (const pages of [
          [1, 2],
          [1, 2, 2],
        ]) {
          await runSync();
          expect(read).toEqual(pages);
          expect((await readSource()).projects).toMatchObject([
            { error: 'Error: 401: revoked', finished_at: null, done: 2 },
          ]);
        }
        isRevoked = false;
        await runSync();
        expect(read).toEqual([1, 2, 2, 2, 3]);
        expect((await readSource()).projects).toMatchObject([
          { error: null, finished_at: expect.any(String) },
        ]);
        await expectItemsOnce('revoked');
      });

      it('reads nothing before the end of a rate limit, also on request', async () => {
        const retryAt = new Date(Date.now() + 60 * 60_000);
        let isLimited = true;
        const read = createPages('limited', {
          ingest(page) {
            if (page === 2 && isLimited)
              throw new SourceRateLimitError(retryAt);
          },
        });
        await runSync();
        isLimited = false;
        await runSync();
        const { body } = await fixture
          .as('superAdmin')
          .post(`${fixture.path}/sources/${SOURCE}/sync`)
          .expect(200);
        expect(body).toMatchObject({
          paused_until: retryAt.toISOString(),
          projects: [{ error: null, is_running: false }],
        });
        expect(read).toEqual([1, 2]);
        // The next project would reach the same limit.
        expect(
          await callboard()
            .knex('work_source_projects')
            .whereNotNull('started_at')
            .pluck('name'),
        ).toEqual(['PAY']);
        await tracker.sink.cursors.write('default', PAUSE_CURSOR, {
          until: new Date(Date.now() - 1).toISOString(),
        });
        await runSync();
        expect(read).toEqual([1, 2, 2, 3]);
        await expectItemsOnce('limited');
      });

      it('leaves the items of a project that no entity claims, and continues when one does', async () => {
        let last = 2;
        const read = createPages('unlinked', {
          ingest(page) {
            if (page > last) throw new Error('Not yet');
          },
        });
        await runSync();
        tracker.projects = [];
        await runSync();
        expect(await callboard().knex('work_source_projects')).toEqual([]);
        const stored = await tracker.sink.listItemIds('default', PAYMENTS);
        expect(
          stored.filter(({ external_id }) => /^unlinked/.test(external_id)),
        ).toHaveLength(4);
        tracker.reset();
        last = 3;
        const again = createPages('unlinked');
        await runSync();
        expect([...read, ...again]).toEqual([1, 2, 3, 3]);
        await expectItemsOnce('unlinked');
      });
    });

    it('skips a project that several entities claim, without naming the others', async () => {
      const read: string[] = [];
      tracker.read = async ({ name }) => {
        read.push(name);
      };
      tracker.projects.push({ entity_ref: SHOP, name: 'PAY' });
      await runSync();
      expect(read).toEqual(['SHOP']);
      expect((await readSource()).projects).toMatchObject([
        {
          name: 'PAY',
          error: 'Not imported, because several entities claim it',
        },
      ]);
      tracker.reset();
      await runSync();
      expect((await readSource()).projects).toMatchObject([
        { error: null, finished_at: expect.any(String) },
      ]);
    });

    it('ignores projects that cannot be stored, and stores any number of others', async () => {
      const read: string[] = [];
      tracker.read = async ({ name }) => {
        read.push(name);
      };
      tracker.projects.push(
        { entity_ref: SHOP, name: 'N'.repeat(241) },
        { entity_ref: SHOP, name: 'U', url: `https://${'u'.repeat(2_041)}` },
        { entity_ref: SHOP, name: 'NUL\u0000' },
        { entity_ref: SHOP, name: 'N'.repeat(240) },
      );
      await runSync();
      expect(read).toEqual(['N'.repeat(240), 'PAY', 'SHOP']);
      // Each is claimed twice, so none is read. PostgreSQL accepts 65,535 bindings.
      const names = Array.from({ length: 6_000 }, (_, index) => `K${index}`);
      tracker.projects = [PAYMENTS, SHOP].flatMap(entity_ref =>
        names.map(name => ({ entity_ref, name })),
      );
      await runSync();
      const countRows = async () =>
        (await callboard().knex('work_source_projects')).length;
      expect(await countRows()).toBe(12_000);
      tracker.projects = [];
      await runSync();
      expect(await countRows()).toBe(0);
    });

    it('lists the newest 50 problems of the last run', async () => {
      tracker.read = async (_, run: SyncRun) => {
        for (let number = 1; number <= 60; number += 1) {
          run.report({ external_id: `${number}`, reason: 'is invalid' });
        }
      };
      await runSync();
      const [{ problems }] = (await readSource()).projects;
      expect(problems).toHaveLength(50);
      expect(problems[0]).toEqual({
        external_id: '60',
        url: null,
        reason: 'is invalid',
      });
      tracker.read = async () => {};
      await runSync();
      expect((await readSource()).projects[0].problems).toEqual([]);
    });

    it('stores the time of events, also without a synchronisation', async () => {
      await tracker.sink.recordEvent('default', PAYMENTS, 'PAY');
      expect((await readSource()).projects).toMatchObject([
        { name: 'PAY', started_at: null, last_event_at: expect.any(String) },
      ]);
    });

    it('finds people by assignment, annotation, configuration and email, and lists unknown accounts', async () => {
      const accounts = [
        { key: 'jo-1', name: 'Jo' },
        { key: 'configured', name: 'C' },
        { key: 'mail', name: 'M', email: 'JO@example.org' },
        { key: 'twin', name: 'Twin', email: 'twin@example.org' },
        { key: 'nobody', name: 'No Body' },
        { key: 'param', name: 'param', is_mention: true },
      ];
      const options = {
        annotation: 'tracker/account',
        users: new Map([
          ['configured', people.member],
          ['jo-1', people.guest],
        ]),
      };
      const find = async () =>
        Object.fromEntries(
          await tracker.sink.findPeople('default', accounts, options),
        );
      const found = {
        'jo-1': 'user:default/jo',
        configured: people.member,
        mail: 'user:default/jo',
      };
      expect(await find()).toEqual(found);
      await runSync();
      expect((await readSource()).people).toEqual([
        { key: 'nobody', name: 'No Body', user_ref: null },
        { key: 'twin', name: 'Twin', user_ref: null },
      ]);
      await updateSource({
        people: [{ key: 'twin', user_ref: people.guest }],
      });
      expect(await find()).toEqual({ ...found, twin: people.guest });
      const { body } = await callboard()
        .as('superAdmin')
        .get('/admin/activity?action=map_source&limit=1')
        .expect(200);
      expect(body.activities[0]).toMatchObject({
        entity_type: 'workspace',
        metadata: { text: 'Twin', source: SOURCE },
      });
    });

    it('finds and lists an account that is also mentioned like one that is not', async () => {
      const found = await tracker.sink.findPeople('default', [
        { key: 'mail', name: 'mail', is_mention: true },
        { key: 'nobody', name: 'nobody', is_mention: true },
        { key: 'mail', name: 'M', email: 'jo@example.org' },
        { key: 'nobody', name: 'No Body' },
      ]);
      expect([...found]).toEqual([['mail', 'user:default/jo']]);
      await runSync();
      expect((await readSource()).people).toEqual([
        { key: 'nobody', name: 'No Body', user_ref: null },
      ]);
    });

    it('ignores accounts whose key or email cannot be stored', async () => {
      const invalid = ['NUL\u0000', 'long'.repeat(5_000), 'half \ud83d'];
      const found = await tracker.sink.findPeople(
        'default',
        [
          ...invalid.map(key => ({ key, name: 'N' })),
          ...invalid.map((email, index) => ({
            key: `e${index}`,
            name: 'N',
            email,
          })),
          { key: 'Jo-1', name: 'Jo' },
        ],
        { annotation: 'tracker/account' },
      );
      expect([...found]).toEqual([['Jo-1', 'user:default/jo']]);
      expect(await callboard().knex('work_source_accounts')).toEqual([]);
    });

    it('stores at most 500 unknown accounts, the newest, also of a call with more', async () => {
      const find = (from: number) =>
        tracker.sink.findPeople(
          'default',
          Array.from({ length: 600 }, (_, index) => ({
            key: `k${from + index}`,
            name: 'N',
          })),
        );
      await find(0);
      await find(1_000);
      await runSync();
      const keys = (await readSource()).people.map(({ key }) => key);
      expect(keys).toHaveLength(500);
      expect(keys).toEqual(expect.arrayContaining(['k1000', 'k1399']));
    });

    it('lists the stored items of a project, or those with the given ids', async () => {
      const items = [
        ...['ids-1', 'ids-2', 'ids-3'].map(id => createItem(id)),
        createItem('ids-shop', { entity_ref: SHOP }),
      ];
      await tracker.sink.ingest('default', items as never);
      const list = async (external_ids?: string[]) =>
        (await tracker.sink.listItemIds('default', PAYMENTS, external_ids)).map(
          ({ external_id }) => external_id,
        );
      expect(await list()).toEqual(
        expect.arrayContaining(['ids-1', 'ids-2', 'ids-3']),
      );
      expect((await list(['ids-3', 'ids-1', 'ids-shop', 'no'])).sort()).toEqual(
        ['ids-1', 'ids-3'],
      );
      expect(await list([])).toEqual([]);
      await expect(list(Array(501).fill('ids-1'))).rejects.toThrow(InputError);
      await tracker.sink.ingest(
        'default',
        items.map(item => ({
          ...item,
          updated_at: getInstant(2),
          is_deleted: true,
        })) as never,
      );
    });

    it('moves items to mapped states, and back when the mapping is automatic', async () => {
      const { states } = fixture;
      const state = { name: 'QA', group: 'started' };
      const [{ id }] = await tracker.sink.ingest('default', [
        createItem('1', { state }) as never,
      ]);
      const item = { id: id! };
      const readState = async () => (await fixture.read(item)).state_id;
      expect(await readState()).toBe(states['In Progress'].id);
      expect((await readSource()).states).toEqual([
        { ...state, state_id: null },
      ]);
      const map = (state_id: string | null) =>
        updateSource({ states: [{ name: 'qa', state_id }] });
      await map(states['In Review'].id);
      expect(await readState()).toBe(states['In Review'].id);
      await tracker.sink.ingest('default', [
        createItem('2', { state }) as never,
      ]);
      const items = await fixture.listSourceItems(SOURCE);
      expect(items.map(({ state_id }) => state_id)).toEqual(
        Array(2).fill(states['In Review'].id),
      );
      await map(states.Done.id);
      expect(await fixture.read(item)).toMatchObject({
        state_id: states.Done.id,
        completed_at: getInstant(1),
      });
      const countEntries = async () =>
        (await callboard().knex('activity')).length;
      const entries = await countEntries();
      await map(states.Done.id);
      expect(await countEntries()).toBe(entries);
      await map(null);
      expect(await readState()).toBe(states['In Progress'].id);
      const { body } = await callboard()
        .as('superAdmin')
        .get('/admin/activity?action=map_source&limit=2')
        .expect(200);
      expect(body.activities).toMatchObject([
        { entity_id: fixture.pid, metadata: { text: 'QA' } },
        { entity_id: fixture.pid, metadata: { text: 'QA → Done' } },
      ]);
    });

    it('moves any number of items, and records each @full', async () => {
      const state = { name: 'Many', group: 'started' };
      const ids = Array.from({ length: 1_002 }, (_, index) => `many-${index}`);
      for (const batch of chunk(ids, 334)) {
        await tracker.sink.ingest(
          'default',
          batch.map(id => createItem(id, { state })) as never,
        );
      }
      const { knex } = callboard();
      const sizes: number[] = [];
      const written: number[] = [];
      const { apply } = WorkItemChanges.prototype;
      const spy = jest
        .spyOn(WorkItemChanges.prototype, 'apply')
        .mockImplementation(async function observe(this: any, ...args) {
          const [change, pairs] = args;
          sizes.push(pairs.length);
          written.push((await change.tx('activity').pluck('id')).length);
          return apply.apply(this, args);
        });
      const state_id = fixture.states['In Review'].id;
      await updateSource({ states: [{ name: 'Many', state_id }] });
      spy.mockRestore();
      expect(sizes).toEqual([500, 500, 2]);
      // Entries of a batch do not stay in memory until the end.
      expect(written.map(count => count - written[0])).toEqual([0, 500, 1_000]);
      const stored = knex('work_items').whereLike('external_id', 'many-%');
      expect(await stored.clone().distinct('state_id')).toEqual([{ state_id }]);
      const [{ batch_id }] = await knex('activity')
        .where({ action: 'map_source' })
        .orderBy('id', 'desc')
        .limit(1);
      const [{ count }] = await knex('activity')
        .whereIn('entity_id', await stored.clone().pluck('id'))
        .where({ action: 'update', batch_id })
        .count({ count: '*' });
      expect(Number(count)).toBe(1_002);
    });

    it('ignores a mapped state after its deletion', async () => {
      const state = { name: 'Blocked', group: 'started' };
      const ingest = async (external_id: string) => {
        const [{ id }] = await tracker.sink.ingest('default', [
          createItem(external_id, { state }) as never,
        ]);
        return (await fixture.read({ id: id! })).state_id;
      };
      await ingest('10');
      const mapped = await fixture.createSetting('states', {
        name: 'On hold',
        group: 'started',
      });
      await updateSource({
        states: [{ name: 'Blocked', state_id: mapped.id }],
      });
      expect(await ingest('11')).toBe(mapped.id);
      const target = fixture.states['In Review'].id;
      await fixture
        .as('superAdmin')
        .delete(`${fixture.path}/states/${mapped.id}?reassign_to=${target}`)
        .expect(204);
      expect(await ingest('12')).toBe(fixture.states['In Progress'].id);
    });

    it('rejects unknown states, accounts and sources, and lets only workspace admins assign accounts', async () => {
      await runSync();
      const { body } = await updateSource(
        { states: [{ name: 'Absent', state_id: null }] },
        400,
      );
      expect(body.error.message).toContain('states[0].name');
      await updateSource({ people: [{ key: 'absent', user_ref: null }] }, 400);
      await callboard()
        .as('superAdmin')
        .post(`${fixture.path}/sources/other/sync`)
        .expect(404);
      await callboard()
        .as('superAdmin')
        .post(`${fixture.path}/members`, {
          user_ref: people.member,
          role: 'admin',
        })
        .expect(201);
      await tracker.sink.findPeople('default', [{ key: 'x', name: 'X' }]);
      await updateSource(
        { people: [{ key: 'x', user_ref: null }] },
        403,
        'member',
      );
      const list = await callboard()
        .as('member')
        .get(`${fixture.path}/sources`)
        .expect(200);
      expect(list.body.items).toMatchObject([{ source: SOURCE, people: [] }]);
    });

    it('starts a run on request', async () => {
      await runSync();
      let reads = 0;
      tracker.read = async () => {
        reads += 1;
      };
      await callboard()
        .as('superAdmin')
        .post(`${fixture.path}/sources/${SOURCE}/sync`)
        .expect(200);
      expect(reads).toBe(2);
    });
  },
);
