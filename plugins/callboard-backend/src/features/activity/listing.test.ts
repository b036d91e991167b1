import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  people,
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { newId } from '../../database/ids';
import { addRows, addWorkspace, readAll } from './__testUtils__/activityRows';
import { downloadRows } from './__testUtils__/download';

const DAY = 86_400_000;
const databases = MigratedDatabases.create();
const batch_id = newId(0);

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
    const made = { created_at: Date.UTC(2026, 1, 1), action: 'update' };
    await addRows(callboard.knex, await addWorkspace(callboard, 'batch'), [
      { ...made, batch_id, entity_label: 'the whole' },
      {
        ...{ ...made, batch_id, is_detail: true },
        ...{ entity_id: 'detailed', entity_label: 'detail' },
      },
    ]);
  });

  afterAll(() => callboard.stop());

  const boss = () => callboard.as('superAdmin');

  /** What a filter finds among the rows above, oldest first. */
  const find = async (filter: string, slug = 'lab'): Promise<string[]> =>
    (
      await readAll(
        boss(),
        `/activity?workspace=${slug}&end=2026-02-03&${filter}`,
      )
    )
      .map(row => row.entity_label!)
      .reverse();

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
    ['0%', [percent]],
    ['_b', [percent]],
    ['\\ ', [percent]],
    ['a_b', [percent]],
    ['DEFAULT/PAY', [road, hello]],
    ['ada', [road, hello]],
    ['nobody has this', []],
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
    expect((await workspacesOf('/admin/activity')).size).toBe(4);
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

  it.each([
    ['q=detail', ['detail']],
    ['q=detail&details=false', []],
    ['entity_id=detailed', ['detail']],
    ['entity_id=detailed&details=false', []],
    [`batch_id=${batch_id}`, ['the whole', 'detail']],
    [`batch_id=${batch_id}&details=false`, ['the whole']],
    ['batch_id=00000000-0000-7000-8000-000000000000', []],
  ])(
    'include details where %s narrows them, in numbers and exports alike',
    async (filter, expected) => {
      expect(await find(filter, 'batch')).toEqual(expected);
      const path = `/activity`;
      const query = `workspace=batch&${filter}`;
      const { body: list } = await boss().get(`${path}?${query}`);
      const { body: summary } = await boss().get(`${path}/summary?${query}`);
      const rows = await downloadRows(boss(), `${path}/export.jsonl?${query}`);
      expect([list.total, summary.total, rows.length]).toEqual([
        expected.length,
        expected.length,
        expected.length,
      ]);
    },
  );

  it('hold one row, if asked for it', async () => {
    const [detail] = await readAll(
      boss(),
      '/activity?workspace=batch&entity_id=detailed',
    );
    expect(await find(`id=${detail.id}`, 'batch')).toEqual(['detail']);
    expect(await find(`id=${detail.id}`, 'lab')).toEqual([]);
  });

  it('leave out what was only looked at, if asked to', async () => {
    expect(await find('views=false')).toEqual([hello, thousand]);
    expect(await find('views=true')).toEqual(all);
    expect(await find('views=false&action=search')).toEqual([]);
  });

  it('are counted up to ten thousand where a text narrows them', async () => {
    const many = await addWorkspace(callboard, 'many');
    const text = { action: 'update', entity_label: 'one of many' };
    await addRows(
      callboard.knex,
      many,
      Array.from({ length: 10_000 }, () => text),
    );
    const ask = async () =>
      (await boss().get('/activity?workspace=many&q=of%20many&limit=1')).body;
    expect(await ask()).toMatchObject({ total: 10_000 });
    expect(await ask()).not.toHaveProperty('total_at_least');
    await addRows(callboard.knex, many, [text]);
    expect(await ask()).toMatchObject({ total: 10_000, total_at_least: true });
  });

  it('tell the exact total, unless it is not wanted', async () => {
    const path = `/activity?workspace=lab&user_id=${people.admin}&limit=1`;
    const { body } = await boss().get(path).expect(200);
    expect(body).toMatchObject({ success: true, total: 2, page: 1, limit: 1 });
    const { body: bare } = await boss().get(`${path}&total=false`).expect(200);
    expect(bare).not.toHaveProperty('total');
    expect(bare.activities).toEqual(body.activities);
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
