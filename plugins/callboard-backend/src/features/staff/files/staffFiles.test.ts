import ExcelJS from 'exceljs';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { download } from '../../../__testUtils__/download';
import { Office } from '../__testUtils__/Office';

jest.setTimeout(120_000);

describeCallboard('the import of staff', {}, callboard => {
  let office: Office;

  beforeEach(async () => {
    office = await Office.open(callboard());
  });

  /** Waits until everybody has heard of all changes. */
  async function handedOn() {
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
    ['is no text', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
    ['is broken', 'staff_id\n"E1\n'],
  ])('refuses a file that %s', async (_, content) => {
    const { body } = await office.upload(content).expect(400);
    expect(body.error.message).toContain('body.file');
  });

  it('refuses what is no file', async () => {
    const path = '/staff/bulk-import';
    for (const body of [{ staff_id: 'E1' }, undefined]) {
      const refused = await office.admin.post(path, body).expect(400);
      expect(refused.body.error.message).toContain('body.file');
    }
  });

  it('is for admins', async () => {
    const file = 'staff_id\n';
    await office.upload(file, {}, 'member').expect(403);
    await office.upload(file, {}, 'guest').expect(403);
    const { body } = await office.upload(file, {}, 'superAdmin').expect(200);
    expect(body.rows).toBe(0);
  });

  it('reads spreadsheets, also what is computed in them', async () => {
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

  it.each(['csv', 'xlsx'])('reads what is exported as %s', async format => {
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
  });

  it('takes five thousand rows, and not one more', async () => {
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
    await handedOn();
  });
});
