import ExcelJS from 'exceljs';
import {
  describeWithoutJobs,
  describeCallboard,
} from '../../../__testUtils__/describeCallboard';
import {
  toFieldChanges,
  listActivityEntries,
} from '../../../__testUtils__/listActivityEntries';
import { Office } from '../__testUtils__/Office';
import { download } from '../../../__testUtils__/download';

describeWithoutJobs('staff import from CSV', {}, callboard => {
  let office: Office;

  beforeEach(async () => {
    office = await Office.open(callboard());
  });

  async function listNewestActivity() {
    const { body } = await callboard()
      .as('superAdmin')
      .get(`/activity?workspace=${office.slug}&entity_type=workspace`)
      .expect(200);
    return body.activities;
  }

  it('creates people from the rows of a CSV file', async () => {
    const sales = await office.department({ code: 'S' });
    const file = [
      '\ufeffLast Name,FIRST_NAME,staff-id,email,Department Code,notes,shoe size',
      'Doe,Jane,E1,jane@example.org,S,"a, b',
      'c ""d""",42',
      '',
      'Roe,Max,E2,max.member@example.com',
      'Poe,"Pat,E3,pat@example.org',
    ].join('\r\n');
    const { body } = await office.upload(file).expect(200);
    expect(body).toEqual({
      rows: 3,
      created: 2,
      updated: 0,
      skipped: 0,
      failed: 1,
      errors: [
        { row: 5, field: null, reason: 'has an unclosed quotation mark' },
      ],
      ignored_columns: ['shoe_size'],
    });
    expect(await office.everybody()).toMatchObject([
      {
        staff_id: 'E1',
        department_id: sales,
        notes: 'a, b\r\nc "d"',
        user_ref: null,
      },
      { staff_id: 'E2', user_ref: 'user:default/max.member' },
    ]);
  });

  it('matches staff ids regardless of case, inner white space and Unicode form', async () => {
    await office.hire({ staff_id: 'B 1' });
    const file = [
      'staff_id,first_name,email',
      ...['A  1', 'a 1', 'B\t1', '\u00c41', 'a\u03081', 'OKA'].map(
        staff_id => `${staff_id},New,new@example.org`,
      ),
    ].join('\n');
    const { body } = await office
      .upload(file, { update_existing: 'true' })
      .expect(200);
    expect(body).toMatchObject({
      created: 3,
      updated: 1,
      errors: [
        { row: 3, field: 'staff_id', reason: 'is already used in row 2' },
        { row: 6, field: 'staff_id', reason: 'is already used in row 5' },
      ],
    });
    const people = await office.everybody();
    expect(people.map(({ staff_id }) => staff_id).sort()).toEqual([
      'A 1',
      'B 1',
      'OKA',
      '\u00c41',
    ]);
  });

  it('returns errors for invalid rows, and imports the others', async () => {
    const file = [
      'staff_id,first_name,last_name,email,department_code',
      'E1,Jane,Doe,jane@example.org,NOPE',
      'E2,Max,,max',
      'E3,Good,One,good@example.org',
      'E3,Good,Two,good@example.org',
      'E4,Too,Long,long@example.org,,surplus',
      ',No,Id,no@example.org',
    ].join('\n');
    const { body } = await office.upload(file, { preview: 'true' }).expect(200);
    expect(body).toMatchObject({ rows: 6, created: 1, failed: 5 });
    expect(body.errors).toEqual([
      {
        row: 2,
        field: 'department_code',
        reason: 'no department has this code',
      },
      { row: 3, field: 'email', reason: 'must be an email address' },
      { row: 5, field: 'staff_id', reason: 'is already used in row 4' },
      {
        row: 6,
        field: null,
        reason: 'has more cells than the header row',
      },
      { row: 7, field: 'staff_id', reason: 'must not be empty' },
    ]);
    expect(body.preview[2]).toEqual({
      row: 4,
      outcome: 'created',
      changed: [],
      values: {
        staff_id: 'E3',
        first_name: 'Good',
        last_name: 'One',
        email: 'good@example.org',
        department_code: '',
      },
    });
    expect(await office.everybody()).toHaveLength(1);
  });

  it('ignores unknown and unnamed columns, and rejects duplicate known columns @full', async () => {
    const file = [
      'staff_id,,note,first_name,last_name,email,Note,',
      'E1,x,a,Jane,Doe,jane@example.org,b,y',
      'E2,,,Max,Member,max@example.org,,,',
    ].join('\n');
    const { body } = await office.upload(file).expect(200);
    expect(body).toMatchObject({
      created: 2,
      failed: 0,
      ignored_columns: ['note'],
    });
    const twice = 'staff_id,email,E-Mail,Email\nE3,a@b.de,x,y';
    const refused = await office.upload(twice).expect(400);
    expect(refused.body.error.message).toBe(
      'body.file: has more than one column email',
    );
  });

  it('updates people, and records a changed department as a transfer @full', async () => {
    const sales = await office.department({ code: 'S', name: 'Sales' });
    const [jane, same] = [
      await office.hire({ staff_id: 'E1', position: 'Nurse' }),
      await office.hire({ staff_id: 'E2' }),
    ];
    const file = 'staff_id,department_code,position,phone\nE1,S,,123\nE2,,,\n';
    const { body } = await office
      .upload(file, { update_existing: 'true', preview: 'true' })
      .expect(200);
    expect(body).toMatchObject({ rows: 2, updated: 1, skipped: 1 });
    expect(body.preview[0]).toMatchObject({
      changed: ['department_code', 'phone'],
      before: { department_code: '', phone: '' },
    });
    expect(await office.read(jane.id)).toMatchObject({
      department_id: sales,
      position: 'Nurse',
      phone: '123',
      version: 2,
    });
    expect((await office.read(same.id)).version).toBe(1);
    const { body: history } = await office.admin.get(
      `/staff/${jane.id}/transfers`,
    );
    expect(history.items).toMatchObject([
      { from_department_id: null, to_department_name: 'Sales' },
    ]);

    const [summary] = await listNewestActivity();
    expect(summary).toMatchObject({
      action: 'bulk_import',
      entity_type: 'workspace',
      entity_id: summary.workspace_id,
      metadata: {
        text: '1 person',
        entity_type: 'staff',
        rows: 2,
        created: 0,
        updated: 1,
        skipped: 1,
        failed: 0,
      },
      changes: [],
    });
    const details = await callboard()
      .as('superAdmin')
      .get(`/admin/activity?entity_id=${jane.id}&details=true`)
      .expect(200);
    const [detail] = details.body.activities;
    expect(detail).toMatchObject({
      action: 'transfer',
      batch_id: summary.batch_id,
    });
    expect(toFieldChanges(detail)).toEqual({
      department_id: [null, sales],
      phone: [null, '[hidden]'],
    });
    expect(await listActivityEntries(callboard(), jane.id)).toHaveLength(1);
  });

  it('skips existing people with skip_existing, and rejects them without it @full', async () => {
    const { staff_id } = await office.hire();
    const file = `staff_id,first_name\n${staff_id},Other\n`;
    const skipped = await office.upload(file, { skip_existing: 'true' });
    expect(skipped.body).toMatchObject({ skipped: 1, failed: 0 });
    const failed = await office.upload(file).expect(200);
    expect(failed.body.errors).toEqual([
      { row: 2, field: 'staff_id', reason: 'already exists' },
    ]);
    const both = { skip_existing: 'true', update_existing: 'true' };
    await office.upload(file, both).expect(400);
    expect((await office.everybody())[0].first_name).toBe('Some');
    expect(await listNewestActivity()).toHaveLength(1);
  });

  it('returns the result of an import on a dry run without storing anything', async () => {
    await office.department({ code: 'S' });
    const old = await office.hire({ staff_id: 'E0' });
    const file = [
      'staff_id,first_name,last_name,email,department_code',
      'E0,New,,,S',
      'E1,Jane,Doe,jane@example.org,S',
      'E2,Jane,Doe,jane',
    ].join('\n');
    const flags = { update_existing: 'true', preview: 'true' };
    const preview = await office.upload(file, { ...flags, dry_run: 'true' });
    expect(preview.status).toBe(200);
    expect(await office.everybody()).toEqual([old]);
    expect(await listNewestActivity()).toHaveLength(1);
    const done = await office.upload(file, flags).expect(200);
    expect(done.body).toEqual(preview.body);
    expect(done.body).toMatchObject({ created: 1, updated: 1, failed: 1 });
  });
});

describeCallboard('staff import files and permissions', {}, callboard => {
  let office: Office;

  beforeEach(async () => {
    office = await Office.open(callboard());
  });

  /** Waits until all changes are relayed. */
  async function untilOutboxIsEmpty() {
    for (;;) {
      const [{ count }] = await callboard().knex('outbox').count({
        count: '*',
      });
      if (Number(count) === 0) {
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  it.each([
    ['is empty', ''],
    ['has no column for staff ids', 'first_name\nJane\n'],
    ['is not text', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
  ])('rejects a file that %s @full', async (_, content) => {
    const { body } = await office.upload(content).expect(400);
    expect(body.error.message).toContain('body.file');
  });

  it('rejects a request without a file @full', async () => {
    const path = '/staff/bulk-import';
    for (const body of [{ staff_id: 'E1' }, undefined]) {
      const refused = await office.admin.post(path, body).expect(400);
      expect(refused.body.error.message).toContain('body.file');
    }
  });

  it('allows admins to import, and returns 403 to members and guests @full', async () => {
    const file = 'staff_id\n';
    await office.upload(file, {}, 'member').expect(403);
    await office.upload(file, {}, 'guest').expect(403);
    const { body } = await office.upload(file, {}, 'superAdmin').expect(200);
    expect(body.rows).toBe(0);
  });

  it('reads XLSX files, including formula results and hyperlinks', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('People');
    sheet.addRow([
      'staff_id',
      'first_name',
      'last_name',
      'email',
      'date_of_joining',
      'is_department_manager',
      'job_grade',
    ]);
    sheet.addRow([
      7,
      { formula: '"Ja"&"ne"', result: 'Jane' },
      'Doe',
      { text: 'jane@example.org', hyperlink: 'mailto:jane@example.org' },
      new Date('2026-01-31'),
      true,
      { formula: 'A2', result: 7 },
    ]);
    const { body } = await office
      .upload(Buffer.from(await workbook.xlsx.writeBuffer()))
      .expect(200);
    expect(body).toMatchObject({ created: 1, errors: [] });
    expect(await office.everybody()).toMatchObject([
      {
        staff_id: '7',
        first_name: 'Jane',
        email: 'jane@example.org',
        date_of_joining: '2026-01-31',
        is_department_manager: true,
        job_grade: '7',
      },
    ]);
  });

  it.each(['csv', 'xlsx'])(
    'imports its own %s export without changes @full',
    async format => {
      const code = await office.department({ code: '0911' });
      const deptCode = await office.department({ dept_code: '0200' });
      const hidden = await office.department({ dept_code: '0911' });
      await office.hire({ department_id: code, notes: '=1+1\r\n"x", y' });
      await office.hire({
        department_id: deptCode,
        position: "'=cmd",
        phone: '+49 30',
        date_of_joining: '2026-01-31',
        employment_status: 'resigned',
        is_department_manager: true,
      });
      await office.hire({ department_id: hidden });
      const before = await office.everybody();
      const { bytes, headers } = await download(
        office.admin,
        `/staff/export.${format}`,
      );
      expect(headers['content-disposition']).toMatch(
        new RegExp(`filename="?Staff_\\d{4}-\\d\\d-\\d\\d.${format}"?$`),
      );
      const { body } = await office
        .upload(bytes, { update_existing: 'true' })
        .expect(200);
      expect(body).toMatchObject({ rows: 3, skipped: 3, errors: [] });
      expect(await office.everybody()).toEqual(before);
    },
  );

  it('accepts 5,000 rows, and rejects 5,001 @full', async () => {
    await office.department({ code: 'S' });
    const rows = Array.from(
      { length: 5_000 },
      (_, index) =>
        `E${index},First ${index},Last,e${index}@example.org,S,Engineer`,
    );
    const header =
      'staff_id,first_name,last_name,email,department_code,position';
    const file = [header, ...rows].join('\n');
    const tooMany = `${file}\nX,Y,Z,x@example.org,S,`;
    const refused = await office.upload(tooMany).expect(400);
    expect(refused.body.error.message).toContain('5000');
    const { body } = await office.upload(file).expect(200);
    expect(body).toMatchObject({ rows: 5_000, created: 5_000 });
    const { body: stats } = await office.admin.get('/staff/stats').expect(200);
    expect(stats.total).toBe(5_000);
    await untilOutboxIsEmpty();
  });
});
