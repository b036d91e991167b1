import { readdirSync, readFileSync } from 'node:fs';
import { loadBackend } from '../lib/backend.mjs';
import { line, percentile, requester, times } from '../lib/measure.mjs';
import { startWorker } from '../lib/startWorker.mjs';
import { cpuOf, cpuOfEnded } from '../live/usage.mjs';
import { makeBoard } from './board.mjs';
import { join, quarter } from './data.mjs';

const { authorizationOf } = loadBackend('__testUtils__/startCallboard');

const VIEWERS = 200;
const EVERY_MS = 30_000;
const PDFS = 50;

const url = name => new URL(name, import.meta.url);

/** The processes of a PostgreSQL, and what they have used so far, in seconds. */
async function cpuOfPostgres(knex) {
  const { rows } = await knex.raw('SELECT pg_backend_pid() AS pid');
  const parentOf = pid =>
    /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1];
  const parent = parentOf(rows[0].pid);
  const ours = readdirSync('/proc').filter(pid => {
    try {
      return /^\d+$/.test(pid) && (pid === parent || parentOf(pid) === parent);
    } catch {
      // It has just ended.
      return false;
    }
  });
  // Connections come and go.
  return ours.reduce((sum, pid) => sum + cpuOf(pid), cpuOfEnded(parent));
}

/** The viewers, in teams of those who are members of the same projects. */
async function letIn(knex, server, { first, teams }) {
  const viewers = [];
  for (let n = 0; n < VIEWERS; n += 1) {
    const user_ref = `user:default/p${first + n}`;
    const authorization = authorizationOf(user_ref);
    // Twenty of the 280 projects that are not open.
    const start = Math.floor(((n % teams) * 260) / teams) + 20;
    const nths = Array.from({ length: 20 }, (_, nth) => start + nth);
    await join(knex, user_ref, nths);
    viewers.push({
      authorization,
      after: ((n * 7_919) % VIEWERS) * (EVERY_MS / VIEWERS),
    });
  }
  return viewers;
}

/** People who refresh, and what it takes the server and the database. */
async function* refreshCase(
  { knex, backend, server, board, seconds },
  teams,
  first,
) {
  const viewers = await letIn(knex, server, { first, teams });
  await knex.raw('ANALYZE memberships');
  const looking = await startWorker(url('viewers.mjs'), {
    input: { server, viewers, board, everyMs: EVERY_MS, seconds },
  });
  const counted = async () => ({
    ...(await backend.call('computations')),
    server: cpuOf(backend.pid),
    database: await cpuOfPostgres(knex),
    at: performance.now(),
  });
  const before = await counted();
  const found = await looking.call('look');
  const after = await counted();
  await looking.stop();
  const took = (after.at - before.at) / 1_000;
  const share = side =>
    (((after[side] - before[side]) / took) * 100).toFixed(0);
  found.times.sort((a, b) => a - b);
  found.refreshes.sort((a, b) => a - b);
  const third = Math.floor(found.inFlights.length / 3);
  const mean = values => values.reduce((sum, n) => sum + n, 0) / values.length;
  const [early, late] = [
    found.inFlights.slice(0, third),
    found.inFlights.slice(-third * 2, -third),
  ].map(mean);
  const what = `${VIEWERS} viewers in ${teams} ${
    teams === 1 ? 'sight' : 'sights'
  }, 12 widgets each every 30 s`;
  yield line(
    `${what}: a widget's answer, p95`,
    percentile(found.times, 0.95),
    undefined,
    `median ${percentile(found.times, 0.5).toFixed(
      0,
    )} ms, ${found.times.length.toLocaleString('en')} answers in ${took.toFixed(
      0,
    )} s, ${found.failed} failed; ${(
      after.computations - before.computations
    ).toLocaleString('en')} computations`,
  );
  yield line(
    `${what}: a whole refresh, p95`,
    percentile(found.refreshes, 0.95),
    undefined,
    `median ${percentile(found.refreshes, 0.5).toFixed(0)} ms, ${
      found.late
    } of ${
      found.refreshes.length
    } not done when the next was due; requests under way ${early.toFixed(
      1,
    )} in the first third, ${late.toFixed(1)} in the second`,
  );
  yield `| ${what}: processor | ${share('server')} % + ${share(
    'database',
  )} % |  | the server, and the database |`;
}

/** A dashboard as PDF, and what memory is left in use after many. */
async function* documentCases({ backend, server, board }) {
  const request = requester(
    server,
    authorizationOf('user:default/p200'),
    'bench',
  );
  const draw = () => request('GET', `/dashboards/${board.id}/export.pdf`);
  await draw();
  const found = await times(5, draw);
  yield line(
    'PDF of 12 widgets: p95',
    percentile(found, 0.95),
    3_000,
    `median ${percentile(found, 0.5).toFixed(0)} ms`,
  );
  const { rss: before } = await backend.call('memory');
  await times(PDFS / 2, draw);
  const { rss: between } = await backend.call('memory');
  await times(PDFS / 2, draw);
  const { rss: after } = await backend.call('memory');
  yield `| memory of the server after ${PDFS} PDFs | ${after.toFixed(
    0,
  )} MB |  | before ${before.toFixed(
    0,
  )} MB, after half of them ${between.toFixed(0)} MB |`;
}

/** What a running server has to do for those who look. */
export async function* refreshCases(engine, seconds) {
  const { knex, connectionString } = engine;
  const backend = await startWorker(url('server.mjs'), {
    input: { connectionString },
  });
  try {
    const { port, base } = await backend.call('where');
    const server = { port, base };
    const admin = requester(server, authorizationOf('superAdmin'), 'bench');
    await admin('GET', '');
    const board = await makeBoard(admin, quarter);
    const running = { knex, backend, server, board, seconds };
    yield* refreshCase(running, 1, 200);
    yield* refreshCase(running, 20, 400);
    yield* refreshCase(running, 200, 600);
    yield* documentCases(running);
  } finally {
    await backend.stop();
  }
}
