import { ImportResult } from '@callboard/plugin-callboard-common';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../../__testUtils__/describeCallboard';
import { people } from '../../../__testUtils__/startCallboard';
import { toFieldChanges } from '../../../__testUtils__/listActivityEntries';
import {
  Departments,
  createDepartments,
} from '../__testUtils__/createDepartments';
import { download } from '../../../__testUtils__/download';
import { readTableFrom } from './__testUtils__/readTableFrom';

describeWithoutJobs('department import', { databases: 'tagged' }, callboard => {
  const boss = () => callboard().as('superAdmin');

  function upload(
    org: Departments,
    content: string | Buffer,
    flags: Record<string, string | undefined> = {},
  ) {
    const sent = boss()
      .post(`${org.path}/bulk-import`)
      .attach('file', Buffer.from(content as string), 'departments.csv');
    Object.entries(flags).forEach(([name, value]) => sent.field(name, value!));
    return sent;
  }

  const activity = async (org: Departments, query = '') => {
    const { body } = await boss()
      .get(`/activity?workspace=${org.slug}${query}`)
      .expect(200);
    return body.activities;
  };

  it('imports valid rows and reports invalid ones in one request @full', async () => {
    const org = await createDepartments(callboard());
    await org.make('Known', { code: 'K', dept_code: '0001' });
    const csv = [
      '\ufeffName,CODE,Dept Code,parent-code,Manager Ref,sort_order,shoe size',
      `Sales,S,0100,K,${people.member},1,44`,
      '"Inside, sales",SI,,S,,,',
      'Lost,L,,NOWHERE,,,',
      '',
      'Known,K,,,,,',
      'Legal',
    ].join('\r\n');
    const { body } = await upload(org, csv).expect(200);
    expect(body).toEqual({
      rows: 5,
      created: 3,
      updated: 0,
      skipped: 0,
      failed: 2,
      errors: [
        {
          row: 4,
          field: 'parent_code',
          reason: 'department NOWHERE does not exist',
        },
        { row: 6, field: 'code', reason: 'already exists' },
      ],
      ignored_columns: ['shoe_size'],
    } satisfies ImportResult);
    const all = await org.byName();
    expect(Object.keys(all).sort()).toEqual([
      'Inside, sales',
      'Known',
      'Legal',
      'Sales',
    ]);
    expect(all.Sales).toMatchObject({
      code: 'S',
      dept_code: '0100',
      parent_id: all.Known.id,
      level: 2,
      manager_ref: people.member,
      manager_name: 'Max Member',
      sort_order: 1,
      version: 1,
    });
    expect(all['Inside, sales']).toMatchObject({
      parent_id: all.Sales.id,
      level: 3,
      sort_order: 65_535,
    });
  });

  it('records one activity entry with the counts, and a detail for each department @full', async () => {
    const org = await createDepartments(callboard());
    const id = await org.make('Top', { code: 'T' });
    const below = await org.make('Below', { code: 'B', parent_id: id });
    const csv = 'name,code,parent_code\nNew,N,\nTop,T,N\nBelow,B,T\nBad,x,?\n';
    const { body } = await upload(org, csv, {
      update_existing: 'true',
    }).expect(200);
    expect(body).toMatchObject({
      created: 1,
      updated: 1,
      skipped: 1,
      failed: 1,
    });

    const summaries = await activity(org, '&action=bulk_import');
    expect(summaries).toHaveLength(1);
    const [summary] = summaries;
    const before = await activity(org, '&entity_type=department');
    expect(before.map(({ action }: any) => action)).toEqual([
      'create',
      'create',
    ]);
    expect(summary).toMatchObject({
      action: 'bulk_import',
      entity_type: 'workspace',
      entity_id: summary.workspace_id,
      entity_label: org.slug,
      user_id: people.superAdmin,
      metadata: {
        text: '2 departments',
        entity_type: 'department',
        rows: 4,
        created: 1,
        updated: 1,
        skipped: 1,
        failed: 1,
      },
      changes: [],
    });
    const all = await org.byName();
    const [moved] = await activity(org, `&entity_id=${id}&details=true`);
    expect(moved.batch_id).toBe(summary.batch_id);
    expect(toFieldChanges(moved)).toEqual({
      parent_id: [null, all.New.id],
      level: [1, 2],
    });
    const [along] = await activity(org, `&entity_id=${below}&details=true`);
    expect(toFieldChanges(along)).toEqual({ level: [2, 3] });
    expect(all.Below).toMatchObject({ level: 3, version: 2 });
    const [made] = await activity(org, `&entity_id=${all.New.id}&details=true`);
    expect(made).toMatchObject({
      action: 'create',
      batch_id: summary.batch_id,
    });
  });

  it('records no activity when nothing changes @full', async () => {
    const org = await createDepartments(callboard());
    await org.make('Top', { code: 'T' });
    const csv = 'name,code\nTop,T\n';
    for (const flags of [
      {},
      { skip_existing: 'true' },
      { update_existing: 'true' },
    ]) {
      await upload(org, csv, flags).expect(200);
    }
    expect(await activity(org, '&action=bulk_import')).toEqual([]);
    expect((await org.byName()).Top.version).toBe(1);
  });

  it('returns the same result in a dry run without changing anything', async () => {
    const org = await createDepartments(callboard());
    await org.make('Top', { code: 'T' });
    const csv = `name,code,parent_code,manager_ref\nNew,N,T,${people.guest}\nTip,T,,\nBad,,?,\n`;
    const flags = { update_existing: 'true', preview: 'true' };
    const dry = await upload(org, csv, { ...flags, dry_run: 'true' }).expect(
      200,
    );
    expect(dry.body).toMatchObject({ created: 1, updated: 1, failed: 1 });
    expect(dry.body.preview[1]).toEqual({
      row: 3,
      outcome: 'updated',
      values: { name: 'Tip', code: 'T', parent_code: '', manager_ref: '' },
      changed: ['name'],
      before: { name: 'Top' },
    });
    expect(await activity(org, '&action=bulk_import')).toEqual([]);
    expect(Object.keys(await org.byName())).toEqual(['Top']);
    const real = await upload(org, csv, flags).expect(200);
    expect(real.body).toEqual(dry.body);
    expect(Object.keys(await org.byName()).sort()).toEqual(['New', 'Tip']);
  });

  it('previews the old parent by the code that an export writes', async () => {
    const org = await createDepartments(callboard());
    const old = await org.make('Old', { dept_code: '0911' });
    await org.make('New', { code: 'N' });
    await org.make('Team', { code: 'T', parent_id: old });
    const { body } = await upload(org, 'name,code,parent_code\nTeam,T,N\n', {
      update_existing: 'true',
      preview: 'true',
    }).expect(200);
    expect(body.preview[0]).toMatchObject({
      changed: ['parent_code'],
      before: { parent_code: '0911' },
    });
  });

  it.each([
    ['an empty file', ''],
    ['a file without a name column', 'code\nA\n'],
    ['a file that is not a table', Buffer.from([0xff, 0xfe, 0x00])],
    ['a file with too many rows', `name\n${'x\n'.repeat(1001)}`],
  ])('rejects %s', async (_what, content) => {
    const org = await createDepartments(callboard());
    const { body } = await upload(org, content).expect(400);
    expect(body.error.message).toContain('body.file: ');
  });

  it('rejects a request without a file and requests with invalid flags', async () => {
    const org = await createDepartments(callboard());
    const path = `${org.path}/bulk-import`;
    const csv = 'name\nA\n';
    const both = { skip_existing: 'true', update_existing: 'true' };
    const answers = [
      await boss().post(path, { file: 'name' }),
      await boss().post(path).field('dry_run', 'true'),
      await upload(org, csv, both),
      await upload(org, csv, { dry_run: 'maybe' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    expect(await org.byName()).toEqual({});
  });

  it('imports 1000 rows in which children precede parents @full', async () => {
    const org = await createDepartments(callboard());
    const rows = Array.from({ length: 1000 }, (_, index) =>
      [
        `D${index}`,
        `C${index}`,
        index === 0 ? '' : `C${Math.floor((index - 1) / 10)}`,
      ].join(','),
    );
    const csv = ['name,code,parent_code', ...rows.reverse()].join('\n');
    const { body } = await upload(org, csv).expect(200);
    expect(body).toMatchObject({ created: 1000, failed: 0 });
    const { body: list } = await boss().get(`${org.path}?level=4`).expect(200);
    expect(list.total).toBe(889);
  });

  it('creates a department once when concurrent imports use the same code @postgres', async () => {
    const org = await createDepartments(callboard());
    const answers = await Promise.all([
      upload(org, 'name,code\nA,X\n'),
      upload(org, 'name,code\nB,X\n'),
      upload(org, 'name,code\nC,X\n'),
    ]);
    expect(answers.map(({ body }) => body.created).sort()).toEqual([0, 0, 1]);
  });
});

describeCallboard('department export', {}, callboard => {
  const boss = () => callboard().as('superAdmin');

  const downloadBytes = async (path: string) =>
    (await download(boss(), path)).bytes;
  const readExport = async (path: string) =>
    readTableFrom(await downloadBytes(path));

  it.each(['csv', 'xlsx'])(
    'exports the departments that match the filters of the list, as %s @full',
    async format => {
      const org = await createDepartments(callboard());
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
      const { columns, rows } = await readExport(
        `${org.path}/export.${format}`,
      );
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
        const some = await readExport(`${org.path}/export.${format}?${filter}`);
        expect(some.rows.map(({ cells }) => cells.name)).toEqual(['Below']);
      }
      await boss().get(`${org.path}/export.${format}?limit=1`).expect(400);
    },
  );

  it('names the file after the current date in the workspace time zone', async () => {
    const org = await createDepartments(callboard());
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

  it('exports more rows than one batch contains @full', async () => {
    const org = await createDepartments(callboard());
    const rows = Array.from({ length: 501 }, (_, index) => `D${index}`);
    await boss()
      .post(`${org.path}/bulk-import`)
      .attach('file', Buffer.from(['name', ...rows].join('\n')), 'd.csv')
      .expect(200);
    const table = await readExport(`${org.path}/export.csv`);
    expect(table.rows.map(({ cells }) => cells.name)).toEqual(rows.sort());
  });

  it.each(['csv', 'xlsx'])(
    'exports a %s file that another workspace can import unchanged @full',
    async format => {
      const org = await createDepartments(callboard());
      const top = await org.make('Top', { code: '-1', sort_order: -0.25 });
      await org.make("'=1", {
        short_name: 'AB',
        parent_id: top,
        manager_ref: people.guest,
        description: 'Lines\r\nand ünïcödé',
        dept_type: '@team',
      });
      const other = await createDepartments(callboard());
      const file = await downloadBytes(`${org.path}/export.${format}`);
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
      const again = await readExport(`${other.path}/export.${format}`);
      const first = await readExport(`${org.path}/export.${format}`);
      expect(again).toEqual(first);
    },
  );
});
