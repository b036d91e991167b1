import { TestDatabases } from '@backstage/backend-test-utils';
import {
  Activity,
  ActivitySummary,
  GroupByDimension,
} from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { countBy } from 'lodash';
import { DateTime } from 'luxon';
import {
  databaseIds,
  people,
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { addRows, addWorkspace } from './__testUtils__/activityRows';
import { downloadRows } from './__testUtils__/download';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: databaseIds });

const HOUR = 3_600_000;

/** A value of a dimension as rows are counted by hand. */
function valueOf(
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

const fieldOf = (dimension: GroupByDimension) =>
  dimension === 'user' ? 'user_id' : dimension;

/** Groups of an answer, in the form that lodash's `countBy` gives. */
function countsOf(
  groups: Array<Record<string, unknown>>,
  dimensions: GroupByDimension[],
) {
  const counts = Object.fromEntries(
    groups.map(group => [
      dimensions.map(name => String(group[fieldOf(name)])).join(' | '),
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

/** Instants around changes of the clock, and any others. */
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

describe.each(databases.eachSupportedId())('summaries on %s', id => {
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

  /** All pages of a summary's groups. */
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

  it('equal counting the exported list, in every zone and week', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 40 }),
        fc.constantFrom(...zones),
        fc.integer({ min: 1, max: 7 }),
        dimensions,
        fc.integer({ min: 1, max: 9 }),
        async (rows, zone, weekStart, groupBy, limit) => {
          run += 1;
          const entity_id = `summary-${run}`;
          if (rows.length > 0) {
            await addRows(
              callboard.knex,
              workspaceIds[weekStart],
              rows.map(added => ({ ...added, entity_id })),
            );
          }
          const query = `workspace=week${weekStart}&entity_id=${entity_id}&tz=${zone}`;
          const list = await downloadRows(
            boss(),
            `/activity/export.jsonl?${query}`,
          );
          expect(list).toHaveLength(rows.filter(r => !r.is_detail).length);
          const byHand = (names: GroupByDimension[]) =>
            countBy(list, item =>
              names
                .map(name => valueOf(item, name, zone, weekStart))
                .join(' | '),
            );

          const summary = await summarize(query);
          expect(summary.total).toBe(list.length);
          expect(countsOf(summary.by_user, ['user'])).toEqual(byHand(['user']));
          expect(countsOf(summary.by_action, ['action'])).toEqual(
            byHand(['action']),
          );
          expect(countsOf(summary.by_entity_type, ['entity_type'])).toEqual(
            byHand(['entity_type']),
          );
          expect(countsOf(summary.by_day, ['date'])).toEqual(byHand(['date']));
          expect(summary).not.toHaveProperty('rows');

          const groups = await allGroups(
            `${query}&group_by=${groupBy.join(',')}&limit=${limit}`,
          );
          expect(countsOf(groups, groupBy)).toEqual(byHand(groupBy));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('count the same days that the list is filtered by', async () => {
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
      { numRuns: 8 },
    );
  });

  it('are in the zone and the weeks of the workspace', async () => {
    await addRows(callboard.knex, workspaceIds[7], [
      // Saturday evening in UTC, Sunday in Tokyo.
      { entity_id: 'own', created_at: Date.UTC(2026, 0, 3, 16) },
    ]);
    const query = 'workspace=week7&entity_id=own';
    expect((await summarize(query)).by_day).toEqual([
      { date: '2026-01-04', count: 1 },
    ]);
    expect((await summarize(`${query}&group_by=week`)).rows).toEqual([
      { week: '2026-01-04', count: 1 },
    ]);
    expect((await summarize(`${query}&tz=UTC&group_by=week`)).rows).toEqual([
      { week: '2025-12-28', count: 1 },
    ]);
  });

  it('list the busiest first, and days in order', async () => {
    await addRows(
      callboard.knex,
      workspaceIds[1],
      ['b', 'a', 'c', 'c', 'b', 'c'].map((action, n) => ({
        entity_id: 'ranked',
        action,
        created_at: Date.UTC(2026, 6, 9 - n),
      })),
    );
    const summary = await summarize('workspace=week1&entity_id=ranked&tz=UTC');
    expect(summary.by_action).toEqual([
      { action: 'c', count: 3 },
      { action: 'b', count: 2 },
      { action: 'a', count: 1 },
    ]);
    expect(summary.by_day.map(({ date }) => date)).toEqual(
      [4, 5, 6, 7, 8, 9].map(day => `2026-07-0${day}`),
    );
  });

  it('know people by their newest name', async () => {
    const user_id = `user:default/renamed`;
    await addRows(
      callboard.knex,
      workspaceIds[1],
      ['Zoe Unmarried', 'Zoe Between', 'Anna Married'].map((user_name, n) => ({
        entity_id: 'renamed',
        user_id,
        user_name,
        created_at: Date.UTC(2026, n, 1),
      })),
    );
    const query = 'workspace=week1&entity_id=renamed';
    const expected = { user_id, user_name: 'Anna Married', count: 3 };
    expect((await summarize(query)).by_user).toEqual([expected]);
    expect((await summarize(`${query}&group_by=user`)).rows).toEqual([
      expected,
    ]);
    const { body } = await boss().get(`/activity/facets?${query}`).expect(200);
    expect(body.users).toEqual([expected]);
  });

  it('page through groups whose names are as long as they may be', async () => {
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

  it('of nothing are zero', async () => {
    expect(
      await summarize('workspace=week1&entity_id=none&group_by=user,date'),
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
    expect(await summarize('start=9999-12-30&group_by=week')).toMatchObject({
      total: 0,
    });
  });

  it.each([
    ['group_by=colour', 'must be a comma-separated list of user, date'],
    ['group_by=', 'must be a comma-separated list of user, date'],
    ['group_by=user,user', 'query.group_by: must not name a dimension twice'],
    ['group_by=date,week', 'query.group_by: takes date or week, not both'],
    ['cursor=abc', 'query.cursor: needs the group_by that it was made for'],
    ['page=1', 'query.page: is not a known parameter'],
    ['details=true', 'query.details: is not a known parameter'],
    ['limit=0&group_by=user', 'query.limit: must be at least 1'],
  ])('refuse ?%s', async (query, message) => {
    const { body } = await boss().get(`/activity/summary?${query}`).expect(400);
    expect(body.error.message).toContain(message);
  });

  it('refuse the cursor of another grouping', async () => {
    const { next_cursor } = await summarize(
      'workspace=week1&group_by=user,date&limit=1',
    );
    const { body } = await boss()
      .get(
        `/activity/summary?workspace=week1&group_by=date,user&cursor=${next_cursor}`,
      )
      .expect(400);
    expect(body.error.message).toBe(
      'query.cursor: is not a cursor of this list',
    );
  });

  it('add up even while rows arrive', async () => {
    const query = 'workspace=week2&entity_id=busy';
    const event = { action: 'click', entity_type: 'page', entity_id: 'busy' };
    const sum = (groups: Array<{ count: number }>) =>
      groups.reduce((total, { count }) => total + count, 0);
    let arriving = true;
    const arrivals = (async () => {
      while (arriving) {
        await boss().post('/activity?workspace=week2', event).expect(201);
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

  it('facets name who, what and which types occur, for the filters', async () => {
    await addRows(callboard.knex, workspaceIds[3], [
      { entity_id: 'f', entity_type: 'component' },
      { entity_id: 'f', entity_type: 'component', action: 'click' },
      { entity_id: 'f', user_id: 'user:default/fay', user_name: 'Fay' },
      { entity_id: 'f', action: 'detail', is_detail: true },
      { entity_id: 'other', action: 'other' },
    ]);
    const { body } = await boss()
      .get('/activity/facets?workspace=week3&entity_id=f')
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
});
