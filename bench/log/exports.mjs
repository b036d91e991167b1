import { once } from 'node:events';
import { get } from 'node:http';
import { loadBackend } from '../lib/backend.mjs';
import { copyPostgres } from '../lib/databases.mjs';
import { atLeast, atMost } from '../lib/figures.mjs';
import { median } from '../lib/timing.mjs';
import { startWorker } from '../lib/worker.mjs';

const { authorizationOf } = loadBackend('__testUtils__/startCallboard');

const ROUNDS = { full: 3, quick: 1, tiny: 1 };

/** Whole downloads from a process of its own, in turns with exceljs alone. */
export async function measureExports({ server, sizes, figure, progress }) {
  progress('exports');
  const database = await copyPostgres(server, 'data');
  await keepRows(database.knex, sizes);
  const { connectionString } = database;
  const backend = await startWorker(
    new URL('exportServer.mjs', import.meta.url),
    { input: { connectionString } },
  );
  const addresses = await backend.call('addresses');
  const headers = { authorization: authorizationOf('superAdmin') };
  const ours = format => ({
    port: addresses.server.port,
    path: `${addresses.server.base}/admin/activity/export.${format}`,
    headers,
  });
  const sides = {
    ...{ xlsx: ours('xlsx'), csv: ours('csv'), jsonl: ours('jsonl') },
    exceljs: { port: addresses.peerPort, path: '/' },
  };
  const found = Object.fromEntries(Object.keys(sides).map(key => [key, []]));
  for (let round = 0; round < ROUNDS[sizes.name]; round += 1) {
    for (const [name, options] of Object.entries(sides)) {
      found[name].push(await download(backend, options));
    }
  }
  await backend.stop();
  await database.stop();

  const ms = name => median(found[name].map(each => each.ms));
  figure(
    'export to xlsx beside exceljs alone',
    ms('xlsx') / ms('exceljs'),
    atMost(1.1, '×'),
  );
  figure(
    'export to csv: faster than to xlsx',
    ms('xlsx') / ms('csv'),
    atLeast(2.5, '×'),
  );
  for (const format of ['xlsx', 'csv', 'jsonl']) {
    const most = field => Math.max(...found[format].map(each => each[field]));
    figure.group('export: first byte, the slowest')(
      format,
      most('firstByteMs'),
      atMost(1_000, 'ms'),
    );
    figure.group('export: memory more than at rest, at most')(
      format,
      most('grownMb'),
      atMost(150, 'MB'),
    );
  }
}

/** Exports of more rows take longer, and show nothing else. */
async function keepRows(knex, { exported }) {
  const oldest = await knex('activity')
    .orderBy('id', 'desc')
    .offset(exported)
    .first('id');
  if (oldest) await knex('activity').where('id', '<=', oldest.id).delete();
}

async function download(backend, options) {
  const rest = await backend.call('rest');
  const began = performance.now();
  const [response] = await once(get({ ...options, agent: false }), 'response');
  if (response.statusCode !== 200) {
    throw new Error(`${options.path}: ${response.statusCode}`);
  }
  let firstByteMs;
  response.on('data', () => {
    firstByteMs ??= performance.now() - began;
  });
  await once(response, 'end');
  const ms = performance.now() - began;
  return { ms, firstByteMs, grownMb: (await backend.call('peak')) - rest };
}
