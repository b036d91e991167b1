import { strictEqual } from 'node:assert';
import { loadBackend } from '../lib/backend.mjs';
import { disconnect, line, percentile, requester } from '../lib/measure.mjs';
import { progress } from '../lib/progress.mjs';
import { startWorker } from '../lib/startWorker.mjs';
import { cpuOf } from '../live/usage.mjs';
import { makeBoard } from './board.mjs';
import { cpuOfPostgres } from './cpuOfPostgres.mjs';
import { quarter } from './data.mjs';
import { documentCases } from './documents.mjs';
import { letIn, sightsOf } from './letIn.mjs';

const { authorizationOf } = loadBackend('__testUtils__/startCallboard');

const VIEWERS = 200;
const EVERY_MS = 30_000;
const SAME_FOR_MS = 1_000;

const url = name => new URL(name, import.meta.url);

/** What one computation of the same question is after another, at least. */
function sharedLine(what, { asked, questions, computations, shortestPause }) {
  const pause = shortestPause === undefined ? '' : Math.round(shortestPause);
  const isUnder = shortestPause < SAME_FOR_MS ? ' **under**' : '';
  return `| ${what}: the same computed again, the soonest | ${pause} ms${isUnder} | ≥ ${SAME_FOR_MS} ms | ${asked.toLocaleString(
    'en',
  )} requests of ${questions} different answers, ${computations.toLocaleString(
    'en',
  )} computations |`;
}

/** People who refresh, and what it takes the server and the database. */
async function* refreshCase(running, { board, teams, first, of }) {
  const { knex, backend, server, seconds } = running;
  const what = `${VIEWERS} viewers in ${teams} ${
    teams === 1 ? 'sight' : 'sights'
  }${of}`;
  progress(what);
  const people = await letIn(knex, { first, teams, count: VIEWERS });
  strictEqual(await sightsOf(knex, people), teams, `sights of ${what}`);
  const viewers = people.map((user_ref, n) => ({
    authorization: authorizationOf(user_ref),
    after: ((n * 7_919) % VIEWERS) * (EVERY_MS / VIEWERS),
  }));
  const looking = await startWorker(url('viewers.mjs'), {
    input: { server, viewers, board, everyMs: EVERY_MS, seconds },
  });
  const used = async () => ({
    server: cpuOf(backend.pid),
    database: await cpuOfPostgres(knex),
    at: performance.now(),
  });
  await backend.call('computed');
  const before = await used();
  const found = await looking.call('look');
  const after = await used();
  const computed = await backend.call('computed');
  await looking.stop();
  const took = (after.at - before.at) / 1_000;
  yield* linesOf(what, found, took);
  yield sharedLine(what, computed);
  const share = side => ((after[side] - before[side]) / took) * 100;
  yield `| ${what}: processor | ${share('server').toFixed(0)} % + ${share(
    'database',
  ).toFixed(
    0,
  )} % |  | the server, and all processes of the database; 100 % is one core |`;
}

function* linesOf(what, { first, again, pages, inFlights, failed }, took) {
  [first, again, pages].forEach(times => times.sort((a, b) => a - b));
  const at = (times, part) => percentile(times, part);
  const told = times =>
    `median ${at(times, 0.5).toFixed(0)} ms, the slowest ${times
      .at(-1)
      .toFixed(0)} ms`;
  const third = Math.floor(inFlights.length / 3);
  const mean = values => values.reduce((sum, n) => sum + n, 0) / values.length;
  const [, middle, last] = [0, 1, 2].map(nth =>
    mean(inFlights.slice(third * nth, third * (nth + 1))),
  );
  yield line(
    `${what}: all numbers of a page just opened, p95`,
    at(pages, 0.95),
    undefined,
    told(pages),
  );
  yield line(
    `${what}: a widget's first answer, p95`,
    at(first, 0.95),
    undefined,
    told(first),
  );
  yield line(
    `${what}: a widget's answer by the clock, p95`,
    at(again, 0.95),
    undefined,
    `${told(again)}; ${(first.length + again.length).toLocaleString(
      'en',
    )} answers in ${took.toFixed(
      0,
    )} s, ${failed} failed; requests under way ${middle.toFixed(
      1,
    )} in the second third, ${last.toFixed(1)} in the last`,
  );
}

/** What a running server has to do for those who look. */
export async function* refreshCases({ knex, connectionString }, seconds) {
  const backend = await startWorker(url('server.mjs'), {
    input: { connectionString },
  });
  try {
    const { port, base } = await backend.call('where');
    const server = { port, base };
    const admin = requester(server, authorizationOf('superAdmin'), 'bench');
    await admin('GET', '');
    const boardOf = hasLog =>
      makeBoard(admin, quarter, { hasLog, refresh_seconds: EVERY_MS / 1_000 });
    const [withLog, plain] = [await boardOf(true), await boardOf(false)];
    const running = { knex, backend, server, seconds };
    const cases = [
      { board: plain, teams: 1, first: 10_000, of: '' },
      { board: plain, teams: 20, first: 11_000, of: '' },
      { board: plain, teams: 200, first: 12_000, of: '' },
      { board: withLog, teams: 20, first: 13_000, of: ', and one of the log' },
    ];
    for (const each of cases) {
      yield* refreshCase(running, each);
    }
    progress('documents');
    const reader = authorizationOf('user:default/p13000');
    yield* documentCases({
      ...{ backend, board: withLog },
      request: requester(server, reader, 'bench'),
    });
  } finally {
    disconnect();
    await backend.stop();
  }
}
