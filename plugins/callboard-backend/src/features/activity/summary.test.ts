import {
  Activity,
  ActivityCountsCheck,
  ActivitySummary,
  GroupByDimension,
} from '@callboard/plugin-callboard-common';
import { createMockDirectory } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { countBy, sumBy } from 'lodash';
import { DateTime } from 'luxon';
import createKnex, { Knex } from 'knex';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  people,
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { addRows, addWorkspace, makeRows } from './__testUtils__/activityRows';
import { downloadRows } from './__testUtils__/download';
import { createId } from '../../database/ids';
import { countAll } from './__testUtils__/countAll';
import { continueArrivals } from '../../database/arrivals';
import { readLogMoment, whereInSnapshot } from './logMoment';
import { ActivityLog } from '../../changes/ActivityLog';
import { applyMigrations } from '../../database/schema';
import { openReader } from '../../database/sqlite/threadedClient';
import {
  ActivityCounts,
  checkRollups,
  countNewRows,
} from './rollups/ActivityCounts';
import { numRuns } from '../../__testUtils__/random';

describe('activity summary rules', () => {
  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())(
    'activity summary rules on %s',
    id => {
      let callboard: TestCallboard;
      let lab: string;

      beforeAll(async () => {
        callboard = await startCallboard(databases, id);
        lab = await addWorkspace(callboard, 'lab', {
          week_start: 7,
          timezone: 'Asia/Tokyo',
        });
      });

      afterAll(() => callboard.stop());

      const boss = () => callboard.as('superAdmin');

      const summarize = async (query: string): Promise<ActivitySummary> =>
        (await boss().get(`/activity/summary?${query}`).expect(200)).body;

      it('groups by day and week in the time zone and week start of the workspace @full-postgres', async () => {
        await addRows(callboard.knex, lab, [
          // Saturday evening in UTC, Sunday in Tokyo.
          { entity_id: 'own', created_at: Date.UTC(2026, 0, 3, 16) },
        ]);
        const query = 'workspace=lab&entity_id=own';
        expect((await summarize(query)).by_day).toEqual([
          { date: '2026-01-04', count: 1 },
        ]);
        expect((await summarize(`${query}&group_by=week`)).rows).toEqual([
          { week: '2026-01-04', count: 1 },
        ]);
        expect((await summarize(`${query}&tz=UTC&group_by=week`)).rows).toEqual(
          [{ week: '2025-12-28', count: 1 }],
        );
      });

      it('sorts groups by count, largest first, and days by date', async () => {
        await addRows(
          callboard.knex,
          lab,
          ['b', 'a', 'c', 'c', 'b', 'c'].map((action, n) => ({
            entity_id: 'ranked',
            action,
            created_at: Date.UTC(2026, 6, 9 - n),
          })),
        );
        const summary = await summarize(
          'workspace=lab&entity_id=ranked&tz=UTC',
        );
        expect(summary.by_action).toEqual([
          { action: 'c', count: 3 },
          { action: 'b', count: 2 },
          { action: 'a', count: 1 },
        ]);
        expect(summary.by_day.map(({ date }) => date)).toEqual(
          [4, 5, 6, 7, 8, 9].map(day => `2026-07-0${day}`),
        );
      });

      it('shows the newest name of a user in summaries and facets', async () => {
        const user_id = `user:default/renamed`;
        await addRows(
          callboard.knex,
          lab,
          ['Zoe Unmarried', 'Zoe Between', 'Anna Married'].map(
            (user_name, n) => ({
              entity_id: 'renamed',
              user_id,
              user_name,
              created_at: Date.UTC(2026, n, 1),
            }),
          ),
        );
        const query = 'workspace=lab&entity_id=renamed';
        const expected = { user_id, user_name: 'Anna Married', count: 3 };
        expect((await summarize(query)).by_user).toEqual([expected]);
        expect((await summarize(`${query}&group_by=user`)).rows).toEqual([
          expected,
        ]);
        const { body } = await boss()
          .get(`/activity/facets?${query}`)
          .expect(200);
        expect(body.users).toEqual([expected]);
      });

      it('returns zero totals and empty groups when no row matches', async () => {
        expect(
          await summarize('workspace=lab&entity_id=none&group_by=user,date'),
        ).toEqual({
          success: true,
          total: 0,
          by_user: [],
          by_action: [],
          by_entity_type: [],
          by_day: [],
          rows: [],
          next_cursor: null,
        });
        expect(await summarize('start=9999-12-30&group_by=week')).toMatchObject(
          {
            total: 0,
          },
        );
      });

      it.each([
        ['group_by=colour', 'must be a comma-separated list of user, date'],
        ['group_by=', 'must be a comma-separated list of user, date'],
        [
          'group_by=user,user',
          'query.group_by: must not name a dimension twice',
        ],
        [
          'group_by=date,week',
          'query.group_by: must contain either date or week, not both',
        ],
        [
          'cursor=abc',
          'query.cursor: requires the group_by of the request that returned it',
        ],
        ['page=1', 'query.page: is not a known parameter'],
        ['total=true', 'query.total: is not a known parameter'],
        ['limit=0&group_by=user', 'query.limit: must be at least 1'],
      ])('rejects ?%s', async (query, message) => {
        const { body } = await boss()
          .get(`/activity/summary?${query}`)
          .expect(400);
        expect(body.error.message).toContain(message);
      });

      it('rejects the cursor of another grouping', async () => {
        const { next_cursor } = await summarize(
          'workspace=lab&group_by=user,date&limit=1',
        );
        const { body } = await boss()
          .get(
            `/activity/summary?workspace=lab&group_by=date,user&cursor=${next_cursor}`,
          )
          .expect(400);
        expect(body.error.message).toBe(
          'query.cursor: is not a cursor of this list',
        );
      });

      it('rejects the cursor of a day that no database column can hold', async () => {
        const cursor = Buffer.from('[2147483648]').toString('base64url');
        const { body } = await boss()
          .get(`/activity/summary?group_by=date&cursor=${cursor}`)
          .expect(400);
        expect(body.error.message).toBe(
          'query.cursor: is not a cursor of this list',
        );
      });

      it('returns groups that add up to the total while rows arrive @full', async () => {
        const query = 'workspace=lab&entity_id=busy';
        const event = {
          action: 'click',
          entity_type: 'page',
          entity_id: 'busy',
        };
        const sum = (groups: Array<{ count: number }>) =>
          groups.reduce((total, { count }) => total + count, 0);
        let arriving = true;
        const arrivals = (async () => {
          while (arriving) {
            await boss().post('/activity?workspace=lab', event).expect(201);
          }
        })();
        for (let n = 0; n < 15; n += 1) {
          const summary = await summarize(`${query}&group_by=user,date`);
          expect([
            sum(summary.by_user),
            sum(summary.by_action),
            sum(summary.by_entity_type),
            sum(summary.by_day),
            sum(summary.rows!),
          ]).toEqual(Array(5).fill(summary.total));
        }
        arriving = false;
        await arrivals;
      });

      it('returns users, actions and entity types with counts as facets', async () => {
        await addRows(callboard.knex, lab, [
          { entity_id: 'f', entity_type: 'component' },
          { entity_id: 'f', entity_type: 'component', action: 'click' },
          { entity_id: 'f', user_id: 'user:default/fay', user_name: 'Fay' },
          { entity_id: 'f', action: 'detail', is_detail: true },
          { entity_id: 'other', action: 'other' },
        ]);
        const { body } = await boss()
          .get('/activity/facets?workspace=lab&entity_id=f&details=false')
          .expect(200);
        expect(body).toEqual({
          success: true,
          users: [
            { user_id: people.member, user_name: 'Max Member', count: 2 },
            { user_id: 'user:default/fay', user_name: 'Fay', count: 1 },
          ],
          actions: [
            { action: 'page_view', count: 2 },
            { action: 'click', count: 1 },
          ],
          entity_types: [{ entity_type: 'component', count: 2 }],
        });
      });
    },
  );
});

describe('activity summary', () => {
  const databases = MigratedDatabases.create();

  const HOUR = 3_600_000;

  /** The value of a dimension in a row, computed independently. */
  function getDimensionValue(
    row: Activity,
    dimension: GroupByDimension,
    zone: string,
    weekStart: number,
  ): string {
    const local = DateTime.fromISO(row.created_at, { zone });
    switch (dimension) {
      case 'user':
        return row.user_id;
      case 'date':
        return local.toISODate()!;
      case 'week':
        return local
          .minus({ days: (local.weekday - weekStart + 7) % 7 })
          .toISODate()!;
      case 'action':
        return row.action;
      default:
        return String(row.entity_type);
    }
  }

  const getFieldName = (dimension: GroupByDimension) =>
    dimension === 'user' ? 'user_id' : dimension;

  /** The groups of a response, in the form of lodash's `countBy`. */
  function toCounts(
    groups: Array<Record<string, unknown>>,
    dimensions: GroupByDimension[],
  ) {
    const counts = Object.fromEntries(
      groups.map(group => [
        dimensions.map(name => String(group[getFieldName(name)])).join(' | '),
        group.count,
      ]),
    );
    expect(Object.keys(counts)).toHaveLength(groups.length);
    return counts;
  }

  const zones = [
    'UTC',
    'Asia/Kolkata',
    'America/New_York',
    'Europe/Berlin',
    'Africa/Casablanca',
    'Australia/Lord_Howe',
    'America/Havana',
    'Pacific/Apia',
  ];

  /** Instants around clock changes, and arbitrary ones. */
  const instant = fc.oneof(
    fc.integer({ min: Date.UTC(2025, 11, 20), max: Date.UTC(2026, 11, 31) }),
    fc
      .tuple(
        fc.constantFrom(
          Date.UTC(2026, 2, 8, 7),
          Date.UTC(2026, 10, 1, 5),
          Date.UTC(2026, 3, 4, 15),
          Date.UTC(2026, 2, 29, 1),
        ),
        fc.integer({ min: -30 * HOUR, max: 30 * HOUR }),
      )
      .map(([change, distance]) => change + distance),
  );

  const row = fc.record({
    created_at: instant,
    user_id: fc.constantFrom(people.member, people.guest, people.admin),
    action: fc.constantFrom('click', 'page_view', 'a.b-c_d'),
    entity_type: fc.constantFrom(null, 'component', '構成要素', 'ß'),
    is_detail: fc.boolean(),
  });

  const dimensions = fc
    .tuple(
      fc.subarray<GroupByDimension>(['user', 'action', 'entity_type']),
      fc.constantFrom<GroupByDimension[]>([], ['date'], ['week']),
    )
    .map(([some, time]) => [...time, ...some])
    .filter(chosen => chosen.length > 0)
    .chain(chosen => fc.shuffledSubarray(chosen, { minLength: chosen.length }));

  describe.each(databases.eachSupportedId())('activity summary on %s', id => {
    let callboard: TestCallboard;
    const workspaceIds: string[] = [];
    let run = 0;

    beforeAll(async () => {
      callboard = await startCallboard(databases, id);
      for (let weekStart = 1; weekStart <= 7; weekStart += 1) {
        workspaceIds[weekStart] = await addWorkspace(
          callboard,
          `week${weekStart}`,
          { week_start: weekStart, timezone: 'Asia/Tokyo' },
        );
      }
    });

    afterAll(() => callboard.stop());

    const boss = () => callboard.as('superAdmin');

    const summarize = async (query: string): Promise<ActivitySummary> =>
      (await boss().get(`/activity/summary?${query}`).expect(200)).body;

    /** The groups of a summary, from all pages. */
    const allGroups = async (query: string) => {
      const groups: NonNullable<ActivitySummary['rows']> = [];
      let cursor: string | null | undefined = '';
      do {
        const page: ActivitySummary = await summarize(
          query + (cursor ? `&cursor=${cursor}` : ''),
        );
        groups.push(...page.rows!);
        cursor = page.next_cursor;
      } while (cursor);
      return groups;
    };

    it('returns the counts of the exported rows for any time zone and week start @full', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(row, { maxLength: 40 }),
          fc.constantFrom(...zones),
          fc.integer({ min: 1, max: 7 }),
          dimensions,
          fc.integer({ min: 1, max: 9 }),
          fc.boolean(),
          async (rows, zone, weekStart, groupBy, limit, details) => {
            run += 1;
            const entity_id = `summary-${run}`;
            if (rows.length > 0) {
              await addRows(
                callboard.knex,
                workspaceIds[weekStart],
                rows.map(added => ({ ...added, entity_id })),
              );
            }
            const query = [
              `workspace=week${weekStart}&entity_id=${entity_id}&tz=${zone}`,
              // A list of one entity includes details by default.
              ...(details ? [] : ['details=false']),
            ].join('&');
            const list = await downloadRows(
              boss(),
              `/activity/export.jsonl?${query}`,
            );
            expect(list).toHaveLength(
              rows.filter(({ is_detail }) => details || !is_detail).length,
            );
            const countList = (names: GroupByDimension[]) =>
              countBy(list, item =>
                names
                  .map(name => getDimensionValue(item, name, zone, weekStart))
                  .join(' | '),
              );

            const summary = await summarize(query);
            expect(summary.total).toBe(list.length);
            expect(toCounts(summary.by_user, ['user'])).toEqual(
              countList(['user']),
            );
            expect(toCounts(summary.by_action, ['action'])).toEqual(
              countList(['action']),
            );
            expect(toCounts(summary.by_entity_type, ['entity_type'])).toEqual(
              countList(['entity_type']),
            );
            expect(toCounts(summary.by_day, ['date'])).toEqual(
              countList(['date']),
            );
            expect(summary).not.toHaveProperty('rows');

            const groups = await allGroups(
              `${query}&group_by=${groupBy.join(',')}&limit=${limit}`,
            );
            expect(toCounts(groups, groupBy)).toEqual(countList(groupBy));
          },
        ),
        { numRuns: numRuns(12) },
      );
    });

    it('returns day counts equal to the totals filtered by the same day @full', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(instant, { minLength: 1, maxLength: 20 }),
          fc.constantFrom(...zones),
          async (instants, zone) => {
            run += 1;
            const entity_id = `days-${run}`;
            await addRows(
              callboard.knex,
              workspaceIds[1],
              instants.map(created_at => ({ entity_id, created_at })),
            );
            const query = `workspace=week1&entity_id=${entity_id}&tz=${zone}`;
            const { by_day } = await summarize(query);
            for (const { date, count } of by_day.slice(0, 4)) {
              const day = await summarize(`${query}&start=${date}&end=${date}`);
              expect([date, day.total]).toEqual([date, count]);
              expect(day.by_day).toEqual([{ date, count }]);
            }
          },
        ),
        { numRuns: numRuns(8) },
      );
    });

    it('pages through groups with names of maximum length @full-postgres', async () => {
      await addRows(
        callboard.knex,
        workspaceIds[1],
        [0, 1, 2].map(n => ({
          entity_id: 'long',
          user_id: `user:${'n'.repeat(63)}/${'u'.repeat(63)}`,
          action: 'a'.repeat(64),
          entity_type: '界'.repeat(63) + n,
        })),
      );
      const groups = await allGroups(
        'workspace=week1&entity_id=long&group_by=user,action,entity_type,date&limit=1',
      );
      expect(groups.map(group => group.count)).toEqual([1, 1, 1]);
    });
  });
});

describe('activity rollups', () => {
  const databases = MigratedDatabases.create();

  type CountsOfTable = ActivityCountsCheck['tables'][number];

  const HOUR = 3_600_000;

  const zones = [
    'UTC',
    'Asia/Kolkata',
    'America/New_York',
    'Australia/Lord_Howe',
    'Pacific/Apia',
  ];

  /** Instants around both clock changes of New York, around midnight, and arbitrary ones. */
  const instant = fc.oneof(
    fc.integer({ min: Date.UTC(2026, 1, 20), max: Date.UTC(2026, 10, 20) }),
    fc
      .tuple(
        fc.constantFrom(
          Date.UTC(2026, 2, 8, 7),
          Date.UTC(2026, 10, 1, 6),
          Date.UTC(2026, 5, 1),
        ),
        fc.integer({ min: -30 * HOUR, max: 30 * HOUR }),
      )
      .map(([moment, distance]) => moment + distance),
  );

  const actions = ['click', 'page_view', 'update'];
  const types = [null, 'component', 'ß'];
  const persons = [people.member, people.guest, people.admin];

  const row = fc.record({
    created_at: instant,
    user_id: fc.constantFrom(...persons),
    action: fc.constantFrom(...actions),
    entity_type: fc.constantFrom(...types),
    is_detail: fc.boolean(),
  });

  /** Rows arrive in batches; some are counted in between. */
  const batches = fc.array(
    fc.record({
      rows: fc.array(row, { minLength: 5, maxLength: 15 }),
      folds: fc.integer({ min: 0, max: 3 }),
    }),
    { minLength: 1, maxLength: 5 },
  );

  const maybe = <T>(...values: T[]) =>
    fc.option(fc.constantFrom(...values), { nil: undefined, freq: 1 });

  const date = fc.option(
    instant.map(ms => new Date(ms).toISOString().slice(0, 10)),
    { nil: undefined, freq: 1 },
  );

  const filters = fc
    .record({
      user_id: maybe(...persons),
      action: maybe(...actions),
      entity_type: maybe('component', 'ß'),
      views: maybe('false'),
      start: date,
      end: date,
      tz: fc.constantFrom(...zones),
    })
    .filter(({ start, end }) => !start || !end || start <= end);

  const toQueryString = (filter: Record<string, string | undefined>) =>
    Object.entries(filter)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name}=${encodeURIComponent(value!)}`)
      .join('&');

  const toCounts = <Name extends string>(
    groups: Array<Record<Name, string | null> & { count: number }>,
    name: Name,
  ) =>
    Object.fromEntries(groups.map(group => [String(group[name]), group.count]));

  describe.each(databases.eachSupportedId())('activity rollups on %s', id => {
    let callboard: TestCallboard;
    let knex: Knex;

    beforeAll(async () => {
      callboard = await startCallboard(databases, id);
      knex = callboard.knex;
    });

    afterAll(() => callboard.stop());

    const boss = () => callboard.as('superAdmin');
    const get = async (path: string) =>
      (await boss().get(`/admin/activity${path}`).expect(200)).body;
    const stored = async () =>
      Number((await knex('activity_person_days').count({ n: '*' }))[0].n);

    /** Adds enough rows for several counting steps. */
    const addManyRows = async () => {
      const workspace_id = createId(Date.now());
      const strangers = Array.from({ length: 5_000 }, (_, n) => ({
        user_id: `user:default/person-${n}`,
      }));
      await addRows(knex, workspace_id, strangers);
    };

    /** Compares responses with the rows of an export. */
    const expectEqualToList = async (query: string, tz: string) => {
      const list: Activity[] = await downloadRows(
        boss(),
        `/admin/activity/export.jsonl?${query}`,
      );
      const { total } = await get(`?${query}&limit=1`);
      expect(total).toBe(list.length);
      const summary = await get(`/summary?${query}&group_by=week,user,action`);
      expect(summary.total).toBe(list.length);
      expect(toCounts(summary.by_user, 'user_id')).toEqual(
        countBy(list, 'user_id'),
      );
      expect(toCounts(summary.by_action, 'action')).toEqual(
        countBy(list, 'action'),
      );
      expect(toCounts(summary.by_entity_type, 'entity_type')).toEqual(
        countBy(list, item => String(item.entity_type)),
      );
      expect(toCounts(summary.by_day, 'date')).toEqual(
        countBy(list, item =>
          DateTime.fromISO(item.created_at, { zone: tz }).toISODate(),
        ),
      );
      const facets = await get(`/facets?${query}`);
      expect(toCounts(facets.users, 'user_id')).toEqual(
        countBy(list, 'user_id'),
      );
      return list.length;
    };

    it('returns the counts of the list at any rollup progress and in any time zone @full', async () => {
      let seen = 0;
      await fc.assert(
        fc.asyncProperty(batches, filters, async (added, filter) => {
          const workspace_id = createId(Date.now());
          for (const { rows, folds } of added) {
            await addRows(knex, workspace_id, rows);
            for (let n = 0; n < folds; n += 1) {
              await countNewRows(knex, 4);
            }
          }
          const query = toQueryString({ ...filter, workspace_id });
          seen += await expectEqualToList(query, filter.tz);
          expect((await get('/counts/check')).equal).toBe(true);
        }),
        { numRuns: numRuns(20) },
      );
      expect(seen).toBeGreaterThan(100);
      await countAll(knex);
      expect(await stored()).toBeGreaterThan(100);
    });

    it('reads totals from the rollups instead of the log', async () => {
      const workspace_id = createId(Date.now());
      await addRows(knex, workspace_id, [{}, {}, { is_detail: true }]);
      await countAll(knex);
      const changeTo = (count: number) =>
        knex('activity_days')
          .where({ workspace_id, breakdown: 0 })
          .update({ count });
      await changeTo(7);
      expect((await get(`?workspace_id=${workspace_id}`)).total).toBe(7);
      await changeTo(2);
    });

    it('detects wrong rollups and rebuilds them @full-postgres', async () => {
      const workspace_id = createId(Date.now());
      await addRows(knex, workspace_id, [{}, { action: 'click' }]);
      await countAll(knex);
      expect((await get('/counts/check')).equal).toBe(true);

      await knex('activity_person_days')
        .where({ workspace_id, breakdown: 1, action: 'click' })
        .update({ count: 5 });
      await knex('activity_quarter_hours')
        .where({ workspace_id, breakdown: 0 })
        .delete();
      await knex('activity_people')
        .where({ user_id: people.member })
        .update({ user_name: 'Somebody else' });
      await knex('activity_texts')
        .where({ workspace_id, about_id: people.member })
        .delete();
      const found = await get('/counts/check');
      expect(found.equal).toBe(false);
      expect(
        found.tables.map(({ table, differences }: CountsOfTable) => [
          table,
          differences,
        ]),
      ).toEqual([
        ['activity_days', 0],
        ['activity_quarter_hours', 1],
        ['activity_person_days', 1],
        ['activity_shared_days', 0],
        ['activity_shared_quarter_hours', 0],
        ['activity_shared_person_days', 0],
        ['activity_people', 1],
        ['activity_texts', 1],
      ]);

      await boss().post('/admin/activity/counts/rebuild').expect(200);
      expect(await stored()).toBe(0);
      expect((await get(`?workspace_id=${workspace_id}`)).total).toBe(2);
      await countAll(knex);
      expect(await stored()).toBeGreaterThan(0);
      expect((await get('/counts/check')).equal).toBe(true);
      expect((await get(`?workspace_id=${workspace_id}`)).total).toBe(2);
    });

    it('counts all rows of a batch that exceeds the rollup step size', async () => {
      await countAll(knex);
      const workspace_id = createId(Date.now());
      await addRows(
        knex,
        workspace_id,
        Array.from({ length: 10 }, () => ({})),
      );
      // Counts in steps smaller than the batch that arrived.
      while (await countNewRows(knex, 3));
      await countAll(knex);
      expect((await get(`?workspace_id=${workspace_id}`)).total).toBe(10);
      expect((await get('/counts/check')).equal).toBe(true);
    });

    it('passes the rollup check while rollups are being counted @full', async () => {
      const before = await stored();
      await addManyRows();
      const [{ equal }] = await Promise.all([
        get('/counts/check'),
        countAll(knex),
      ]);
      expect(equal).toBe(true);
      expect(await stored()).toBeGreaterThan(before);
    });

    if (!id.startsWith('POSTGRES')) {
      it('serves other requests while the rollup check runs @full', async () => {
        await addManyRows();
        await countAll(knex);
        let isChecked = false;
        const check = get('/counts/check').then(answer => {
          isChecked = true;
          return answer;
        });
        let answeredMeanwhile = 0;
        while (!isChecked) {
          await get('?limit=1&total=false');
          answeredMeanwhile += isChecked ? 0 : 1;
        }
        expect((await check).equal).toBe(true);
        expect(answeredMeanwhile).toBeGreaterThan(0);
      });

      /** Rebuilds the rollups when a statement contains a text. */
      const rebuildOnceItReads = (counts: ActivityCounts, part: string) =>
        new Promise<void>(resolve => {
          const seeStatement = ({ sql }: { sql: string }) => {
            if (sql.includes(part)) {
              knex.off('query', seeStatement);
              // Waits for the only connection, and gets it before the next statement of the check.
              resolve(counts.rebuild());
            }
          };
          knex.on('query', seeStatement);
        });

      it('compares the rollups again after a rebuild that another check has noticed', async () => {
        await addManyRows();
        await countAll(knex);
        const counts = new ActivityCounts({ knex, reader: knex });
        const rebuilt = rebuildOnceItReads(counts, 'FROM activity_days');
        const [refused, repeated] = await Promise.allSettled([
          counts.check(),
          rebuilt.then(() => counts.check()),
        ]);
        expect(refused).toMatchObject({ reason: { name: 'ConflictError' } });
        expect(repeated).toMatchObject({ value: { equal: true } });
        await countAll(knex);
      });

      it.each([
        ['the first table of counts', 'FROM activity_days'],
        ['the last table before the texts', 'FROM activity_people'],
        ['some of the texts', 'stored_texts'],
      ])(
        'returns 409 from the rollup check if rollups are rebuilt after it has read %s',
        async (_name, part) => {
          await addManyRows();
          await countAll(knex);
          const counts = new ActivityCounts({ knex, reader: knex });
          const rebuilt = rebuildOnceItReads(counts, part);
          const refused = await boss().get('/admin/activity/counts/check');
          expect(refused.status).toBe(409);
          await rebuilt;
          await countAll(knex);
          expect((await get('/counts/check')).equal).toBe(true);
        },
      );
    }

    if (id.startsWith('POSTGRES')) {
      it('counts rows of a slow transaction after it commits @full', async () => {
        const workspace_id = createId(Date.now());
        const slow = await knex.transaction();
        await new ActivityLog().append(slow, makeRows(workspace_id, [{}]));
        await addRows(knex, workspace_id, [{}, {}]);
        while (await countNewRows(knex));
        expect((await get(`?workspace_id=${workspace_id}`)).total).toBe(2);
        await slow.commit();
        expect((await get(`?workspace_id=${workspace_id}`)).total).toBe(3);
        await countAll(knex);
        expect((await get(`?workspace_id=${workspace_id}`)).total).toBe(3);
        expect((await get('/counts/check')).equal).toBe(true);
      });

      it('counts rows once when replicas update the rollups at the same time', async () => {
        const workspace_id = createId(Date.now());
        await addRows(knex, workspace_id, [{}, {}]);
        await Promise.all([1, 2, 3, 4].map(() => countNewRows(knex)));
        await countAll(knex);
        expect((await get(`?workspace_id=${workspace_id}`)).total).toBe(2);
        expect((await get('/counts/check')).equal).toBe(true);
      });

      it('continues after a restore into a server with lower transaction ids @full', async () => {
        const workspace_id = createId(Date.now());
        const totals = async () =>
          (await get(`?workspace_id=${workspace_id}`)).total;
        await addRows(knex, workspace_id, [{}, {}]);
        await countAll(knex);
        // Simulates the numbering of another server.
        await knex('activity').where({ workspace_id }).update({
          arrival: '900000000000',
        });
        await knex('activity_rollup_watermark').update({
          arrival: '900000000001',
        });
        expect(await continueArrivals(knex)).toBe(true);
        expect(await continueArrivals(knex)).toBe(false);
        const moment = await readLogMoment(knex);
        await addRows(knex, workspace_id, [{}]);
        expect(await totals()).toBe(3);
        await countAll(knex);
        expect(await totals()).toBe(3);
        expect((await get('/counts/check')).equal).toBe(true);
        const [{ arrival }] = await knex('activity_rollup_watermark');
        expect(Number(arrival)).toBeGreaterThan(900_000_000_001);
        // Rows that existed before `moment` are still recognised.
        const then = knex('activity').where({ workspace_id });
        whereInSnapshot(knex, then, {
          ...moment,
          newestId: createId(Date.now()),
        });
        expect(await then).toHaveLength(2);
      });
    }
  });
});

describe('newest user names', () => {
  const databases = MigratedDatabases.create();

  const HOUR = 3_600_000;

  type Group = ActivitySummary['by_user'][number];

  describe.each(databases.eachSupportedId())(
    'newest user names in summaries on %s',
    id => {
      it('returns the newest name of every user at any rollup progress', async () => {
        const callboard = await startCallboard(databases, id);
        const { knex } = callboard;
        const get = async (path: string) =>
          (await callboard.as('superAdmin').get(`/admin/activity${path}`)).body;
        const workspace_id = createId(Date.now());
        const crowd = Array.from(
          { length: 120 },
          (_, n) => `user:default/crowd-${n}`,
        );
        const [first, ...others] = crowd;
        const day = Date.now() - 24 * HOUR;
        const rename = (user_name: string, created_at: number) =>
          addRows(knex, workspace_id, [
            { user_id: first, user_name, created_at },
          ]);
        const names = async () => {
          const { by_user } = await get(
            `/summary?workspace_id=${workspace_id}`,
          );
          expect(by_user).toHaveLength(crowd.length);
          return Object.fromEntries(
            by_user.map(({ user_id, user_name }: Group) => [
              user_id,
              user_name,
            ]),
          );
        };
        await addRows(
          knex,
          workspace_id,
          others.map(user_id => ({ user_id, user_name: `${user_id}!` })),
        );
        await rename('First', day);
        await countAll(knex);
        expect(await names()).toMatchObject({
          [first]: 'First',
          [others[0]]: `${others[0]}!`,
        });
        await rename('Renamed', day + HOUR);
        expect((await names())[first]).toBe('Renamed');
        await countAll(knex);
        expect((await names())[first]).toBe('Renamed');
        await rename('From before', day - HOUR);
        expect((await names())[first]).toBe('Renamed');
        await countAll(knex);
        expect((await names())[first]).toBe('Renamed');
        expect((await get('/counts/check')).equal).toBe(true);
        await callboard.stop();
      });
    },
  );
});

describe('counts in a SQLite file', () => {
  const directory = createMockDirectory();

  it('compares the counts with the log on another thread', async () => {
    const knex = createKnex({
      client: 'better-sqlite3',
      connection: { filename: directory.resolve('log.sqlite') },
      useNullAsDefault: true,
    });
    await applyMigrations(knex);
    const reader = await openReader(knex);
    const countDifferences = async () =>
      sumBy(await checkRollups(reader), 'differences');
    await addRows(knex, createId(Date.now()), [{}, { action: 'click' }]);
    await countAll(knex);
    expect(reader).not.toBe(knex);
    expect(await countDifferences()).toBe(0);
    await knex('activity_days').where({ breakdown: 0 }).delete();
    expect(await countDifferences()).toBe(1);
    await Promise.all([reader.destroy(), knex.destroy()]);
  });
});
