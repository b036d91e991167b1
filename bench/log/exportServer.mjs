/**
 * The process whose memory is measured: a Callboard over a log that is there, and beside
 * it exceljs alone over the same rows.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { loadBackend, requireOfBackend } from '../lib/backend.mjs';
import { input, serve } from '../lib/worker.mjs';

const Knex = requireOfBackend('knex');
const { stream: excel } = requireOfBackend('exceljs');
const { startCallboardOn } = loadBackend('__testUtils__/startCallboard');
const { exportedGroups, exportedRows } = loadBackend(
  'features/activity/exportedRows',
);
const { rawColumns, rawRow, summaryColumns, summaryRow } = loadBackend(
  'features/activity/exportColumns',
);

const SAMPLE_MS = 20;

const selection = { scope: { kind: 'all' }, filter: {}, zone: 'UTC' };

/**
 * exceljs' streaming writer as its documentation has it, waiting for drain: the
 * same sheets, from the same queries.
 */
async function writeWithExceljs(knex, output) {
  const workbook = new excel.xlsx.WorkbookWriter({
    stream: output,
    useSharedStrings: false,
    useStyles: true,
  });
  const write = async (name, columns, rows) => {
    const sheet = workbook.addWorksheet(name);
    sheet.columns = columns.map(({ header, width, kind }) => ({
      header,
      width,
      ...(kind === 'datetime' && {
        style: { numFmt: 'yyyy-mm-dd hh:mm:ss' },
      }),
    }));
    for await (const row of rows) {
      sheet.addRow(row).commit();
      if (output.writableNeedDrain) {
        await once(output, 'drain');
      }
    }
    sheet.commit();
  };
  await write('Raw', rawColumns('UTC'), rawRows(knex));
  await write('Summary', summaryColumns, summaryRows(knex));
  await workbook.commit();
}

async function* rawRows(knex) {
  for await (const row of exportedRows(knex, selection)) {
    const [at, ...cells] = rawRow(row);
    yield [new Date(at), ...cells];
  }
}

async function* summaryRows(knex) {
  for await (const group of exportedGroups(knex, selection)) {
    yield summaryRow(group);
  }
}

const knex = Knex({ client: 'pg', connection: input().connectionString });
const callboard = await startCallboardOn(knex);
const peer = createServer((_, response) => {
  writeWithExceljs(knex, response).catch(error => response.destroy(error));
}).listen(0, '127.0.0.1');
await once(peer, 'listening');

let peak = 0;
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, SAMPLE_MS);

const calls = {
  addresses: () => ({
    server: { port: callboard.port, base: callboard.base },
    peerPort: peer.address().port,
  }),
  rest() {
    global.gc();
    peak = process.memoryUsage().rss;
    return peak / 1e6;
  },
  peak: () => peak / 1e6,
};
serve(async name => calls[name]());
