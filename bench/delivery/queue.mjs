import { loadBackend, requireOfBackend } from '../lib/backend.mjs';
import { copyPostgres, copySqlite } from '../lib/databases.mjs';
import { atLeast, atMost } from '../lib/figures.mjs';
import { median, timed, times } from '../lib/timing.mjs';

const { mapValues, range } = requireOfBackend('lodash');
const { claimJobs } = loadBackend('queue/claimJobs');
const { insertJobs } = loadBackend('queue/insertJobs');
const { settleJobs } = loadBackend('queue/settleJobs');
const { QueueAdmin } = loadBackend('queue/QueueAdmin');
const { loadJobs, LOADED_AT } = loadBackend('queue/__testUtils__/loadJobs');
const { refreshStatistics } = loadBackend('database/refreshStatistics');
const { isPostgres } = loadBackend('database/dialect');
const { silent } = loadBackend('__testUtils__/spine');

const FEW = 1_000;
const ROUNDS = { full: 200, quick: 60, tiny: 60 };
const WARMING = 20;
const AT_ONCE = 50;
/** With very many jobs it may be half as fast as with few. */
const LEAST_SHARE = 0.5;

async function fill(knex, count) {
  await knex('jobs').delete();
  await knex('job_lanes').delete();
  await loadJobs(knex, count);
  await (isPostgres(knex)
    ? knex.raw('VACUUM (ANALYZE) jobs, job_lanes')
    : refreshStatistics(knex));
}

/** Every other job has a lane of its own. */
const newJobs = round =>
  range(AT_ONCE).map(nth => ({
    queue: 'q',
    payload: { round },
    lane: nth % 2 === 0 ? `new-${round}-${nth}` : undefined,
    group: `group-${nth}`,
  }));

const actions = {
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

/** The jobs a second of each action in one turn. */
async function turn(knex, round) {
  const added = await timed(() => actions.add(knex, round));
  const claimed = await timed(() => actions.claim(knex));
  const { jobs } = claimed.value;
  if (jobs.length < AT_ONCE) throw new Error('The queue has too few jobs');
  const settled = await timed(() => actions.settle(knex, jobs));
  return {
    add: AT_ONCE / added.ms,
    claim: AT_ONCE / claimed.ms,
    settle: AT_ONCE / settled.ms,
  };
}

async function measureRates(knex, { name }) {
  const turns = [];
  for (let round = 0; round < WARMING + ROUNDS[name]; round += 1) {
    turns.push(await turn(knex, round));
  }
  return mapValues(
    actions,
    (_, action) =>
      1_000 * median(turns.slice(WARMING).map(rates => rates[action])),
  );
}

/** How long the health of all queues takes to read. */
async function timeHealth(knex) {
  const admin = new QueueAdmin({
    knex,
    clock: { now: () => LOADED_AT },
    logger: silent,
    queue: { names: ['q'], wake: () => {} },
  });
  return median(await times(7, () => admin.health()));
}

/** The queue with very many jobs beside the queue with few, on both engines. */
export async function measureQueue({ server, sizes, figure, progress }) {
  progress('the queue');
  for (const copy of [copyPostgres, copySqlite]) {
    const database = await copy(server, 'empty', { vacuums: true });
    const { knex } = database;
    const on = figure.on(database);
    await fill(knex, FEW);
    const few = await measureRates(knex, sizes);
    await fill(knex, sizes.jobs);
    const many = await measureRates(knex, sizes);
    for (const action of Object.keys(actions)) {
      on.group('the queue with very many jobs beside with few: jobs/s')(
        action,
        many[action] / few[action],
        atLeast(LEAST_SHARE, '×'),
        `${Math.round(many[action])} and ${Math.round(few[action])}/s`,
      );
    }
    on('health of the queues', await timeHealth(knex), atMost(500, 'ms'));
    await database.stop();
  }
}
