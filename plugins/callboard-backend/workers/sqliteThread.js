/**
 * Runs statements of a SQLite database on a thread of its own: the driver works
 * in the thread that calls it, and would hold up everybody else for as long.
 */
'use strict';

const { parentPort, workerData } = require('worker_threads');

const Database = require(workerData.driver);
const database = new Database(workerData.filename, workerData.options);

/** The columns that hold bytes, which are no Buffers any more when they arrive. */
function blobsOf(statement) {
  return statement.reader
    ? statement
        .columns()
        .filter(({ type }) => type?.toLowerCase() === 'blob')
        .map(({ name }) => name)
    : [];
}

parentPort.on('message', ({ id, sql, bindings }) => {
  try {
    const statement = database.prepare(sql);
    const rows = statement.reader
      ? statement.all(bindings)
      : statement.run(bindings) && [];
    parentPort.postMessage({ id, rows, blobs: blobsOf(statement) });
  } catch ({ message, code }) {
    parentPort.postMessage({ id, error: { message, code } });
  }
});
