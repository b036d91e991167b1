/**
 * Measures what the queue costs the database, with few jobs in it and with very
 * many: `node bench/queue/index.mjs [jobs] [engines]`.
 */
import { loadBackend, requireOfBackend } from '../lib/backend.mjs';
import { line, median, percentile, rateLine, timed } from '../lib/measure.mjs';
import { report } from '../lib/report.mjs';

const { mapValues, range } = requireOfBackend('lodash');
const { claimJobs } = loadBackend('queue/claimJobs');
const { insertJobs } = loadBackend('queue/insertJobs');
const { settleJobs } = loadBackend('queue/settleJobs');
const { QueueAdmin } = loadBackend('queue/QueueAdmin');
const { loadJobs, LOADED_AT } = loadBackend('queue/__testUtils__/loadJobs');
const { refreshStatistics } = loadBackend('database/refreshStatistics');
const { isPostgres } = loadBackend('database/dialect');
const { silent } = loadBackend('__testUtils__/spine');

const MANY = Number(process.argv[2] ?? 1_000_000);
const FEW = 1_000;
const ROUNDS = 200;
const WARMING = 20;
const AT_ONCE = 50;
/** How many times as fast it may be with few jobs as with very many. */
const MOST_TIMES = 2;

async function fill(knex, count) {
  await knex('jobs').delete();
  await knex('job_lanes').delete();
  await loadJobs(knex, count);
  await (isPostgres(knex)
    ? knex.raw('VACUUM (ANALYZE) jobs, job_lanes')
    : refreshStatistics(knex));
}

/** Jobs of lanes of their own, and others. */
const newJobs = round =>
  range(AT_ONCE).map(nth => ({
    queue: 'q',
    payload: { round },
    lane: nth % 2 === 0 ? `new-${round}-${nth}` : undefined,
    group: `group-${nth}`,
  }));

const acts = {
  add: (knex, round) =>
    knex.transaction(tx => insertJobs(tx, newJobs(round), LOADED_AT)),
  claim: knex =>
    claimJobs(knex, {
      queue: 'q',
      now: LOADED_AT,
      limit: AT_ONCE,
      perGroup: 8,
      room: new Map(),
      from: '',
      leaseMs: 30_000,
      running: [],
      takesOver: true,
    }),
  settle: (knex, jobs) =>
    knex.transaction(tx =>
      settleJobs(
        tx,
        jobs.map(job => ({ job, settlement: { kind: 'done' } })),
        LOADED_AT,
      ),
    ),
};

/** How many jobs a second each of the acts comes to in one turn. */
async function turn(knex, round) {
  const added = await timed(() => acts.add(knex, round));
  const claimed = await timed(() => acts.claim(knex));
  const { jobs } = claimed.value;
  if (jobs.length < AT_ONCE) throw new Error('There were too few jobs');
  const settled = await timed(() => acts.settle(knex, jobs));
  return {
    add: AT_ONCE / added.ms,
    claim: AT_ONCE / claimed.ms,
    settle: AT_ONCE / settled.ms,
  };
}

/** The medians of some turns. */
async function rates(knex) {
  const turns = [];
  for (let round = 0; round < WARMING + ROUNDS; round += 1) {
    turns.push(await turn(knex, round));
  }
  return mapValues(acts, (_, name) => {
    const found = turns.slice(WARMING).map(each => each[name]);
    return (
      1_000 *
      percentile(
        found.sort((a, b) => a - b),
        0.5,
      )
    );
  });
}

/** How long it takes to tell how all queues are. */
async function healthOf(knex) {
  const admin = new QueueAdmin({
    knex,
    clock: { now: () => LOADED_AT },
    logger: silent,
    queue: { names: ['q'], wake: () => {} },
  });
  return median(() => admin.health());
}

async function* casesOf({ knex }) {
  const found = {};
  for (const count of [FEW, MANY]) {
    await fill(knex, count);
    found[count] = {
      rates: await rates(knex),
      health: await healthOf(knex),
    };
  }
  const [few, many] = [found[FEW], found[MANY]];
  const text = `with ${FEW.toLocaleString('en')}`;
  for (const name of Object.keys(acts)) {
    yield rateLine(
      `jobs to ${name}, ${AT_ONCE} at a time`,
      many.rates[name],
      Math.round(few.rates[name] / MOST_TIMES),
      `${text}: ${Math.round(few.rates[name]).toLocaleString('en')}/s`,
    );
  }
  yield line(
    'how the queues are, for an operator',
    many.health,
    500,
    `${text}: ${few.health.toFixed(1)} ms`,
  );
}

await report({
  title: 'The queue',
  intro: `Made by \`node bench/queue/index.mjs\`: with ${MANY.toLocaleString(
    'en',
  )} jobs in the queue, most of which wait, some behind others of their lane, and a fifth of which are set aside; beside it the same with ${FEW.toLocaleString(
    'en',
  )}. Jobs that are done leave the table. Medians of ${ROUNDS} transactions each, on a database that writes durably; bounds are half of what it comes to with few.`,
  engines: process.argv[3],
  vacuums: true,
  casesOf,
  file: MANY < 1_000_000 ? undefined : new URL('RESULTS.md', import.meta.url),
});
process.exit(0);
