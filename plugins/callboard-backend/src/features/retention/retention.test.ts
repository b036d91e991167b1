import { mockServices } from '@backstage/backend-test-utils';
import { RetentionRule } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { schedulerFactory } from '../../__testUtils__/schedulerFactory';
import {
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import {
  ensureActivityMonths,
  dropEmptyMonths,
} from '../../database/activityMonths';
import { isPostgres } from '../../database/isPostgres';
import { createId } from '../../database/ids';
import { scanLog } from '../activity/scanLog';
import { addRows } from '../activity/__testUtils__/activityRows';
import { sealAll } from '../integrity/__testUtils__/sealAll';
import {
  buildRuleCondition,
  computeExpiry,
  resolveEffectiveRules,
  selectExpiredRows,
} from './selectExpiredRows';

/** Runs after each scan of the log. */
let mockAfterScan = async () => {};

jest.mock('../activity/scanLog', () => {
  const actual = jest.requireActual('../activity/scanLog');
  return {
    async scanLog(...args: unknown[]) {
      const result = await actual.scanLog(...args);
      await mockAfterScan();
      return result;
    },
  };
});

function runAfterNextScan(step: () => Promise<unknown>): void {
  mockAfterScan = async () => {
    mockAfterScan = async () => {};
    await step();
  };
}

const databases = MigratedDatabases.create();

const DAY = 24 * 60 * 60_000;

describe.each(databases.eachSupportedId())('Retention, on %p', databaseId => {
  const scheduler = mockServices.scheduler();
  let callboard: TestCallboard;
  let knex: Knex;
  let own: string;
  let other: string;

  const boss = () => callboard.as('superAdmin');
  const run = (task: string) =>
    scheduler.triggerTask(`callboard-activity-${task}`);
  const seal = () => sealAll(knex, () => run('seals'));
  const setRules = (rules: RetentionRule[]) =>
    boss().put('/admin/retention', { rules }).expect(200);
  const verify = async () => (await boss().get('/admin/activity/verify')).body;
  const countsAreRight = async () =>
    (await boss().get('/admin/activity/counts/check')).body.equal;

  beforeAll(async () => {
    callboard = await startCallboard(databases, databaseId, {
      services: [schedulerFactory(scheduler)],
    });
    knex = callboard.knex;
    own = (await boss().get('/workspaces/default')).body.id;
    const { body } = await boss().post('/workspaces', {
      slug: 'other',
      name: 'Other',
    });
    other = body.id;
    await ensureActivityMonths(knex, Date.now() - 100 * DAY, Date.now());
  });

  afterAll(() => callboard.stop());

  /** Adds rows of each class to each workspace, some days old. */
  async function addOldRows(days: number) {
    const created_at = Date.now() - days * DAY;
    const rows = [
      { action: 'page_view' },
      { action: 'search' },
      {
        action: 'update',
        source: 'backend' as const,
        visibility: 'people' as const,
        people: ['user:default/max.member'],
      },
      { action: 'catalog.entity-mutate', source: 'auditor' as const },
    ].map(row => ({
      ...row,
      created_at,
      entity_id: `${days} days`,
      entity_label: row.action,
    }));
    for (const workspace of [own, other]) {
      await addRows(knex, workspace, rows);
    }
  }

  /** The remaining rows of an age, by workspace. */
  async function listRemaining(days: number): Promise<string[]> {
    const rows = await knex('activity')
      .where({ entity_id: `${days} days` })
      .orderBy('action');
    return rows.map(
      ({ workspace_id, action }) =>
        `${workspace_id === own ? 'own' : 'other'} ${action}`,
    );
  }

  /** The labels by which rows of an age can be searched, by workspace. */
  async function listSearchableLabels(days: number): Promise<string[]> {
    const texts = await knex('activity_texts').where({
      about_id: `${days} days`,
    });
    return texts.map(({ workspace_id, text }) => {
      const [label] = text.toLowerCase().split('\n');
      return `${workspace_id === own ? 'own' : 'other'} ${label}`;
    });
  }

  it('retains all rows when no rules are set', async () => {
    await addOldRows(99);
    await seal();
    await run('retention');
    expect((await boss().get('/admin/retention')).body).toEqual({ rules: [] });
    expect(await listRemaining(99)).toHaveLength(8);
  });

  it('deletes rows by the most specific rule, and preserves counts and integrity chain', async () => {
    await addOldRows(20);
    await addOldRows(5);
    await seal();
    await run('counts');
    const rules: RetentionRule[] = [
      { workspace_id: null, class: 'audit', keep_days: 10 },
      { workspace_id: null, class: 'views', keep_days: 10 },
      { workspace_id: own, class: 'changes', keep_days: 10 },
      { workspace_id: own, class: 'views', keep_days: null },
    ];
    const { body: preview } = await boss()
      .post('/admin/retention/preview', { rules })
      .expect(200);
    // Each rule matches the rows that are 20 and 99 days old, in its workspace or in both.
    expect(preview).toEqual({
      rows: 10,
      by_rule: [
        { ...rules[0], rows: 4 },
        { ...rules[1], rows: 4 },
        { ...rules[2], rows: 2 },
      ],
    });
    expect(await listRemaining(20)).toHaveLength(8);
    expect(await listSearchableLabels(20)).toHaveLength(8);

    await setRules(rules);
    await run('retention');
    expect((await listRemaining(20)).sort()).toEqual([
      'other update',
      'own page_view',
      'own search',
    ]);
    expect(await listRemaining(5)).toHaveLength(8);
    expect(await verify()).toMatchObject({ ok: true });
    expect(await countsAreRight()).toBe(true);
    expect((await listSearchableLabels(20)).sort()).toEqual(
      (await listRemaining(20)).sort(),
    );
    const { body: seals } = await boss().get('/admin/activity/seals');
    const marks = seals.items.filter(({ kind }: any) => kind === 'retention');
    expect(
      marks.map(({ rows, rule }: any) => [rows, rule.class, rule.workspace_id]),
    ).toEqual([
      [2, 'changes', own],
      [4, 'views', null],
      [4, 'audit', null],
    ]);
    expect(
      await knex('activity_readers').whereNotIn(
        'activity_id',
        knex('activity').select('id'),
      ),
    ).toEqual([]);
    expect((await boss().post('/admin/retention/preview')).body.rows).toBe(0);
  });

  it('deletes nothing more by a rule that changes during the run', async () => {
    await addOldRows(60);
    await seal();
    const createRules = (keep_days: number | null): RetentionRule[] => [
      { workspace_id: null, class: 'audit', keep_days },
    ];
    const withException: RetentionRule[] = [
      ...createRules(10),
      { workspace_id: own, class: 'audit', keep_days: null },
    ];
    for (const changed of [
      [],
      createRules(null),
      createRules(70),
      withException,
    ]) {
      await setRules(createRules(10));
      runAfterNextScan(() => setRules(changed));
      await run('retention');
      expect(await listRemaining(60)).toHaveLength(8);
    }
    await run('retention');
    expect(await listRemaining(60)).toHaveLength(7);
    await setRules([]);
  });

  it('stores one complete set of rules when two are saved concurrently @full-sqlite', async () => {
    const sets: RetentionRule[][] = [10, null].map(keep_days => [
      { workspace_id: null, class: 'views', keep_days },
    ]);
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(sets.map(setRules));
      const { body } = await boss().get('/admin/retention');
      expect(sets).toContainEqual(body.rules);
    }
    await setRules([]);
  });

  it('retains the rule of a deleted workspace', async () => {
    const { body: deleted } = await boss().post('/workspaces', {
      slug: 'gone',
      name: 'Gone',
    });
    const rules: RetentionRule[] = [
      { workspace_id: deleted.id, class: 'views', keep_days: 10 },
    ];
    await setRules(rules);
    await boss().delete('/workspaces/gone').expect(204);
    await setRules(rules);
    expect((await boss().get('/admin/retention')).body).toEqual({ rules });
    await setRules([]);
  });

  it('finds expired rows among many retained rows, page by page', async () => {
    const created_at = Date.now() - 50 * DAY;
    const remaining = Array.from({ length: 30 }, (_, n) => ({
      action: 'update',
      created_at: created_at + n,
      entity_id: '50 days',
    }));
    await addRows(knex, own, [
      ...remaining,
      { action: 'search', created_at: created_at + 15, entity_id: '50 days' },
      { action: 'search', created_at: created_at + 99, entity_id: '50 days' },
    ]);
    await seal();
    const [rule] = resolveEffectiveRules([
      { workspace_id: own, class: 'views', keep_days: 40 },
    ]);
    const findPage = (after: string | undefined, maxRows: number) =>
      scanLog(knex, buildRuleCondition(knex, rule), {
        after,
        before: computeExpiry(rule, Date.now()),
        maxRows,
        maxScannedRows: 8,
      });
    for (const maxRows of [1, 100]) {
      const found: string[] = [];
      let next: string | undefined;
      let pages = 0;
      do {
        const page = await findPage(next, maxRows);
        expect(page.found.length).toBeLessThanOrEqual(maxRows);
        found.push(...page.found);
        ({ next } = page);
        pages += 1;
      } while (next);
      expect(found.sort()).toEqual(
        await selectExpiredRows(knex, rule, Date.now())
          .orderBy('id')
          .pluck('id'),
      );
      expect(pages).toBeGreaterThan(30 / 8);
    }
  });

  it('records changes of the rules, and rejects invalid rules', async () => {
    await setRules([]);
    const { body } = await boss().get(
      '/admin/activity?entity_type=retention&limit=1',
    );
    expect(body.activities).toMatchObject([
      { action: 'update', changes: [{ field: 'rules', new_value: [] }] },
    ]);
    const saveRules = (rules: unknown) =>
      boss().put('/admin/retention', { rules });
    const rule = { workspace_id: null, class: 'views', keep_days: 1 };
    for (const wrong of [
      [{ ...rule, keep_days: 0 }],
      [{ ...rule, keep_days: 1.5 }],
      [{ ...rule, class: 'all' }],
      [{ ...rule, workspace_id: '00000000-0000-7000-8000-000000000000' }],
      [rule, { ...rule, keep_days: 2 }],
    ]) {
      expect((await saveRules(wrong)).status).toBe(400);
    }
  });

  it('reports rows deleted or restored in the database after retention has run @full', async () => {
    await addOldRows(30);
    await seal();
    const [deleted] = await knex('activity').where({
      entity_id: '30 days',
      action: 'search',
      workspace_id: own,
    });
    const [stays] = await knex('activity').where({
      entity_id: '30 days',
      action: 'update',
      workspace_id: own,
    });
    await setRules([{ workspace_id: own, class: 'views', keep_days: 10 }]);
    await run('retention');
    expect(await verify()).toMatchObject({ ok: true });
    const text = (row: any) => ({
      ...row,
      metadata: null,
      changes:
        typeof row.changes === 'string'
          ? row.changes
          : JSON.stringify(row.changes),
    });
    await knex('activity').insert(text(deleted));
    expect((await verify()).first_bad).toMatchObject({
      id: deleted.id,
      kind: 'added',
    });
    await knex('activity').where({ id: deleted.id }).delete();
    await knex('activity').where({ id: stays.id }).delete();
    expect((await verify()).first_bad).toMatchObject({
      id: stays.id,
      kind: 'missing',
    });
    await knex('activity').insert(text(stays));
    const mark = await knex('activity_seals')
      .where({ kind: 'retention' })
      .max({ number: 'number' })
      .first();
    const amended = await knex('activity_amendments')
      .where({ mark: mark!.number })
      .first();
    await knex('activity_amendments')
      .where({ mark: mark!.number, number: amended.number })
      .delete();
    expect(await verify()).toMatchObject({ ok: false });
    await knex('activity_amendments').insert(amended);
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('reports a row inserted in the database before a retention seal', async () => {
    const [like] = await knex('activity').where({
      entity_id: '5 days',
      action: 'update',
      workspace_id: own,
    });
    const { arrival: _, ...row } = like;
    const id = createId(Date.now() - 3 * 60 * 60_000);
    await addOldRows(40);
    await knex('activity').insert({
      ...row,
      id,
      changes: '[]',
      is_dated: false,
    });
    await seal();
    await run('retention');
    expect((await verify()).first_bad).toMatchObject({ id, kind: 'added' });
    await knex('activity').where({ id }).delete();
    expect(await verify()).toMatchObject({ ok: true });
  });

  it('clears the salts of deleted rows, so that their content cannot be guessed', async () => {
    const amended = await knex('activity_amendments');
    expect(amended.length).toBeGreaterThan(0);
    for (const { number, amended: bytes } of amended) {
      const { salts } = await knex('activity_sealed_rows')
        .where({ number })
        .first();
      const position = bytes.readUInt32BE(0);
      expect(salts.subarray(position * 16, position * 16 + 16)).toEqual(
        Buffer.alloc(16),
      );
    }
  });

  it('drops partitions of months without rows', async () => {
    await setRules([
      { workspace_id: null, class: 'views', keep_days: 1 },
      { workspace_id: null, class: 'changes', keep_days: 1 },
      { workspace_id: null, class: 'audit', keep_days: 1 },
    ]);
    await run('retention');
    await dropEmptyMonths(knex, Date.now());
    const present = `activity_${new Date()
      .toISOString()
      .slice(0, 7)
      .replace('-', '_')}`;
    const months: string[] = isPostgres(knex)
      ? await knex('pg_inherits')
          .join('pg_class', 'pg_class.oid', 'inhrelid')
          .whereRaw("inhparent = 'activity'::regclass")
          .orderBy('relname')
          .pluck('relname')
      : [present];
    expect(months[0]).toBe(present);
    expect(await verify()).toMatchObject({ ok: true });
    expect(await countsAreRight()).toBe(true);
  });
});
