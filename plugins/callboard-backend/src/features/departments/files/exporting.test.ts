import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { download } from '../../../__testUtils__/download';
import { people } from '../../../__testUtils__/startCallboard';
import { departmentsOf } from '../__testUtils__/departmentsOf';
import { readTableFrom } from './__testUtils__/readTableFrom';

describeCallboard('exporting departments', {}, callboard => {
  const boss = () => callboard().as('superAdmin');

  const bytesOf = async (path: string) => (await download(boss(), path)).bytes;
  const exported = async (path: string) => readTableFrom(await bytesOf(path));

  it.each(['csv', 'xlsx'])('as %s holds what the list holds', async format => {
    const org = await departmentsOf(callboard());
    const top = await org.make('=Top', {
      code: 'T',
      description: 'One,\n"two"',
      manager_ref: people.member,
      sort_order: 1.5,
    });
    await org.make('Below', {
      dept_code: '0911',
      parent_id: top,
      is_active: false,
    });
    const { columns, rows } = await exported(`${org.path}/export.${format}`);
    expect(columns).toEqual([
      'name',
      'code',
      'short_name',
      'dept_code',
      'description',
      'dept_type',
      'parent_code',
      'manager_ref',
      'sort_order',
      'is_active',
    ]);
    expect(rows.map(({ cells }) => cells)).toEqual([
      {
        name: '=Top',
        code: 'T',
        short_name: '',
        dept_code: '',
        description: 'One,\n"two"',
        dept_type: '',
        parent_code: '',
        manager_ref: people.member,
        sort_order: '1.5',
        is_active: expect.stringMatching(/^true$/i),
      },
      expect.objectContaining({
        name: 'Below',
        dept_code: '0911',
        parent_code: 'T',
        sort_order: '65535',
        is_active: expect.stringMatching(/^false$/i),
      }),
    ]);
    for (const filter of [
      'level=2',
      `parent=${top}`,
      'is_active=false',
      'search=bel',
    ]) {
      const some = await exported(`${org.path}/export.${format}?${filter}`);
      expect(some.rows.map(({ cells }) => cells.name)).toEqual(['Below']);
    }
    await boss().get(`${org.path}/export.${format}?limit=1`).expect(400);
  });

  it('names the file after the day in the zone of the workspace', async () => {
    const org = await departmentsOf(callboard());
    const timezone = 'Pacific/Kiritimati';
    await boss().patch(`/workspaces/${org.slug}`, { timezone }).expect(200);
    const { headers } = await boss().get(`${org.path}/export.csv`).expect(200);
    const today = new Date(Date.now() + 14 * 3_600_000)
      .toISOString()
      .slice(0, 10);
    expect(headers['content-disposition']).toBe(
      `attachment; filename="Departments_${today}.csv"`,
    );
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
  });

  it('goes on beyond one batch', async () => {
    const org = await departmentsOf(callboard());
    const rows = Array.from({ length: 501 }, (_, index) => `D${index}`);
    await boss()
      .post(`${org.path}/bulk-import`)
      .attach('file', Buffer.from(['name', ...rows].join('\n')), 'd.csv')
      .expect(200);
    const table = await exported(`${org.path}/export.csv`);
    expect(table.rows.map(({ cells }) => cells.name)).toEqual(rows.sort());
  });

  it.each(['csv', 'xlsx'])('as %s can be imported elsewhere', async format => {
    const org = await departmentsOf(callboard());
    const top = await org.make('Top', { code: '-1', sort_order: -0.25 });
    await org.make("'=1", {
      short_name: 'AB',
      parent_id: top,
      manager_ref: people.guest,
      description: 'Lines\r\nand ünïcödé',
      dept_type: '@team',
    });
    const other = await departmentsOf(callboard());
    const file = await bytesOf(`${org.path}/export.${format}`);
    for (const [where, expected] of [
      [other, { created: 2 }],
      [org, { skipped: 2 }],
    ] as const) {
      const { body } = await boss()
        .post(`${where.path}/bulk-import`)
        .field('update_existing', 'true')
        .attach('file', file, 'd')
        .expect(200);
      expect(body).toMatchObject({ ...expected, errors: [] });
    }
    const again = await exported(`${other.path}/export.${format}`);
    const first = await exported(`${org.path}/export.${format}`);
    expect(again).toEqual(first);
  });
});
