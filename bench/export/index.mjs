/**
 * Measures exports of the activity log, over HTTP, from a process of its own:
 * `node bench/export/index.mjs [rows]`.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { fileURLToPath } from 'node:url';
import { startPostgres } from '../../scripts/testing/postgres.cjs';
import { daysBefore, fill } from '../activity/data.mjs';
import { migrations, requireOfBackend } from '../lib/backend.mjs';
import { line, percentile } from '../lib/measure.mjs';
import { writeReport } from '../lib/report.mjs';

const Knex = requireOfBackend('knex');

const ROUNDS = 3;
const MB = 1024 * 1024;

const rows = Number(process.argv[2] ?? 1_000_000);

const server = await startPostgres({
  durable: true,
  settings: { shared_buffers: '512MB' },
});
const knex = Knex({ client: 'pg', connection: server.connectionString });
await knex.migrate.latest({ directory: migrations });
await fill(knex, { rows, ...daysBefore(Date.now()) });
await knex.raw('VACUUM (ANALYZE) activity');
const { rows: settings } = await knex.raw('SHOW server_version');
await knex.destroy();

const child = fork(
  fileURLToPath(new URL('server.mjs', import.meta.url)),
  [server.connectionString],
  { execArgv: ['--expose-gc'] },
);
const answerOf = async question => {
  if (question) child.send(question);
  for (;;) {
    // The platform has messages of its own.
    const [{ answer }] = await once(child, 'message');
    if (answer) return answer;
  }
};
const { port, base, peerPort, authorization } = await answerOf();

/** How a download went: its first byte, its end, and the memory it took. */
async function download(options) {
  const before = (await answerOf('rest')).rss;
  const began = performance.now();
  const [response] = await once(get({ ...options, agent: false }), 'response');
  if (response.statusCode !== 200) {
    throw new Error(`The server answered ${response.statusCode}`);
  }
  let firstByte;
  let bytes = 0;
  for await (const chunk of response) {
    firstByte ??= performance.now() - began;
    bytes += chunk.length;
  }
  const ms = performance.now() - began;
  const { rss } = await answerOf('peak');
  return { ms, firstByte, bytes, grown: (rss - before) / MB };
}

const ours = format => () =>
  download({
    port,
    path: `${base}/admin/activity/export.${format}`,
    headers: { authorization },
  });
const contestants = {
  xlsx: ours('xlsx'),
  csv: ours('csv'),
  jsonl: ours('jsonl'),
  exceljs: () => download({ port: peerPort, path: '/' }),
};

const found = Object.fromEntries(Object.keys(contestants).map(k => [k, []]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, run] of Object.entries(contestants)) {
    const result = await run();
    process.stdout.write(
      `${name}: ${Math.round(result.ms)} ms, first byte ${Math.round(
        result.firstByte,
      )} ms, ${Math.round(result.bytes / MB)} MB, memory +${Math.round(
        result.grown,
      )} MB\n`,
    );
    found[name].push(result);
  }
}
child.disconnect();
await server.stop();

const of = (name, what, part = 0.5) =>
  percentile(
    found[name].map(result => result[what]).sort((a, b) => a - b),
    part,
  );
const memory = (name, bound) => {
  const grown = of(name, 'grown', 1);
  return `| ${name}: memory at most | +${Math.round(grown)} MB${
    bound && grown > bound ? ' **over**' : ''
  } | ${bound ? `+${bound} MB` : ''} | |`;
};
const ratio = (a, b) => of(a, 'ms') / of(b, 'ms');
const lines = [
  line(
    'xlsx',
    of('xlsx', 'ms'),
    1.1 * of('exceljs', 'ms'),
    `${ratio('xlsx', 'exceljs').toFixed(2)} × exceljs' own, ${Math.round(
      of('xlsx', 'bytes') / MB,
    )} MB`,
  ),
  line(
    "the same sheets by exceljs' streaming writer, waiting for drain",
    of('exceljs', 'ms'),
    undefined,
    `${Math.round(of('exceljs', 'bytes') / MB)} MB`,
  ),
  line(
    'csv',
    of('csv', 'ms'),
    of('xlsx', 'ms') / 2.5,
    `${ratio('xlsx', 'csv').toFixed(1)} × faster than xlsx`,
  ),
  line('jsonl', of('jsonl', 'ms')),
  ...['xlsx', 'csv', 'jsonl'].map(name =>
    line(`${name}: first byte`, of(name, 'firstByte', 1), 1_000, 'the slowest'),
  ),
  ...['xlsx', 'csv', 'jsonl'].map(name => memory(name, 150)),
  memory('exceljs'),
];
await writeReport({
  title: 'Exports of the activity log',
  intro: `Made by \`node bench/export/index.mjs ${rows}\`: ${rows.toLocaleString(
    'en',
  )} rows. Whole downloads over HTTP by another process, ${ROUNDS} of each in turns, medians. Memory is resident, above what the process had at rest.`,
  sections: [[`PostgreSQL ${settings[0].server_version}`, lines]],
  file: new URL('RESULTS.md', import.meta.url),
});
process.exit(0);
