import { TestDatabases } from '@backstage/backend-test-utils';
import { Activity } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import {
  databaseIds,
  people,
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { addRows, addWorkspace, readAll } from './__testUtils__/activityRows';

jest.setTimeout(60_000);

const DAY = 86_400_000;
const databases = TestDatabases.create({ ids: databaseIds });

describe.each(databases.eachSupportedId())('lists of activity on %s', id => {
  let callboard: TestCallboard;
  let lab: string;
  let other: string;

  beforeAll(async () => {
    callboard = await startCallboard(databases, id);
    lab = await addWorkspace(callboard, 'lab', { timezone: 'Asia/Kolkata' });
    other = await addWorkspace(callboard, 'other');
    await addRows(callboard.knex, lab, [
      {
        action: 'search',
        created_at: Date.UTC(2026, 0, 31, 18, 29, 59, 999),
        entity_label: '100% of a_b \\ c',
        user_name: 'Zoë Ångström',
      },
      {
        action: 'page_view',
        created_at: Date.UTC(2026, 0, 31, 18, 30),
        entity_type: 'component',
        entity_id: 'component:default/pay',
        entity_label: 'ΟΔΟΣ Straße',
        user_id: people.admin,
        user_name: 'Ada Admin',
      },
      {
        action: 'update',
        created_at: Date.UTC(2026, 1, 1, 18, 29, 59, 999),
        entity_type: 'work_item',
        entity_id: 'component:default/pay',
        entity_label: 'ПРИВЕТ',
        user_id: people.admin,
        user_name: 'Ada Admin',
      },
      {
        action: 'update',
        created_at: Date.UTC(2026, 1, 1, 18, 30),
        entity_label: '1000 of axb',
      },
      {
        action: 'update',
        created_at: Date.UTC(2026, 1, 1, 18, 31),
        entity_label: 'detail',
        is_detail: true,
      },
    ]);
    await addRows(callboard.knex, other, [
      { action: 'search', entity_label: 'elsewhere' },
    ]);
  });

  afterAll(() => callboard.stop());

  const boss = () => callboard.as('superAdmin');

  /** What a filter finds among the rows above, oldest first. */
  const find = async (filter: string): Promise<string[]> =>
    (await readAll(boss(), `/activity?workspace=lab&end=2026-02-03&${filter}`))
      .map(row => row.entity_label!)
      .reverse();

  const messageOf = async (query: string, path = '/activity') =>
    (await boss().get(`${path}?${query}`).expect(400)).body.error.message;

  const all = ['100% of a_b \\ c', 'ΟΔΟΣ Straße', 'ПРИВЕТ', '1000 of axb'];
  const [percent, road, hello, thousand] = all;

  it('are newest first', async () => {
    expect(await find('')).toEqual(all);
    const rows = await readAll(boss(), '/admin/activity');
    const times = rows.map(row => row.created_at);
    expect(times).toEqual([...times].sort().reverse());
  });

  it.each([
    [`user_id=${people.admin}`, [road, hello]],
    [`actor_user_id=${people.admin}`, [road, hello]],
    [`user_id=${people.admin.toUpperCase()}`, [road, hello]],
    [`user_id=${people.admin}&actor_user_id=${people.admin}`, [road, hello]],
    ['user_id=user:default/unheard.of', []],
    ['action=update', [hello, thousand]],
    ['type=update', [hello, thousand]],
    ['action=update&type=update', [hello, thousand]],
    ['action=never_done', []],
    ['entity_type=component', [road]],
    ['entity_id=component:default/pay', [road, hello]],
    ['entity_id=component:default/pay&entity_type=work_item', [hello]],
    [`user_id=${people.admin}&action=update`, [hello]],
  ])('are filtered by %s', async (filter, expected) => {
    expect(await find(filter)).toEqual(expected);
  });

  it.each([
    ['straße', [road]],
    ['STRASSE', [road]],
    ['οδος', [road]],
    ['οδοσ', [road]],
    ['привет', [hello]],
    ['ÅNGSTRÖM', [percent]],
    ['A\u030angstro\u0308m', [percent]], // the same, decomposed
    ['%', [percent]],
    ['_', [percent]],
    ['\\', [percent]],
    ['a_b', [percent]],
    ['DEFAULT/PAY', [road, hello]],
    ['ada', [road, hello]],
    ['nobody has this', []],
    ['', all],
  ])(
    'are searched for %p literally, whatever the case',
    async (q, expected) => {
      expect(await find(`q=${encodeURIComponent(q)}`)).toEqual(expected);
    },
  );

  it('cover the days of the workspace, both included', async () => {
    expect(await find('start=2026-02-01')).toEqual([road, hello, thousand]);
    expect(await find('start=2026-02-02')).toEqual([thousand]);
    const until = async (query: string) =>
      (await readAll(boss(), `/activity?workspace=lab&${query}`)).map(
        row => row.entity_label,
      );
    expect(await until('start=2026-01-31&end=2026-01-31')).toEqual([percent]);
    expect(await until('start=2026-02-01&end=2026-02-01')).toEqual([
      hello,
      road,
    ]);
  });

  it('cover the days of another zone, if one is given', async () => {
    expect(await find('tz=UTC&start=2026-02-01')).toEqual([hello, thousand]);
    expect(await find('tz=America/New_York&start=2026-02-01')).toEqual([
      hello,
      thousand,
    ]);
    expect(await find('tz=Pacific/Kiritimati&start=2026-02-02')).toEqual([
      hello,
      thousand,
    ]);
  });

  it('use the zone of the workspace that workspace_id names', async () => {
    const labelsOf = async (query: string) =>
      (await readAll(boss(), `/admin/activity?${query}`)).map(
        row => row.entity_label,
      );
    const range = 'start=2026-01-31&end=2026-01-31';
    expect(await labelsOf(`workspace_id=${lab}&${range}`)).toEqual([percent]);
    expect(await labelsOf(range)).toEqual([road, percent]);
  });

  it('hold one workspace, or all of them', async () => {
    const workspacesOf = async (path: string) =>
      new Set((await readAll(boss(), path)).map(row => row.workspace_id));
    expect(await workspacesOf('/activity?workspace=lab')).toEqual(
      new Set([lab]),
    );
    expect(await workspacesOf(`/admin/activity?workspace_id=${other}`)).toEqual(
      new Set([other]),
    );
    expect((await workspacesOf('/admin/activity')).size).toBe(3);
    expect(
      (
        await workspacesOf(
          '/admin/activity?workspace_id=00000000-0000-7000-8000-000000000000',
        )
      ).size,
    ).toBe(0);
  });

  it('leave out the details of bulk changes unless asked for', async () => {
    expect(await find('details=true')).toEqual([...all, 'detail']);
    expect(await find('details=false')).toEqual(all);
    const path = '/activity?workspace=lab&end=2026-02-03';
    const { body: without } = await boss().get(path);
    const { body: including } = await boss().get(`${path}&details=true`);
    expect([without.total, including.total]).toEqual([4, 5]);
  });

  it('tell the exact total, unless it is not wanted', async () => {
    const path = `/activity?workspace=lab&user_id=${people.admin}&limit=1`;
    const { body } = await boss().get(path).expect(200);
    expect(body).toMatchObject({ success: true, total: 2, page: 1, limit: 1 });
    const { body: bare } = await boss().get(`${path}&total=false`).expect(200);
    expect(bare).not.toHaveProperty('total');
    expect(bare.activities).toEqual(body.activities);
  });

  it('come in pages of limit or page_size, by number', async () => {
    const path = '/activity?workspace=lab&end=2026-02-03';
    const labelsOf = async (query: string) =>
      (await boss().get(`${path}&${query}`).expect(200)).body.activities.map(
        (row: Activity) => row.entity_label,
      );
    const newestFirst = [...all].reverse();
    expect(await labelsOf('limit=3')).toEqual(newestFirst.slice(0, 3));
    expect(await labelsOf('page=2&limit=3')).toEqual(newestFirst.slice(3));
    expect(await labelsOf('page=2&page_size=1')).toEqual([newestFirst[1]]);
    expect(await labelsOf('page=2&page_size=1&limit=1')).toEqual([
      newestFirst[1],
    ]);
    expect(await labelsOf('page=1000000000&limit=200')).toEqual([]);
  });

  it('name the next page until there is none', async () => {
    const path = '/activity?workspace=lab&end=2026-02-03';
    const { body: first } = await boss().get(`${path}&limit=3`).expect(200);
    const { body: last } = await boss()
      .get(`${path}&limit=3&cursor=${first.next_cursor}`)
      .expect(200);
    expect(last.activities).toHaveLength(1);
    expect(last).toMatchObject({ total: 4, page: null, next_cursor: null });
    const { body: whole } = await boss().get(`${path}&limit=4`).expect(200);
    expect(whole.next_cursor).toBeNull();
  });

  it.each([
    ['limit=0', 'query.limit: must be at least 1'],
    ['limit=201', 'query.limit: must be at most 200'],
    ['limit=abc', 'query.limit: must be a whole number from 1 to 200'],
    ['limit=1.5', 'query.limit: must be a whole number from 1 to 200'],
    ['limit=', 'query.limit: must be a whole number from 1 to 200'],
    ['limit=-1', 'query.limit: must be a whole number from 1 to 200'],
    ['page_size=201', 'query.page_size: must be at most 200'],
    ['limit=1&page_size=2', 'query.page_size: is another name of limit'],
    ['page=0', 'query.page: must be at least 1'],
    ['page=x', 'query.page: must be a whole number'],
    ['cursor=abc&page=1', 'query.cursor: cannot be combined with page'],
    ['cursor=garbage', 'query.cursor: is not a cursor of this list'],
    ['cursor=%00', 'query.cursor'],
    ['cursor=', 'query.cursor: is not a cursor of this list'],
    ['start=2026-02-02&end=2026-02-01', 'query.end: must not be before start'],
    ['start=2026-02-30', 'query.start: is not a day of the calendar'],
    ['start=2026-2-3', 'query.start: must be a date like 2026-01-31'],
    ['end=tomorrow', 'query.end: must be a date like 2026-01-31'],
    ['tz=Mars/Olympus', 'query.tz: must be an IANA time zone'],
    ['tz=', 'query.tz: must be an IANA time zone'],
    ['action=a&type=b', 'query.type: is another name of action'],
    [
      'user_id=user:default/a&actor_user_id=user:default/b',
      'query.actor_user_id: is another name of user_id',
    ],
    ['action=', 'query.action: must not be empty'],
    ['q=%00', 'query.q: must not contain U+0000'],
    ['total=maybe', 'query.total: must be true or false'],
    ['details=1', 'query.details: must be true or false'],
    ['colour=red', 'query.colour: is not a known parameter'],
    ['limit=1&limit=2', 'query.limit: must be given only once'],
  ])('refuse ?%s', async (query, message) => {
    expect(await messageOf(query)).toContain(message);
  });

  it('name all that is wrong with a query at once', async () => {
    const message = await messageOf('limit=0&start=x&tz=y&colour=red');
    for (const name of ['limit', 'start', 'tz', 'colour']) {
      expect(message).toContain(`query.${name}`);
    }
  });

  it('refuse cursors of other lists and of nobody', async () => {
    const forge = (position: unknown) =>
      Buffer.from(JSON.stringify(position)).toString('base64url');
    for (const position of [1, null, 'x', ['a'], { id: 1 }, 'a\u0000']) {
      const cursor = forge(position);
      expect(await messageOf(`cursor=${cursor}`)).toBe(
        'query.cursor: is not a cursor of this list',
      );
      expect(
        await messageOf(
          `group_by=user,date&cursor=${cursor}`,
          '/activity/summary',
        ),
      ).toBe('query.cursor: is not a cursor of this list');
    }
  });

  it('take workspace_id where all workspaces are, and only there', async () => {
    expect(await messageOf('workspace_id=x', '/admin/activity')).toContain(
      'query.workspace_id: must be a UUID',
    );
    for (const path of ['/activity', '/me/activity']) {
      expect(await messageOf(`workspace_id=${lab}`, path)).toContain(
        'query.workspace_id: is not a known parameter',
      );
    }
    expect(await messageOf('workspace=lab', '/me/activity')).toContain(
      'query.workspace: is not a known parameter',
    );
  });

  it('neither repeat nor skip a row while others arrive', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 25 }),
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.nat({ max: 3 }), { maxLength: 8 }),
        async (count, limit, arrivals) => {
          run += 1;
          const entity_id = `paging-${run}`;
          // Several rows share a millisecond, as those of a batch do.
          const rows = await addRows(
            callboard.knex,
            lab,
            Array.from({ length: count }, (_, n) => ({
              entity_id,
              created_at: Date.UTC(2026, 5, 1) + Math.floor(n / 3),
            })),
          );
          const seen: string[] = [];
          let cursor = '';
          let page = 0;
          do {
            const { body } = await boss()
              .get(
                `/activity?workspace=lab&entity_id=${entity_id}&limit=${limit}${
                  cursor && `&cursor=${cursor}`
                }`,
              )
              .expect(200);
            seen.push(...body.activities.map((row: Activity) => row.id));
            cursor = body.next_cursor ?? '';
            if (arrivals[page]) {
              await addRows(
                callboard.knex,
                lab,
                Array(arrivals[page]).fill({
                  entity_id,
                  created_at: Date.UTC(2026, 5, 2) + page,
                }),
              );
            }
            page += 1;
          } while (cursor);
          expect(seen).toEqual(rows.map(row => row.id).reverse());
        },
      ),
      { numRuns: 15 },
    );
  });

  it('hold rows of every age', async () => {
    const now = Date.now();
    const ages = [0, 40, 400, 4_000].map(days => days * DAY);
    const rows = await addRows(
      callboard.knex,
      lab,
      ages.map(age => ({ entity_id: 'aged', created_at: now - age })),
    );
    const found = await readAll(
      boss(),
      '/activity?workspace=lab&entity_id=aged',
    );
    expect(found.map(row => row.id)).toEqual(rows.map(row => row.id));
  });
});
