import { ExportFormat } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { IncomingMessage } from 'http';
import { countBy, sortBy } from 'lodash';
import { PassThrough, Writable } from 'stream';
import { buffer } from 'stream/consumers';
import { setTimeout as sleep } from 'timers/promises';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import {
  startCallboard,
  TestCallboard,
} from '../../__testUtils__/startCallboard';
import { ActivityExporter } from './ActivityExporter';
import { ActivitySelection } from './selectActivity';
import { addRows, addWorkspace } from './__testUtils__/activityRows';
import { downloadRows, readWorkbook } from './__testUtils__/download';
import { valuesOf } from './__testUtils__/sheets';

const databases = MigratedDatabases.create();

/** Many times what an export reads at once, and what sockets hold. */
const ROWS = 9_000;
/** More than what an export of a workbook holds back. */
const ROWS_IN_A_RACE = 2_500;

const DAY_MS = 86_400_000;

const padding = 'x'.repeat(2_500);

describe.each(databases.eachSupportedId())('long exports on %s', id => {
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

  /** How many queries have read the log since. */
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
   * Begins a download and hands over the answer, unread; `finished` tells
   * whether all of it came.
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

  it('hold every row once, newest first', async () => {
    const rows = await downloadRows(boss(), path('jsonl'));
    expect(new Set(rows.map(row => row.id)).size).toBe(ROWS);
    const ids = rows.map(row => row.id);
    expect(ids).toEqual([...ids].sort().reverse());
  });

  it('are the same in steps of any size', async () => {
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
          const exporter = new ActivityExporter(callboard.knex, {
            batch,
            span,
          });
          const write = async (format: ExportFormat) => {
            const output = new PassThrough();
            const [bytes] = await Promise.all([
              buffer(output),
              exporter.write(format, selection, output),
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
          const sheet = (await readWorkbook(await write('xlsx'))).getWorksheet(
            'Summary',
          )!;
          const groups = valuesOf(sheet, 4).slice(1);
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
      { numRuns: 12 },
    );
  });

  /**
   * Adds rows in a transaction that is open until it is told to commit; on
   * SQLite, where nobody else could read meanwhile, it only begins then.
   */
  const beginAdding = async (rows: Parameters<typeof addRows>[2]) => {
    if (id === 'SQLITE_3') {
      return () => addRows(callboard.knex, lab, rows);
    }
    const tx = await callboard.knex.transaction();
    await addRows(tx, lab, rows);
    return () => tx.commit();
  };

  it('leave out what arrives meanwhile, in each sheet', async () => {
    const row = { entity_id: 'racing', created_at: Date.UTC(2026, 8, 1) };
    await addRows(callboard.knex, lab, Array(ROWS_IN_A_RACE).fill(row));
    const dayBefore = { ...row, created_at: row.created_at - DAY_MS };
    const commit = await beginAdding([dayBefore]);
    let late: Promise<unknown> | undefined;
    const chunks: Buffer[] = [];
    // Takes nothing before other rows are there, above and below.
    const output = new Writable({
      write(chunk, _, done) {
        late ??= commit().then(() =>
          addRows(callboard.knex, lab, [dayBefore, { entity_id: 'racing' }]),
        );
        chunks.push(chunk);
        late.then(() => done(), done);
      },
    });
    await new ActivityExporter(callboard.knex).write(
      'xlsx',
      {
        scope: { kind: 'workspace', workspace_id: lab },
        filter: { entity_id: 'racing' },
        zone: 'UTC',
      },
      output,
    );
    const workbook = await readWorkbook(Buffer.concat(chunks));
    expect(workbook.getWorksheet('Raw')!.rowCount).toBe(ROWS_IN_A_RACE + 1);
    expect(valuesOf(workbook.getWorksheet('Summary')!, 4).slice(1)).toEqual([
      ['Max Member', new Date(row.created_at), 'page_view', ROWS_IN_A_RACE],
    ]);
  });

  it.each(['xlsx', 'csv', 'jsonl'])(
    'stop reading the log when the client of a .%s goes away',
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
      // The end of the log, and the first of the 18 batches.
      expect(after).toBeLessThan(10);
      queries.stop();
      expect(await isIdle()).toBe(true);
      await boss().get('/activity?workspace=lab').expect(200);
    },
  );

  /** Whether no connection is held; the relay looks in for a moment each second. */
  async function isIdle(): Promise<boolean> {
    for (let attempt = 0; attempt < 50; attempt += 1) {
      if (callboard.knex.client.pool.numUsed() === 0) {
        return true;
      }
      await sleep(20);
    }
    return false;
  }

  it('hold no connection while their reader is slow', async () => {
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
