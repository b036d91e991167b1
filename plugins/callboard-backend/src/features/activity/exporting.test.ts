import { parse } from 'csv-parse/sync';
import { sumBy } from 'lodash';
import { DateTime } from 'luxon';
import { download } from '../../__testUtils__/download';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  people,
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { addRows, addWorkspace, readAll } from './__testUtils__/activityRows';
import { rawHeader, valuesOf } from './__testUtils__/sheets';
import { downloadRows, downloadWorkbook } from './__testUtils__/download';

const databases = MigratedDatabases.create();

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
      // A download is a row of the log itself, afterwards.
      const listed = await readAll(boss(), path);
      expect(
        await downloadRows(boss(), `${scope}/export.jsonl?${query}`),
      ).toEqual(listed);
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
});
