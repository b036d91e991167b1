/** The measured process: serves exports of Callboard, and the same export made by exceljs alone. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { loadBackend, loadFeature, requireOfBackend } from '../lib/backend.mjs';
import { openCallboard } from '../lib/callboard.mjs';
import { connect } from '../lib/databases.mjs';
import { readPayload, serve } from '../lib/worker.mjs';

const { stream: excel } = requireOfBackend('exceljs');
const exporter = loadFeature('activity/ActivityExporter');

/** The sizes of the steps of Callboard's own exports. */
const steps = { rowsPerBatch: 500, minGroupedRows: 20_000 };
const selection = { scope: { kind: 'all' }, filter: {}, zone: 'UTC' };

/** Writes the same sheets from the same queries, in the way that exceljs documents. */
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
  const rows = exporter.streamActivityRows(knex, selection, steps, () => {});
  await write('Raw', exporter.buildRawColumns('UTC'), rows, row => {
    const [at, ...cells] = exporter.toRawRow(row);
    return [new Date(at), ...cells];
  });
  const counts = exporter.streamSummaryRows(knex, selection, steps);
  await write('Summary', exporter.summaryColumns, counts, cells => cells);
  await book.commit();
}

const knex = connect(readPayload());
const config = { activity: { eventsPerMinute: 1_000_000 } };
const { server, url } = await openCallboard(knex, { config });
const callbacks = [];
const addCallback = callback => callbacks.push(callback);
loadBackend('kernel/reportEventLoop').reportEventLoop({
  createObservableGauge: () => ({ addCallback }),
});
const exceljsServer = createServer((_, response) => {
  writeWithExceljs(knex, response).catch(error => response.destroy(error));
}).listen(0, '127.0.0.1');
await once(exceljsServer, 'listening');

let peakBytes = 0;
setInterval(() => {
  peakBytes = Math.max(peakBytes, process.memoryUsage().rss);
}, 20);

/** Returns the p99.9 delay of the event loop since the last call, in milliseconds. */
const readDelay = () =>
  new Promise(resolve => {
    callbacks[0]({ observe: seconds => resolve(seconds * 1_000) });
  });

const urls = {
  xlsx: `${url}/admin/activity/export.xlsx`,
  csv: `${url}/admin/activity/export.csv`,
  jsonl: `${url}/admin/activity/export.jsonl`,
  exceljs: `http://127.0.0.1:${exceljsServer.address().port}`,
};
serve({
  getAddresses: () => ({ server, urls }),
  resetPeakMb() {
    global.gc();
    peakBytes = process.memoryUsage().rss;
    return peakBytes / 1e6;
  },
  readPeakMb: () => peakBytes / 1e6,
  readDelay,
});
