import { parse } from 'csv-parse/sync';
import { countBy, sortBy, sumBy } from 'lodash';
import { DateTime } from 'luxon';
import { Activity, ExportFormat } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { IncomingMessage } from 'http';
import { PassThrough, Writable } from 'stream';
import { buffer } from 'stream/consumers';
import { setTimeout as sleep } from 'timers/promises';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { download } from '../../__testUtils__/download';
import { databaseIds, ruleDatabaseIds } from '../../__testUtils__/databases';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  people,
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import {
  catalogEntities,
  createEntity,
} from '../../core/projects/__testUtils__/catalogEntities';
import { allowNamesOnlyFor } from '../../pseudonyms/__testUtils__/allowNamesOnlyFor';
import { ProjectFixture } from '../work/__testUtils__/ProjectFixture';
import { addRows, addWorkspace, readAll } from './__testUtils__/activityRows';
import { rawHeader, getCellValues } from './__testUtils__/worksheets';
import {
  downloadRows,
  downloadWorkbook,
  readWorkbook,
} from './__testUtils__/download';
import { ActivityExporter } from './ActivityExporter';
import { ActivitySelection } from './selectActivity';
import { numRuns } from '../../__testUtils__/random';

describe('activity exports', () => {
  const databases = MigratedDatabases.create(ruleDatabaseIds);

  /** The local time in a zone, as exceljs reads such a cell. */
  const wallTime = (iso: string, zone: string) =>
    DateTime.fromISO(iso, { zone })
      .startOf('second')
      .setZone('utc', { keepLocalTime: true })
      .toJSDate();

  describe.each(databases.eachSupportedId())('activity exports on %s', id => {
    let callboard: TestCallboard;

    beforeAll(async () => {
      callboard = await startCallboard(databases, id);
      const lab = await addWorkspace(callboard, 'lab', {
        timezone: 'America/New_York',
        members: [[people.member, 'member']],
      });
      await addRows(callboard.knex, lab, [
        {
          // 1:30 occurs twice in this night.
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

    it.each(filters)(
      'exports exactly the rows of the list for %s @full',
      async query => {
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
          const { text } = await download(
            agent,
            `/activity/export.csv?${query}`,
          );
          const [csvHeader, ...csv]: string[][] = parse(text, { bom: true });
          expect(csvHeader).toEqual(rawHeader);
          expect(csv.map(cells => cells.slice(1, 7))).toEqual(
            texts.map(cells =>
              cells.map(cell => (cell ?? '').replace(/^=/, "'=")),
            ),
          );
          expect(csv.map(([at]) => new Date(at).toISOString())).toEqual(
            list.map(row => row.created_at),
          );

          const { workbook } = await downloadWorkbook(
            agent,
            `/activity/export.xlsx?${query}`,
          );
          const [header, ...raw] = getCellValues(
            workbook.getWorksheet('Raw')!,
            8,
          );
          expect(header).toEqual(rawHeader);
          expect(raw.map(cells => cells.slice(1, 7))).toEqual(
            texts.map(cells => cells.map(cell => cell || null)),
          );
          expect(raw.map(([at]) => at)).toEqual(
            list.map(row => wallTime(row.created_at, zone)),
          );
        }
      },
    );

    it('exports the rows of the list for all workspaces, one workspace and own activity @full-sqlite', async () => {
      const { body } = await boss().get('/activity?workspace=lab').expect(200);
      const { workspace_id } = body.activities[0];
      for (const path of [
        `/admin/activity`,
        `/admin/activity?workspace_id=${workspace_id}`,
        '/me/activity',
      ]) {
        const [scope, query = ''] = path.split('?');
        // The download adds a row to the log, but only afterwards.
        const listed = await readAll(boss(), path);
        expect(
          await downloadRows(boss(), `${scope}/export.jsonl?${query}`),
        ).toEqual(listed);
      }
    });

    it('writes a Raw worksheet and a Summary worksheet with counts by user, day and action', async () => {
      const { workbook } = await downloadWorkbook(
        boss(),
        `/activity/export.xlsx?${range}`,
      );
      expect(workbook.worksheets.map(worksheet => worksheet.name)).toEqual([
        'Raw',
        'Summary',
      ]);
      const [header, ...groups] = getCellValues(
        workbook.getWorksheet('Summary')!,
        4,
      );
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

    it('shows changes before metadata in the details column', async () => {
      const { text } = await download(boss(), `/activity/export.csv?${range}`);
      const records: string[][] = parse(text, { bom: true, fromLine: 2 });
      expect(records.map(cells => cells[7])).toEqual([
        '',
        'Name: a → ü → b',
        'Role: guest → admin; Tags: – → a, 1; Open: true → false; {"why":"line one\\nline two"}',
        '{"path":"/a","n":1}',
      ]);
    });
  });
});

describe('export files', () => {
  const databases = MigratedDatabases.create(ruleDatabaseIds);

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

    it('formats worksheets with a bold frozen header, filters and date cells', async () => {
      const { workbook } = await downloadWorkbook(
        boss(),
        '/activity/export.xlsx?action=click',
      );
      for (const worksheet of workbook.worksheets) {
        expect(worksheet.getCell('A1').font.bold).toBe(true);
        expect(worksheet.views[0]).toMatchObject({
          state: 'frozen',
          ySplit: 1,
        });
        expect(worksheet.autoFilter).toBeTruthy();
      }
      const raw = workbook.getWorksheet('Raw')!;
      expect(raw.getCell('A2').numFmt).toBe('yyyy-mm-dd hh:mm:ss');
      expect(raw.getCell('G2').value).toBe('=1+1');
    });

    it('names files after the date range, or after the current time without one', async () => {
      const readContentDisposition = async (path: string) =>
        (await download(boss(), path)).headers['content-disposition'];
      expect(
        await readContentDisposition(
          `/activity/export.xlsx?start=2026-11-01&end=2026-11-02`,
        ),
      ).toBe(
        'attachment; filename="Activity_Tracker_2026-11-01_2026-11-02.xlsx"',
      );
      expect(
        await readContentDisposition(
          `/admin/activity/export.csv?start=2026-01-01`,
        ),
      ).toMatch(/"Activity_Tracker_2026-01-01_\d{4}-\d\d-\d\d\.csv"$/);
      expect(await readContentDisposition('/me/activity/export.jsonl')).toMatch(
        /"Activity_Tracker_\d{4}-\d\d-\d\d_\d{6}\.jsonl"$/,
      );
    });

    it('sets the content type of the format and Cache-Control: no-store', async () => {
      const types = {
        xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        csv: 'text/csv; charset=utf-8',
        jsonl: 'application/x-ndjson; charset=utf-8',
      };
      for (const [format, type] of Object.entries(types)) {
        const { headers } = await download(
          boss(),
          `/activity/export.${format}`,
        );
        expect(headers['content-type']).toBe(type);
        expect(headers['cache-control']).toBe('no-store');
      }
    });

    it('writes only the header, or an empty JSONL file, when no row matches', async () => {
      const query = 'start=2020-01-01&end=2020-01-02';
      const file = (format: string) => `/activity/export.${format}?${query}`;
      const { workbook } = await downloadWorkbook(boss(), file('xlsx'));
      expect(workbook.worksheets.map(worksheet => worksheet.rowCount)).toEqual([
        1, 1,
      ]);
      expect((await download(boss(), file('csv'))).text).toBe(
        `\ufeff${rawHeader.join(',')}\r\n`,
      );
      expect((await download(boss(), file('jsonl'))).text).toBe('');
    });

    it('returns 400 for invalid filters, paging parameters and group_by', async () => {
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

    it('returns a JSON error with status 500 instead of a file when the query fails', async () => {
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
});

describe('large activity exports', () => {
  const databases = MigratedDatabases.create();

  /** Many times the number of rows that an export reads at once and that sockets buffer. */
  const ROWS = 9_000;
  /** More rows than the export of a workbook buffers. */
  const ROWS_IN_A_RACE = 2_500;

  const DAY_MS = 86_400_000;

  const padding = 'x'.repeat(2_500);

  const caller = { user_ref: people.superAdmin, is_super_admin: true };

  const withoutDetails = {
    format: async (rows: readonly Activity[]) => rows.map(() => ''),
  };

  describe.each(databases.eachSupportedId())('large exports on %s', id => {
    let callboard: TestCallboard;
    let lab: string;

    beforeAll(async () => {
      callboard = await startCallboard(databases, id);
      lab = await addWorkspace(callboard, 'lab');
      await addRows(
        callboard.knex,
        lab,
        Array.from({ length: ROWS }, (_, n) => ({
          created_at: Date.UTC(2026, 0, 1) + n * 60_000,
          action: `action_${n % 7}`,
          entity_id: 'long',
          metadata: { padding },
        })),
      );
    });

    afterAll(() => callboard.stop());

    const path = (format: string) =>
      `/activity/export.${format}?workspace=lab&entity_id=long`;

    const boss = () => callboard.as('superAdmin');

    /** Counts the queries that read the log from now on. */
    const countQueries = () => {
      let count = 0;
      const listener = ({ sql }: { sql: string }) => {
        if (/from ["`]activity["`]/.test(sql)) count += 1;
      };
      callboard.knex.on('query', listener);
      return {
        get count() {
          return count;
        },
        stop: () => callboard.knex.off('query', listener),
      };
    };

    /**
     * Starts a download and returns its unread response; `finished` resolves when all of it
     * arrived.
     */
    const begin = (format: string) => {
      let answer: (res: IncomingMessage) => void;
      const begun = new Promise<IncomingMessage>(resolve => (answer = resolve));
      const finished = boss()
        .get(path(format))
        .buffer(true)
        .parse((res, done) => {
          const message = res as unknown as IncomingMessage;
          message.on('close', () => done(null, message.complete));
          message.on('error', () => {});
          message.pause();
          answer(message);
        });
      return { begun, finished: finished.then(({ body }) => body as boolean) };
    };

    it('exports every row once, newest first @full', async () => {
      const rows = await downloadRows(boss(), path('jsonl'));
      expect(new Set(rows.map(row => row.id)).size).toBe(ROWS);
      const ids = rows.map(row => row.id);
      expect(ids).toEqual([...ids].sort().reverse());
    });

    it('exports the same rows and counts for any batch size and span @full', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 2 })), {
            maxLength: 20,
          }),
          fc.integer({ min: 1, max: 6 }),
          fc.integer({ min: 1, max: 6 }),
          async (moments, batch, span) => {
            const entity_id = `steps-${JSON.stringify([moments, batch, span])}`;
            const rows = await addRows(
              callboard.knex,
              lab,
              moments.map(([day, action]) => ({
                entity_id: entity_id.slice(0, 255),
                action: `action_${action}`,
                created_at: Date.UTC(2026, 6, 1 + day, 12),
              })),
            );
            const selection: ActivitySelection = {
              scope: { kind: 'workspace', workspace_id: lab },
              filter: { entity_id: entity_id.slice(0, 255) },
              zone: 'UTC',
            };
            const exporter = new ActivityExporter(
              callboard.knex,
              withoutDetails,
              { rowsPerBatch: batch, minGroupedRows: span },
            );
            const write = async (format: ExportFormat) => {
              const output = new PassThrough();
              const [bytes] = await Promise.all([
                buffer(output),
                exporter.write(format, selection, output, { caller }),
              ]);
              return bytes;
            };
            const lines = (await write('jsonl')).toString().split('\n');
            expect(
              lines.filter(Boolean).map(line => JSON.parse(line).id),
            ).toEqual(
              rows
                .map(row => row.id)
                .sort()
                .reverse(),
            );
            const worksheet = (
              await readWorkbook(await write('xlsx'))
            ).getWorksheet('Summary')!;
            const groups = getCellValues(worksheet, 4).slice(1);
            const counts = groups.map(([, date, action, count]) => [
              `${(date as Date).getUTCDate()} ${action}`,
              count,
            ]);
            expect(sortBy(counts)).toEqual(
              sortBy(
                Object.entries(
                  countBy(
                    moments,
                    ([day, action]) => `${day + 1} action_${action}`,
                  ),
                ),
              ),
            );
            await callboard.knex('activity').where(selection.filter).delete();
          },
        ),
        { numRuns: numRuns(12) },
      );
    });

    /**
     * Adds rows in a transaction that stays open until the returned function commits it. On SQLite,
     * where an open transaction blocks readers, the transaction only begins then.
     */
    const beginAdding = async (rows: Parameters<typeof addRows>[2]) => {
      if (id === 'SQLITE_3') {
        return () => addRows(callboard.knex, lab, rows);
      }
      const tx = await callboard.knex.transaction();
      await addRows(tx, lab, rows);
      return () => tx.commit();
    };

    it('omits rows that arrive during the export from both worksheets @full', async () => {
      const row = { entity_id: 'racing', created_at: Date.UTC(2026, 8, 1) };
      await addRows(callboard.knex, lab, Array(ROWS_IN_A_RACE).fill(row));
      const dayBefore = { ...row, created_at: row.created_at - DAY_MS };
      const commit = await beginAdding([dayBefore]);
      let late: Promise<unknown> | undefined;
      const chunks: Buffer[] = [];
      // Consumes nothing until other rows have arrived, with higher and lower ids.
      const output = new Writable({
        write(chunk, _, done) {
          late ??= commit().then(() =>
            addRows(callboard.knex, lab, [dayBefore, { entity_id: 'racing' }]),
          );
          chunks.push(chunk);
          late.then(() => done(), done);
        },
      });
      await new ActivityExporter(callboard.knex, withoutDetails).write(
        'xlsx',
        {
          scope: { kind: 'workspace', workspace_id: lab },
          filter: { entity_id: 'racing' },
          zone: 'UTC',
        },
        output,
        { caller },
      );
      const workbook = await readWorkbook(Buffer.concat(chunks));
      expect(workbook.getWorksheet('Raw')!.rowCount).toBe(ROWS_IN_A_RACE + 1);
      expect(
        getCellValues(workbook.getWorksheet('Summary')!, 4).slice(1),
      ).toEqual([
        ['Max Member', new Date(row.created_at), 'page_view', ROWS_IN_A_RACE],
      ]);
    });

    it.each(['xlsx', 'csv', 'jsonl'])(
      'stops reading the log when the client of a .%s export disconnects @full-sqlite',
      async format => {
        const queries = countQueries();
        const { begun, finished } = begin(format);
        const response = await begun;
        response.destroy();
        expect(await finished).toBe(false);
        await sleep(100);
        const after = queries.count;
        await sleep(400);
        expect(queries.count).toBe(after);
        // Reads the end of the log and the first of 18 batches, and then stops.
        expect(after).toBeLessThan(10);
        queries.stop();
        expect(await isIdle()).toBe(true);
        await boss().get('/activity?workspace=lab').expect(200);
      },
    );

    /** Whether no connection is in use; the relay takes one for a moment each second. */
    async function isIdle(): Promise<boolean> {
      for (let attempt = 0; attempt < 50; attempt += 1) {
        if (callboard.knex.client.pool.numUsed() === 0) {
          return true;
        }
        await sleep(20);
      }
      return false;
    }

    it('uses no database connection while the client reads slowly @full', async () => {
      const { begun, finished } = begin('jsonl');
      const response = await begun;
      await sleep(200);
      expect(await isIdle()).toBe(true);
      await boss().get('/activity?workspace=lab').expect(200);
      await boss().post('/activity', { action: 'meanwhile' }).expect(201);
      response.resume();
      expect(await finished).toBe(true);
    });
  });
});

/** The details of an export, by the subject of each row. */
async function readDetails(
  agent: ReturnType<TestCallboard['as']>,
  query: string,
): Promise<Array<[subject: string, details: string]>> {
  const { text } = await download(agent, `/activity/export.csv?${query}`);
  const records: string[][] = parse(text, { bom: true, fromLine: 2 });
  return records.map(cells => [`${cells[4]}.${cells[3]}`, cells[7]]);
}

const unknownId = '01900000-0000-7000-8000-0000000000aa';

describeCallboard(
  'details column of exports',
  { entities: catalogEntities, databases: databaseIds },
  callboard => {
    const boss = () => callboard().as('superAdmin');
    const base = '/workspaces/default';
    const make = async (path: string, body: object) =>
      (await boss().post(`${base}${path}`, body).expect(201)).body;

    let fixture: ProjectFixture;

    beforeAll(async () => {
      for (const role of ['member', 'guest'] as const) {
        await make('/members', { user_ref: people[role], role });
      }
      fixture = await ProjectFixture.open(callboard());
      await make(`/projects/${fixture.pid}/members`, {
        user_ref: people.member,
        role: 'member',
      });
    });

    it('shows names instead of ids that work items, time entries and staff refer to', async () => {
      const inProject = (path: string) => `/projects/${fixture.pid}/${path}`;
      const label = await make(inProject('labels'), {
        name: 'security',
        color: '#b35900',
      });
      const cycle = await make(inProject('cycles'), {
        name: 'Cycle 7',
        start_date: '2026-03-02',
        end_date: '2026-03-15',
      });
      const parent = await fixture.make({ title: 'Refunds' });
      const item = await fixture.make({
        title: 'Fix rounding',
        parent_id: parent.id,
      });
      await fixture.patch(item, {
        state_id: fixture.states.Done.id,
        assignees: [people.member],
        labels: [label.id],
        cycle_id: cycle.id,
      });
      await make(inProject(`work-items/${item.id}/worklogs`), {
        duration_minutes: 30,
        logged_at: '2026-03-03',
      });
      const [from, to] = [
        await make('/departments', { name: 'Finance' }),
        await make('/departments', { name: 'Logistics' }),
      ];
      const person = await make('/staff', {
        staff_id: 'S1',
        first_name: 'Ursula',
        email: 'ursula@example.org',
        department_id: from.id,
      });
      await boss()
        .post(`${base}/staff/${person.id}/transfer`, {
          department_id: to.id,
        })
        .expect(200);
      await make('/dashboards', {
        name: 'Open work',
        config: {
          project_ids: [fixture.pid],
          filters: { labels: [label.id, null] },
        },
      });

      const details = await readDetails(boss(), 'details=true');
      const getDetails = (subject: string) =>
        details.flatMap(([about, text]) => (about === subject ? [text] : []));
      const [changed] = getDetails('work_item.update');
      expect(changed).toContain('State: Backlog → Done');
      expect(changed).toContain('Assignees: – → Max Member');
      expect(changed).toContain('Labels: – → security');
      expect(changed).toContain('Cycle: – → Cycle 7');
      expect(getDetails('work_item.create')[0]).toContain(
        'Parent: – → Refunds',
      );
      expect(getDetails('worklog.create')[0]).toMatch(
        /Project: – → Payments API; Work item: – → \S+-2 Fix rounding; Logged by: – → Sue Super;/,
      );
      expect(getDetails('staff.transfer')).toEqual([
        expect.stringContaining('Department: Finance → Logistics'),
      ]);
      expect(getDetails('project_member.create')[0]).toContain(
        'User: – → Max Member',
      );
      expect(getDetails('dashboard.create')[0]).toContain(
        '{"projects":["Payments API"],"filters":{"labels":["security",null]}}',
      );
      const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/;
      expect(details.filter(([, text]) => uuid.test(text))).toEqual([]);
    });

    it('hides names of deleted resources and of resources the viewer has no access to', async () => {
      const secret = await ProjectFixture.open(callboard(), 'payments_api');
      await boss().patch(`${base}/projects/${secret.pid}`, {
        access: 'secret',
      });
      const label = await make(`/projects/${fixture.pid}/labels`, {
        name: 'flaky',
        color: '#b35900',
      });
      await boss()
        .delete(`${base}/projects/${fixture.pid}/labels/${label.id}`)
        .expect(204);
      const { body: workspace } = await boss().get(base).expect(200);
      await addRows(callboard().knex, workspace.id, [
        {
          entity_id: 'moved',
          source: 'backend',
          changes: [
            {
              field: 'project_id',
              old_value: fixture.pid,
              new_value: secret.pid,
            },
            { field: 'labels', old_value: [label.id], new_value: [] },
            { field: 'link_id', old_value: null, new_value: unknownId },
          ],
          metadata: {
            link_id: unknownId,
            department_id: unknownId,
            query: { department: unknownId, batch_id: unknownId },
          },
        },
        {
          entity_id: 'moved',
          source: 'frontend',
          metadata: { request_id: unknownId, ids: [unknownId], page: 2 },
        },
      ]);
      const detailsFor = async (who: 'superAdmin' | 'member') =>
        (await readDetails(callboard().as(who), 'entity_id=moved')).map(
          ([, text]) => text,
        );
      const rest =
        'Labels: a deleted label → –; {"department":"a department you do not have access to","query":{"department":"a department you do not have access to"}}';
      expect(new Set(await detailsFor('member'))).toEqual(
        new Set([
          `Project: Payments API → a project you do not have access to; ${rest}`,
          '{"ids":[],"page":2}',
        ]),
      );
      expect(await detailsFor('superAdmin')).toContain(
        `Project: Payments API → payments_api; ${rest}`,
      );
    });

    it('runs the same number of queries for any number of rows in a batch', async () => {
      const { body: workspace } = await boss().get(base).expect(200);
      const items = [];
      for (const title of ['One', 'Two', 'Three', 'Four']) {
        items.push(await fixture.make({ title }));
      }
      const row = (entity_id: string, { id }: { id: string }) => ({
        entity_id,
        source: 'backend' as const,
        changes: [{ field: 'work_item_id', old_value: null, new_value: id }],
      });
      await addRows(callboard().knex, workspace.id, [
        row('few', items[0]),
        ...items.map(item => row('many', item)),
      ]);
      const countQueries = async (entity_id: string) => {
        let count = 0;
        const listener = ({ sql }: { sql: string }) => {
          if (/["`]work_items["`]/.test(sql)) count += 1;
        };
        callboard().knex.on('query', listener);
        await readDetails(boss(), `entity_id=${entity_id}`);
        callboard().knex.off('query', listener);
        return count;
      };
      expect(await countQueries('many')).toBe(await countQueries('few'));
    });
  },
);

describeCallboard(
  'details column of exports without names',
  {
    entities: [
      ...catalogEntities,
      createEntity('Component', 'desk', { title: 'Desk of Max Member' }),
    ],
    config: { activity: { privacy: 'pseudonymous' } },
    services: [allowNamesOnlyFor(people.superAdmin)],
  },
  callboard => {
    it('hides user names in referenced resources from users without permission', async () => {
      const boss = callboard().as('superAdmin');
      await callboard().as('member').get('/me').expect(200);
      await boss
        .post('/workspaces/default/members', {
          user_ref: people.admin,
          role: 'admin',
        })
        .expect(201);
      const { pid } = await ProjectFixture.open(callboard(), 'desk');
      const { body } = await boss.get('/workspaces/default').expect(200);
      await addRows(callboard().knex, body.id, [
        {
          entity_id: 'named',
          source: 'backend',
          changes: [
            { field: 'project_id', old_value: null, new_value: pid },
            {
              field: 'logged_by',
              old_value: null,
              new_value: people.member,
            },
          ],
        },
      ]);
      const read = (who: 'superAdmin' | 'admin') =>
        readDetails(callboard().as(who), 'entity_id=named');
      expect((await read('superAdmin'))[0][1]).toBe(
        'Project: – → Desk of Max Member; Logged by: – → Max Member',
      );
      expect(JSON.stringify(await read('admin'))).not.toMatch(/max|member/i);
    });
  },
);
