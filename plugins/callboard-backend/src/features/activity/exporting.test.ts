import { TestDatabases } from '@backstage/backend-test-utils';
import { parse } from 'csv-parse/sync';
import { Worksheet } from 'exceljs';
import { sumBy } from 'lodash';
import { DateTime } from 'luxon';
import {
  databaseIds,
  people,
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { addRows, addWorkspace, readAll } from './__testUtils__/activityRows';
import {
  download,
  downloadRows,
  downloadWorkbook,
} from './__testUtils__/download';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: databaseIds });

const rawHeader = [
  'Date/Time',
  'User',
  'User Email',
  'Action',
  'Entity Type',
  'Entity ID',
  'Entity Label',
  'Details/Metadata',
];

/** The values of a sheet, row by row; null for an empty cell. */
function valuesOf(sheet: Worksheet, columns: number) {
  const rows: unknown[][] = [];
  sheet.eachRow(row =>
    rows.push(
      Array.from({ length: columns }, (_, n) => row.getCell(n + 1).value),
    ),
  );
  return rows;
}

/** What a clock on a wall in the zone showed, as exceljs reads such a cell. */
const wallTime = (iso: string, zone: string) =>
  DateTime.fromISO(iso, { zone })
    .startOf('second')
    .setZone('utc', { keepLocalTime: true })
    .toJSDate();

describe.each(databases.eachSupportedId())('exports on %s', id => {
  let callboard: TestCallboard;

  beforeAll(async () => {
    callboard = await startCallboard(databases, id);
    const lab = await addWorkspace(callboard, 'lab', {
      timezone: 'America/New_York',
      members: [[people.member, 'member']],
    });
    await addRows(callboard.knex, lab, [
      {
        // Half past one comes twice on this night.
        created_at: Date.UTC(2026, 10, 1, 5, 30, 15),
        entity_label: '=HYPERLINK("http://evil","x")',
        metadata: { path: '/a', n: 1 },
        user_email: 'max.member@example.com',
      },
      {
        created_at: Date.UTC(2026, 10, 1, 6, 30, 15),
        action: 'update',
        source: 'backend',
        entity_type: 'workspace_member',
        entity_id: 'some-id',
        user_id: people.admin,
        user_name: 'Ada; "Admin"',
        changes: [
          { field: 'role', old_value: 'guest', new_value: 'admin' },
          { field: 'tags', old_value: null, new_value: ['a', 1] },
          { field: 'open', old_value: true, new_value: false },
        ],
        metadata: { why: 'line one\nline two' },
      },
      {
        created_at: Date.UTC(2026, 10, 2, 4, 59, 59),
        action: 'update',
        changes: [{ field: 'name', old_value: 'a', new_value: 'ü → b' }],
      },
      { created_at: Date.UTC(2026, 10, 2, 5), is_detail: true },
      { created_at: Date.UTC(2026, 10, 2, 5), user_id: people.guest },
    ]);
  });

  afterAll(() => callboard.stop());

  const boss = () => callboard.as('superAdmin');
  const range = 'workspace=lab&start=2026-11-01&end=2026-11-02';

  const filters = [
    range,
    `${range}&tz=Asia/Kolkata`,
    `${range}&action=update`,
    `${range}&user_id=${people.member}`,
    `${range}&q=HYPERLINK`,
    `${range}&entity_type=workspace_member&entity_id=some-id`,
    `${range}&details=true`,
    `${range}&q=nothing+like+this`,
  ];

  it.each(filters)('hold exactly what the list holds for %s', async query => {
    for (const who of ['superAdmin', 'member'] as const) {
      const agent = callboard.as(who);
      const zone = query.includes('Kolkata')
        ? 'Asia/Kolkata'
        : 'America/New_York';
      const list = await readAll(agent, `/activity?${query}`);
      expect(
        await downloadRows(agent, `/activity/export.jsonl?${query}`),
      ).toEqual(list);

      const texts = list.map(row => [
        row.user_name,
        row.user_email,
        row.action,
        row.entity_type,
        row.entity_id,
        row.entity_label,
      ]);
      const { text } = await download(agent, `/activity/export.csv?${query}`);
      const [csvHeader, ...csv]: string[][] = parse(text, { bom: true });
      expect(csvHeader).toEqual(rawHeader);
      expect(csv.map(cells => cells.slice(1, 7))).toEqual(
        texts.map(cells => cells.map(cell => (cell ?? '').replace(/^=/, "'="))),
      );
      expect(csv.map(([at]) => new Date(at).toISOString())).toEqual(
        list.map(row => row.created_at),
      );

      const { workbook } = await downloadWorkbook(
        agent,
        `/activity/export.xlsx?${query}`,
      );
      const [header, ...raw] = valuesOf(workbook.getWorksheet('Raw')!, 8);
      expect(header).toEqual(rawHeader);
      expect(raw.map(cells => cells.slice(1, 7))).toEqual(
        texts.map(cells => cells.map(cell => cell || null)),
      );
      expect(raw.map(([at]) => at)).toEqual(
        list.map(row => wallTime(row.created_at, zone)),
      );
    }
  });

  it('are the same in all three scopes', async () => {
    const { body } = await boss().get('/activity?workspace=lab').expect(200);
    const { workspace_id } = body.activities[0];
    for (const path of [
      `/admin/activity`,
      `/admin/activity?workspace_id=${workspace_id}`,
      '/me/activity',
    ]) {
      const [scope, query = ''] = path.split('?');
      expect(
        await downloadRows(boss(), `${scope}/export.jsonl?${query}`),
      ).toEqual(await readAll(boss(), path));
    }
  });

  it('are two sheets, with counts by person, day and action', async () => {
    const { workbook } = await downloadWorkbook(
      boss(),
      `/activity/export.xlsx?${range}`,
    );
    expect(workbook.worksheets.map(sheet => sheet.name)).toEqual([
      'Raw',
      'Summary',
    ]);
    const [header, ...groups] = valuesOf(workbook.getWorksheet('Summary')!, 4);
    expect(header).toEqual(['User', 'Date', 'Action', 'Count']);
    const day = (date: number) => new Date(Date.UTC(2026, 10, date));
    expect(groups).toEqual([
      ['Ada; "Admin"', day(1), 'update', 1],
      ['Max Member', day(1), 'page_view', 1],
      ['Max Member', day(1), 'update', 1],
      ['Max Member', day(2), 'page_view', 1],
    ]);
    const { body } = await boss().get(`/activity?${range}`);
    expect(sumBy(groups, '3')).toBe(body.total);
  });

  it('have a bold header that stays in sight, filters and dates', async () => {
    const { workbook } = await downloadWorkbook(
      boss(),
      `/activity/export.xlsx?${range}`,
    );
    for (const sheet of workbook.worksheets) {
      expect(sheet.getCell('A1').font.bold).toBe(true);
      expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
      expect(sheet.autoFilter).toBeTruthy();
    }
    const raw = workbook.getWorksheet('Raw')!;
    expect(raw.getCell('A2').numFmt).toBe('yyyy-mm-dd hh:mm:ss');
    expect(raw.getCell('G5').formula).toBeUndefined();
  });

  it('tell the changes, then the metadata', async () => {
    const { text } = await download(boss(), `/activity/export.csv?${range}`);
    const records: string[][] = parse(text, { bom: true, fromLine: 2 });
    expect(records.map(cells => cells[7])).toEqual([
      '',
      'name: a → ü → b',
      'role: guest → admin; tags: – → ["a",1]; open: true → false; {"why":"line one\\nline two"}',
      '{"path":"/a","n":1}',
    ]);
  });

  it('are called after their days, or the moment', async () => {
    const nameOf = async (path: string) =>
      (await download(boss(), path)).headers['content-disposition'];
    expect(await nameOf(`/activity/export.xlsx?${range}`)).toBe(
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
    const query = 'workspace=lab&start=2020-01-01&end=2020-01-02';
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
