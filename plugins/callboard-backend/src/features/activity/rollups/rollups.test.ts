import {
  Activity,
  ActivityCountsCheck,
} from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { Knex } from 'knex';
import { countBy } from 'lodash';
import { DateTime } from 'luxon';
import { MigratedDatabases } from '../../../__testUtils__/MigratedDatabases';
import {
  people,
  startCallboard,
  TestCallboard,
} from '../../../__testUtils__/startCallboard';
import { newId } from '../../../database/ids';
import { addRows, makeRows } from '../__testUtils__/activityRows';
import { countAll } from '../__testUtils__/countAll';
import { downloadRows } from '../__testUtils__/download';
import { continueArrivals } from '../../../changes/log/continueArrivals';
import { momentOfLog, whereThereAt } from '../logMoment';
import { ActivityLog } from '../../../changes/log/ActivityLog';
import { foldNewRows } from './foldNewRows';

jest.setTimeout(240_000);

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

/** Around both changes of New York's clocks, the ends of days, and any other. */
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

/** Rows come in batches; between them some of what came is counted. */
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

const queryOf = (filter: Record<string, string | undefined>) =>
  Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(value!)}`)
    .join('&');

const countsOf = <Name extends string>(
  groups: Array<Record<Name, string | null> & { count: number }>,
  name: Name,
) =>
  Object.fromEntries(groups.map(group => [String(group[name]), group.count]));

describe.each(databases.eachSupportedId())('counts of the log on %s', id => {
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

  /** Adds enough that counting takes several steps. */
  const addManyRows = async () => {
    const workspace_id = newId(Date.now());
    const strangers = Array.from({ length: 5_000 }, (_, n) => ({
      user_id: `user:default/person-${n}`,
    }));
    await addRows(knex, workspace_id, strangers);
  };

  /** Compares what is answered with the rows themselves, which an export has. */
  const expectEqualToList = async (query: string, tz: string) => {
    const list: Activity[] = await downloadRows(
      boss(),
      `/admin/activity/export.jsonl?${query}`,
    );
    const { total } = await get(`?${query}&limit=1`);
    expect(total).toBe(list.length);
    const summary = await get(`/summary?${query}&group_by=week,user,action`);
    expect(summary.total).toBe(list.length);
    expect(countsOf(summary.by_user, 'user_id')).toEqual(
      countBy(list, 'user_id'),
    );
    expect(countsOf(summary.by_action, 'action')).toEqual(
      countBy(list, 'action'),
    );
    expect(countsOf(summary.by_entity_type, 'entity_type')).toEqual(
      countBy(list, item => String(item.entity_type)),
    );
    expect(countsOf(summary.by_day, 'date')).toEqual(
      countBy(list, item =>
        DateTime.fromISO(item.created_at, { zone: tz }).toISODate(),
      ),
    );
    const facets = await get(`/facets?${query}`);
    expect(countsOf(facets.users, 'user_id')).toEqual(countBy(list, 'user_id'));
    return list.length;
  };

  it('equal counting the list, however much of it is counted, in any zone', async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(batches, filters, async (added, filter) => {
        const workspace_id = newId(Date.now());
        for (const { rows, folds } of added) {
          await addRows(knex, workspace_id, rows);
          for (let n = 0; n < folds; n += 1) {
            await foldNewRows(knex, 4);
          }
        }
        const query = queryOf({ ...filter, workspace_id });
        seen += await expectEqualToList(query, filter.tz);
        expect((await get('/counts/check')).equal).toBe(true);
      }),
      { numRuns: 40 },
    );
    expect(seen).toBeGreaterThan(100);
    expect(await stored()).toBeGreaterThan(100);
  });

  it('are asked instead of the log', async () => {
    const workspace_id = newId(Date.now());
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

  it('are found out when they are wrong, and made anew', async () => {
    const workspace_id = newId(Date.now());
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

  it('of rows that arrived together are made together, however many', async () => {
    await countAll(knex);
    const workspace_id = newId(Date.now());
    await addRows(
      knex,
      workspace_id,
      Array.from({ length: 10 }, () => ({})),
    );
    // Fewer at a time than arrived together.
    while (await foldNewRows(knex, 3));
    await countAll(knex);
    expect((await get(`?workspace_id=${workspace_id}`)).total).toBe(10);
    expect((await get('/counts/check')).equal).toBe(true);
  });

  it('are counted and checked at once', async () => {
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
    it('are checked while others are answered', async () => {
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

    it('cannot be checked while they are made anew', async () => {
      await addManyRows();
      await countAll(knex);
      const rebuilt = new Promise(resolve => {
        const seeRecount = ({ sql }: { sql: string }) => {
          if (sql.includes('INSERT INTO temp.recount')) {
            knex.off('query', seeRecount);
            resolve(boss().post('/admin/activity/counts/rebuild').expect(200));
          }
        };
        knex.on('query', seeRecount);
      });
      const refused = await boss().get('/admin/activity/counts/check');
      expect(refused.status).toBe(409);
      await rebuilt;
      await countAll(knex);
      expect((await get('/counts/check')).equal).toBe(true);
    });
  }

  if (id.startsWith('POSTGRES')) {
    it('miss no row of a transaction that is slow', async () => {
      const workspace_id = newId(Date.now());
      const slow = await knex.transaction();
      await new ActivityLog().append(slow, makeRows(workspace_id, [{}]));
      await addRows(knex, workspace_id, [{}, {}]);
      while (await foldNewRows(knex));
      expect((await get(`?workspace_id=${workspace_id}`)).total).toBe(2);
      await slow.commit();
      expect((await get(`?workspace_id=${workspace_id}`)).total).toBe(3);
      await countAll(knex);
      expect((await get(`?workspace_id=${workspace_id}`)).total).toBe(3);
      expect((await get('/counts/check')).equal).toBe(true);
    });

    it('are made once when replicas make them at once', async () => {
      const workspace_id = newId(Date.now());
      await addRows(knex, workspace_id, [{}, {}]);
      await Promise.all([1, 2, 3, 4].map(() => foldNewRows(knex)));
      await countAll(knex);
      expect((await get(`?workspace_id=${workspace_id}`)).total).toBe(2);
      expect((await get('/counts/check')).equal).toBe(true);
    });

    it('go on after a restore into a server that numbers its transactions lower', async () => {
      const workspace_id = newId(Date.now());
      const totals = async () =>
        (await get(`?workspace_id=${workspace_id}`)).total;
      await addRows(knex, workspace_id, [{}, {}]);
      await countAll(knex);
      // As another server had numbered them.
      await knex('activity').where({ workspace_id }).update({
        arrival: '900000000000',
      });
      await knex('activity_rollup_mark').update({ arrival: '900000000001' });
      expect(await continueArrivals(knex)).toBe(true);
      expect(await continueArrivals(knex)).toBe(false);
      const moment = await momentOfLog(knex);
      await addRows(knex, workspace_id, [{}]);
      expect(await totals()).toBe(3);
      await countAll(knex);
      expect(await totals()).toBe(3);
      expect((await get('/counts/check')).equal).toBe(true);
      const [{ arrival }] = await knex('activity_rollup_mark');
      expect(Number(arrival)).toBeGreaterThan(900_000_000_001);
      // What was there before a row came is told from it as ever.
      const then = knex('activity').where({ workspace_id });
      whereThereAt(knex, then, { ...moment, newestId: newId(Date.now()) });
      expect(await then).toHaveLength(2);
    });
  }
});
