/** The process whose memory and event loop are measured: Callboard, and exceljs for comparison. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { loadBackend, loadFeature, requireOfBackend } from '../lib/backend.mjs';
import { openCallboard } from '../lib/callboard.mjs';
import { connect } from '../lib/databases.mjs';
import { readPayload, serve } from '../lib/worker.mjs';

const { stream: excel } = requireOfBackend('exceljs');
const {
  buildRawColumns,
  streamActivityRows,
  streamSummaryRows,
  summaryColumns,
  toRawRow,
} = loadFeature('activity/ActivityExporter');

/** The sizes of the steps of Callboard's own exports. */
const steps = { rowsPerBatch: 500, minGroupedRows: 20_000 };

const selection = { scope: { kind: 'all' }, filter: {}, zone: 'UTC' };

/** Like the documentation of exceljs: the same sheets, from the same queries. */
async function writeWithExceljs(knex, output) {
  const options = { useSharedStrings: false, useStyles: true };
  const book = new excel.xlsx.WorkbookWriter({ stream: output, ...options });
  const style = { numFmt: 'yyyy-mm-dd hh:mm:ss' };
  const write = async (name, columns, rows, getCells) => {
    const sheet = book.addWorksheet(name);
    sheet.columns = columns.map(({ header, width, kind }) =>
      kind === 'datetime' ? { header, width, style } : { header, width },
    );
    for await (const row of rows) {
      sheet.addRow(getCells(row)).commit();
      if (output.writableNeedDrain) await once(output, 'drain');
    }
    sheet.commit();
  };
  const rows = streamActivityRows(knex, selection, steps, () => {});
  await write('Raw', buildRawColumns('UTC'), rows, row => {
    const [at, ...cells] = toRawRow(row);
    return [new Date(at), ...cells];
  });
  const counts = streamSummaryRows(knex, selection, steps);
  await write('Summary', summaryColumns, counts, cells => cells);
  await book.commit();
}

const knex = connect(readPayload().connectionString);
const config = { activity: { eventsPerMinute: 1_000_000 } };
const { server, url } = await openCallboard(knex, { config });
/** Reads the metric of the event loop. */
let readDelay;
const addCallback = read => {
  readDelay = read;
};
loadBackend('kernel/reportEventLoop').reportEventLoop({
  createObservableGauge: () => ({ addCallback }),
});
const peer = createServer((_, response) => {
  writeWithExceljs(knex, response).catch(error => response.destroy(error));
}).listen(0, '127.0.0.1');
await once(peer, 'listening');

let peak = 0;
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, 20);

serve({
  urls: () => ({
    xlsx: `${url}/admin/activity/export.xlsx`,
    csv: `${url}/admin/activity/export.csv`,
    jsonl: `${url}/admin/activity/export.jsonl`,
    exceljs: `http://127.0.0.1:${peer.address().port}`,
  }),
  rest() {
    global.gc();
    peak = process.memoryUsage().rss;
    return peak / 1e6;
  },
  peak: () => peak / 1e6,
  server: () => server,
  /** Since the last call; milliseconds. */
  delay: () => new Promise(observe => readDelay({ observe })),
});
