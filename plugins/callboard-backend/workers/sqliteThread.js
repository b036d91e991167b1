/**
 * Runs statements of a SQLite database on a separate thread: the driver works in
 * the calling thread, and would block all requests until a statement ends.
 */
'use strict';

const { parentPort, workerData } = require('worker_threads');

const Database = require(workerData.driver);
const database = new Database(workerData.filename, workerData.options);

/**
 * The names of the binary columns. Messages between threads turn Buffers into
 * plain byte arrays, so the receiver must convert these columns back.
 */
function listBinaryColumns(statement) {
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
    parentPort.postMessage({ id, rows, blobs: listBinaryColumns(statement) });
  } catch ({ message, code }) {
    parentPort.postMessage({ id, error: { message, code } });
  }
});
