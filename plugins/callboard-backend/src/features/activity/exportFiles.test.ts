import { download } from '../../__testUtils__/download';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { rawHeader } from './__testUtils__/sheets';
import { downloadWorkbook } from './__testUtils__/download';

const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())('exported files on %s', id => {
  let callboard: TestCallboard;

  beforeAll(async () => {
    callboard = await startCallboard(databases, id);
    await callboard
      .as('superAdmin')
      .post('/activity', { action: 'click', entity_label: '=1+1' })
      .expect(201);
  });

  afterAll(() => callboard.stop());

  const boss = () => callboard.as('superAdmin');

  it('have a bold header that stays in sight, filters and dates', async () => {
    const { workbook } = await downloadWorkbook(
      boss(),
      '/activity/export.xlsx?action=click',
    );
    for (const sheet of workbook.worksheets) {
      expect(sheet.getCell('A1').font.bold).toBe(true);
      expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
      expect(sheet.autoFilter).toBeTruthy();
    }
    const raw = workbook.getWorksheet('Raw')!;
    expect(raw.getCell('A2').numFmt).toBe('yyyy-mm-dd hh:mm:ss');
    expect(raw.getCell('G2').value).toBe('=1+1');
  });

  it('are called after their days, or the moment', async () => {
    const nameOf = async (path: string) =>
      (await download(boss(), path)).headers['content-disposition'];
    expect(
      await nameOf(`/activity/export.xlsx?start=2026-11-01&end=2026-11-02`),
    ).toBe(
      'attachment; filename="Activity_Tracker_2026-11-01_2026-11-02.xlsx"',
    );
    expect(await nameOf(`/admin/activity/export.csv?start=2026-01-01`)).toMatch(
      /"Activity_Tracker_2026-01-01_\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(await nameOf('/me/activity/export.jsonl')).toMatch(
      /"Activity_Tracker_\d{4}-\d\d-\d\d_\d{6}\.jsonl"$/,
    );
  });

  it('say what they are, and are not kept by anyone between', async () => {
    const types = {
      xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      csv: 'text/csv; charset=utf-8',
      jsonl: 'application/x-ndjson; charset=utf-8',
    };
    for (const [format, type] of Object.entries(types)) {
      const { headers } = await download(boss(), `/activity/export.${format}`);
      expect(headers['content-type']).toBe(type);
      expect(headers['cache-control']).toBe('no-store');
    }
  });

  it('of nothing are headers alone', async () => {
    const query = 'start=2020-01-01&end=2020-01-02';
    const file = (format: string) => `/activity/export.${format}?${query}`;
    const { workbook } = await downloadWorkbook(boss(), file('xlsx'));
    expect(workbook.worksheets.map(sheet => sheet.rowCount)).toEqual([1, 1]);
    expect((await download(boss(), file('csv'))).text).toBe(
      `\ufeff${rawHeader.join(',')}\r\n`,
    );
    expect((await download(boss(), file('jsonl'))).text).toBe('');
  });

  it('refuse what lists refuse, and paging', async () => {
    for (const query of [
      'start=2026-02-30',
      'tz=Mars',
      'limit=1',
      'cursor=a',
      'group_by=user',
    ]) {
      const { status, body, headers } = await boss().get(
        `/activity/export.xlsx?${query}`,
      );
      expect([query, status]).toEqual([query, 400]);
      expect(body.error.name).toBe('InputError');
      expect(headers['content-disposition']).toBeUndefined();
    }
  });

  it('that fail before they begin are errors, not files', async () => {
    const { knex } = callboard;
    await knex.schema.renameTable('activity', 'activity_away');
    for (const format of ['xlsx', 'csv', 'jsonl']) {
      const { status, body, headers } = await boss().get(
        `/activity/export.${format}`,
      );
      expect(status).toBe(500);
      expect(headers['content-type']).toMatch('application/json');
      expect(headers['content-disposition']).toBeUndefined();
      expect(body.error).toBeDefined();
    }
    await knex.schema.renameTable('activity_away', 'activity');
    await download(boss(), '/activity/export.csv');
  });
});
