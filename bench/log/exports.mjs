import { finished } from 'node:stream/promises';
import { map, mapValues, max } from '../lib/backend.mjs';
import { getAuthorizationHeader } from '../lib/callboard.mjs';
import { onPostgres } from '../lib/databases.mjs';
import { openStream } from '../lib/http.mjs';
import { alternate, median } from '../lib/timing.mjs';
import { startWorker } from '../lib/worker.mjs';

/** Measures Callboard's exports against exceljs alone. A tenth of the rows gives equal ratios. */
export const measure = context => onPostgres(context, 'tenth', measureExports);

async function measureExports({ connectionString, sizes, figure }) {
  const backend = await startWorker('log/exportServer.mjs', connectionString);
  const { urls } = await backend.call('getAddresses');
  const sides = mapValues(urls, each => () => download(backend, each));
  const downloads = await alternate(sides, sizes.passes, 0);
  await backend.stop();
  const { xlsx, csv, exceljs } = mapValues(downloads, runs => map(runs, 'ms'));
  const what = 'export to xlsx compared with exceljs alone';
  figure.compareTimes(what, xlsx, exceljs, 1.1);
  const ratio = median(xlsx) / median(csv);
  figure.atLeast('export to csv: faster than to xlsx', ratio, 2.5, '×');
  for (const format of ['xlsx', 'csv', 'jsonl']) {
    const getMax = field => max(map(downloads[format], field));
    const firstByteLabel = ['export: first byte, the slowest', format];
    figure.atMost(firstByteLabel, getMax('firstByteMs'), 1_000, 'ms');
    const memoryLabel = ['export: memory more than at rest, at most', format];
    figure.atMost(memoryLabel, getMax('grownMb'), 150, 'MB');
  }
}

async function download(backend, url) {
  const restMb = await backend.call('resetPeakMb');
  const began = performance.now();
  const stream = await openStream(url, getAuthorizationHeader('superAdmin'));
  let firstByteMs;
  stream.on('data', () => {
    firstByteMs ??= performance.now() - began;
  });
  await finished(stream);
  const ms = performance.now() - began;
  const grownMb = (await backend.call('readPeakMb')) - restMb;
  return { ms, firstByteMs, grownMb };
}
