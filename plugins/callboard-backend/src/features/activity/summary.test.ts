import {
  Activity,
  ActivitySummary,
  GroupByDimension,
} from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { countBy } from 'lodash';
import { DateTime } from 'luxon';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  people,
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { addRows, addWorkspace } from './__testUtils__/activityRows';
import { downloadRows } from './__testUtils__/download';

jest.setTimeout(120_000);

const databases = MigratedDatabases.create();

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
            // Included unless refused, as one entity narrows the log.
            ...(details ? [] : ['details=false']),
          ].join('&');
          const list = await downloadRows(
            boss(),
            `/activity/export.jsonl?${query}`,
          );
          expect(list).toHaveLength(
            rows.filter(({ is_detail }) => details || !is_detail).length,
          );
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
});
