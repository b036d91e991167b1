import { mockServices } from '@backstage/backend-test-utils';
import { execFile } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { Knex } from 'knex';
import { tmpdir } from 'os';
import { join, resolve } from 'path';
import { promisify } from 'util';
import { download } from '../../../__testUtils__/download';
import { MigratedDatabases } from '../../../__testUtils__/MigratedDatabases';
import { schedulerFactory } from '../../../__testUtils__/schedulerFactory';
import {
  startCallboard,
  TestCallboard,
  testEntities,
} from '../../../__testUtils__/startCallboard';
import {
  ContractFixture,
  fixtureConfig,
} from '../../../contract/__testUtils__/ContractFixture';
import { Feature } from '../../../core/Feature';
import { isPostgres } from '../../../database/isPostgres';
import { listFeatureTables } from '../../../core/coreData';
import { createEntity } from '../../../core/projects/__testUtils__/catalogEntities';
import { addRows } from '../../activity/__testUtils__/activityRows';
import { textKinds } from '../../activity/texts/textTables';
import { sealAll } from '../../integrity/__testUtils__/sealAll';
import { SealedLog } from '../../integrity/SealedLog';
import { listColumnsContaining } from './__testUtils__/listColumnsContaining';
import { untilErased } from './__testUtils__/untilErased';
import { Zora } from './__testUtils__/Zora';

/** The features that the plugin was started with. */
let mockFeatures: readonly Feature[];

jest.mock('../../../seeding/startSeeding', () => {
  const actual = jest.requireActual('../../../seeding/startSeeding');
  return {
    startSeeding(core: unknown, seeders: unknown, features: Feature[]) {
      mockFeatures = features;
      return actual.startSeeding(core, seeders, features);
    },
  };
});

const databases = MigratedDatabases.create();

const { ref, fullName: name, formerName, mail, searchTexts } = Zora;

/** An entity that the person owns. Its kind is the one that has projects here. */
const ownedEntity = createEntity('User', 'owned', {
  relations: [{ type: 'ownedBy', targetRef: ref }],
});

/** Runs a program and returns its output. */
async function ask(file: string, args: string[]): Promise<string> {
  return (await promisify(execFile)(file, args)).stdout;
}

describe.each(databases.eachSupportedId())(
  'Erasures, on %p @full-sqlite',
  databaseId => {
    const scheduler = mockServices.scheduler();
    let callboard: TestCallboard;
    let knex: Knex;
    let fixture: ContractFixture;
    let slug: string;

    const boss = () => callboard.as('superAdmin');
    const zora = () => callboard.as(ref);
    const run = (task: string) =>
      scheduler.triggerTask(`callboard-activity-${task}`);
    const seal = () => sealAll(knex, () => run('seals'));
    const verify = async () =>
      (await boss().get('/admin/activity/verify')).body;
    const erase = (more: object = {}) =>
      boss().post('/admin/erasures', {
        user_ref: ref,
        reason: `${name} (${mail}) requested it`,
        ...more,
      });
    const personal = () =>
      listFeatureTables(mockFeatures).flatMap(data => data.personal);
    const ended = (id: string) => untilErased(callboard, id);
    /** Totals that an erasure must not change. */
    const readTotals = async () => {
      const summary = await boss().get('/admin/activity/summary');
      const { body: time } = await boss().get(
        `/workspaces/${slug}/time-tracking/summary?include=day,project`,
      );
      const { body: staff } = await boss().get(
        `/workspaces/${slug}/staff?limit=200`,
      );
      return {
        total: summary.body.total,
        by_action: summary.body.by_action,
        minutes: time.total_duration_minutes,
        by_day: time.by_day,
        staff: staff.items.length,
      };
    };

    beforeAll(async () => {
      callboard = await startCallboard(databases, databaseId, {
        config: fixtureConfig,
        entities: [...testEntities, Zora.entity, ownedEntity],
        services: [schedulerFactory(scheduler)],
      });
      ({ knex } = callboard);
      fixture = new ContractFixture(callboard);
      slug = await fixture.getSlug('own');
      await boss()
        .put(`/workspaces/${slug}/projects/by-entity/user/default/owned`, {})
        .expect(200);
      await Zora.createData(callboard, fixture, personal());
    });

    afterAll(async () => {
      await callboard.stop();
    });

    it('rejects self-erasure, a blank reason, groups and pseudonyms', async () => {
      const before = await knex('erasures');
      const statuses = [];
      for (const wrong of [
        // A caller must not erase themselves.
        { user_ref: 'user:default/sue.super' },
        { user_ref: 'user:default/sue.super', dry_run: true },
        { reason: ' ' },
        { user_ref: 'group:default/all' },
        { user_ref: 'user:erased/abcdefghij' },
      ]) {
        statuses.push((await erase(wrong)).status);
      }
      expect(statuses).toEqual([409, 409, 400, 400, 400]);
      expect(await knex('erasures')).toEqual(before);
    });

    it('removes a person from every column, and preserves totals and the integrity chain', async () => {
      const workspace_id = await fixture.getWorkspaceId('own');
      await addRows(
        knex,
        workspace_id,
        // More than one batch of the log.
        Array.from({ length: isPostgres(knex) ? 2_100 : 300 }, (_, index) => ({
          user_id: ref,
          user_name: index % 2 ? name : formerName,
          user_email: mail,
          ip: '10.1.2.3',
          entity_id: `page-${index}`,
        })),
      );
      await seal();
      await run('counts');
      // Rows removed by retention leave their texts for a while.
      await knex('activity_texts').insert({
        kind: textKinds.entity,
        about_id: 'page-removed',
        workspace_id,
        is_shared: true,
        first_day: 20_000,
        last_day: 20_000,
        text: `ABOUT ${name.toUpperCase()}\nPAGE-REMOVED`,
      });
      const matchingColumns = await listColumnsContaining(knex, searchTexts);
      const known = await listColumnsContaining(knex, [
        ...searchTexts,
        ...(await Zora.readRecordIds(knex)),
      ]);
      const tables = new Set(known.map(column => column.split('.')[0]));
      expect(
        personal().flatMap(({ table }) => (tables.has(table) ? [] : table)),
      ).toEqual([]);
      expect(await verify()).toMatchObject({ ok: true });
      const before = await readTotals();
      const countsBefore = (await boss().get('/admin/activity/counts/check'))
        .body;
      expect(countsBefore.equal).toBe(true);

      const { body: preview } = await erase({ dry_run: true }).expect(200);
      expect(preview).toMatchObject({ dry_run: true, is_exact: true });
      expect(await listColumnsContaining(knex, searchTexts)).toEqual(
        matchingColumns,
      );

      // The erasure fails once in the middle of the log, after the first batch.
      let calls = 0;
      const real = SealedLog.prototype.addMark;
      const crashing = jest
        .spyOn(SealedLog.prototype, 'addMark')
        .mockImplementation(async function crash(this: SealedLog, ...args) {
          calls += 1;
          if (calls === 2) {
            throw new Error('the power went off');
          }
          await real.apply(this, args);
        });
      const [{ body: begun }, { body: same }] = await Promise.all([
        erase().expect(201),
        erase({ reason: 'Another one' }).expect(201),
      ]);
      expect(same.id).toBe(begun.id);
      const done = await ended(begun.id);
      crashing.mockRestore();
      expect(calls).toBeGreaterThan(1);
      expect(done).toMatchObject({
        status: 'done',
        progress: 100,
        requested_by: 'user:default/sue.super',
      });
      expect(done.pseudonym).toMatch(/^user:erased\/[a-z0-9]{10}$/);

      expect(await listColumnsContaining(knex, searchTexts)).toEqual([]);
      await seal();
      expect(await verify()).toMatchObject({ ok: true });
      await run('counts');
      const { body: check } = await boss().get('/admin/activity/counts/check');
      expect(check.equal).toBe(true);
      const after = await readTotals();
      expect(after).toMatchObject({
        minutes: before.minutes,
        by_day: before.by_day,
        staff: before.staff,
      });
      // The erasure itself is recorded as an activity entry.
      expect(after.total).toBe(before.total + 1);
      expect(
        preview.tables.map(({ table }: { table: string }) => table),
      ).toEqual(expect.arrayContaining(['activity', 'people', 'worklogs']));
      expect(
        await knex('people').where({ user_ref: done.pseudonym }),
      ).toMatchObject([{ display_name: 'Erased person', email: null }]);
      const { body: seals } = await boss().get('/admin/activity/seals');
      const [newest] = seals.items.filter(
        (each: any) => each.kind === 'erasure',
      );
      expect(newest.rule).toEqual({ erasure: begun.id });
    });

    it('exports a proof that both verifiers accept after an erasure @full', async () => {
      const { bytes } = await download(
        boss(),
        '/admin/activity/export.jsonl?details=true&proof=true',
      );
      const folder = mkdtempSync(join(tmpdir(), 'callboard-erasures-'));
      const file = join(folder, 'export.jsonl');
      writeFileSync(file, bytes);
      const root = resolve(__dirname, '../../../../../..');
      const ours = join(
        root,
        'packages/callboard-verify/bin/callboard-verify.js',
      );
      const other = join(root, 'scripts/verify/verify.py');
      expect(
        JSON.parse(await ask(process.execPath, [ours, file, '--json'])),
      ).toMatchObject({ ok: true });
      expect(JSON.parse(await ask('python3', [other, file]))).toMatchObject({
        ok: true,
      });
      rmSync(folder, { recursive: true });
    });

    it('erases and stores nothing for a repeated request or an unknown user', async () => {
      const before = await knex('people').pluck('user_ref');
      for (const user_ref of [ref, 'user:default/nobody.atall']) {
        const { body: preview } = await erase({ user_ref, dry_run: true });
        expect(preview.tables).toEqual([]);
        const { body } = await erase({ user_ref, reason: 'Again' }).expect(201);
        expect(await ended(body.id)).toMatchObject({
          status: 'done',
          tables: [],
        });
      }
      expect(await knex('people').pluck('user_ref')).toEqual(before);
    });

    it('lists erasures newest first, without the person in the reason', async () => {
      const { body } = await boss().get('/admin/erasures?limit=2').expect(200);
      expect(body.items).toHaveLength(2);
      const next = await boss().get(
        `/admin/erasures?limit=2&cursor=${body.next_cursor}`,
      );
      expect(next.body.items[0].reason).toBe(
        'Erased person (Erased person) requested it',
      );
      await boss()
        .get('/admin/erasures/01900000-0000-7000-8000-000000000099')
        .expect(404);
    });

    it('reports a row changed in the database even after it is erased @full', async () => {
      await zora().post('/activity', { action: 'page_view', entity_id: 'x' });
      await seal();
      const [row] = await knex('activity').where({
        user_id: ref,
        entity_id: 'x',
      });
      await knex('activity').where({ id: row.id }).update({ action: 'search' });
      const { body } = await erase({ reason: 'Again' });
      await ended(body.id);
      expect((await verify()).first_bad).toMatchObject({
        id: row.id,
        kind: 'changed',
      });
      const [now] = await knex('activity').where({ id: row.id });
      expect(now.user_name).toBe('Erased person');
    });

    it('keeps erased owners out of the projects that the catalog lists for them', async () => {
      await scheduler.triggerTask('callboard-refresh-projects');
      expect(await listColumnsContaining(knex, [ref, name, mail])).toEqual([]);
    });

    it('creates a new user without history when an erased user signs in again', async () => {
      const { body: me } = await zora().get('/me').expect(200);
      expect(me).toMatchObject({ display_name: name, workspaces: [] });
      const { body } = await zora().get('/me/activity').expect(200);
      expect(body.activities).toEqual([]);
      await scheduler.triggerTask('callboard-refresh-people');
      const old = await knex('activity').where({ user_name: name });
      expect(old).toEqual([]);
      await scheduler.triggerTask('callboard-refresh-projects');
      expect(
        await knex('project_owners').where({ owner_ref: ref }),
      ).toHaveLength(1);
    });
  },
);
