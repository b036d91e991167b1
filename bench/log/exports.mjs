import { finished } from 'node:stream/promises';
import { authorizationOf } from '../lib/callboard.mjs';
import { onPostgres } from '../lib/databases.mjs';
import { atLeast, atMost } from '../lib/figures.mjs';
import { openStream } from '../lib/http.mjs';
import { inTurns, median } from '../lib/timing.mjs';
import { startWorker } from '../lib/worker.mjs';

/** Whole downloads from a process of its own, in turns with exceljs alone. */
export const measure = context =>
  // Exports of more rows take longer, and show nothing else.
  onPostgres(context, 'tenth', measureExports);

async function measureExports({ database, sizes, figure }) {
  const { connectionString } = database;
  const url = new URL('exportServer.mjs', import.meta.url);
  const backend = await startWorker(url, { connectionString });
  const { api, peer } = await backend.call('addresses');
  const ours = format => () => download(backend, `${api}/export.${format}`);
  const sides = {
    xlsx: ours('xlsx'),
    csv: ours('csv'),
    jsonl: ours('jsonl'),
    exceljs: () => download(backend, peer),
  };
  const found = await inTurns(sides, sizes.rounds, 0);
  await backend.stop();

  const timesOf = format => found[format].map(({ ms }) => ms);
  const [xlsx, csv, exceljs] = ['xlsx', 'csv', 'exceljs'].map(timesOf);
  figure.beside('export to xlsx beside exceljs alone', xlsx, exceljs, 1.1);
  const faster = median(xlsx) / median(csv);
  figure('export to csv: faster than to xlsx', faster, atLeast(2.5, '×'));
  for (const format of ['xlsx', 'csv', 'jsonl']) {
    const most = field => Math.max(...found[format].map(each => each[field]));
    const first = ['export: first byte, the slowest', format];
    figure(first, most('firstByteMs'), atMost(1_000, 'ms'));
    const memory = ['export: memory more than at rest, at most', format];
    figure(memory, most('grownMb'), atMost(150, 'MB'));
  }
}

async function download(backend, url) {
  const rest = await backend.call('rest');
  const began = performance.now();
  const stream = await openStream(url, authorizationOf('superAdmin'));
  let firstByteMs;
  stream.on('data', () => {
    firstByteMs ??= performance.now() - began;
  });
  await finished(stream);
  const ms = performance.now() - began;
  return { ms, firstByteMs, grownMb: (await backend.call('peak')) - rest };
}
