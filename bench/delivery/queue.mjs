import { loadBackend, map, range } from '../lib/backend.mjs';
import { onEachEngine } from '../lib/databases.mjs';
import { alternate, median, timeOnce, timeRuns } from '../lib/timing.mjs';

const { claimJobs } = loadBackend('queue/claimJobs');
const { insertJobs } = loadBackend('queue/Queue');
const { completeJobs } = loadBackend('queue/completeJobs');
const { QueueAdmin } = loadBackend('queue/QueueAdmin');
const { loadJobs, LOADED_AT } = loadBackend('queue/__testUtils__/loadJobs');
const { silentLogger } = loadBackend('__testUtils__/changeFixture');
const JOBS = 50;
/** Creates jobs, of which every second has its own FIFO group. */
const createJobs = round =>
  range(JOBS).map(nth => ({
    queue: 'q',
    payload: { round },
    group: `group-${nth}`,
    fifo_group: nth % 2 === 0 ? `new-${round}-${nth}` : undefined,
  }));

const limits = { limit: JOBS, perGroup: 8, leaseMs: 30_000 };
const start = { now: LOADED_AT, from: '', running: [], takesOver: true };
const claimOptions = { queue: 'q', ...limits, ...start };

/** Adds, claims and completes jobs; returns the duration of each action. */
async function runRound(knex, round) {
  const inTransaction = (run, jobs) =>
    timeOnce(() => knex.transaction(tx => run(tx, jobs, LOADED_AT)));
  const add = await inTransaction(insertJobs, createJobs(round));
  const options = { ...claimOptions, freeSlots: new Map() };
  const claimed = await timeOnce(() => claimJobs(knex, options));
  const { jobs } = claimed.value;
  if (jobs.length < JOBS) throw new Error('The queue has too few jobs');
  const done = jobs.map(job => ({ job, result: { kind: 'done' } }));
  const complete = await inTransaction(completeJobs, done);
  return { add: add.ms, claim: claimed.ms, complete: complete.ms };
}

export const measure = context =>
  onEachEngine(context, 'empty', measureQueue, { vacuums: true });

async function measureQueue({ knex, analyse, openCopy, sizes, figure }) {
  const small = await openCopy();
  await loadJobs(small.knex, 1_000);
  await small.analyse();
  await loadJobs(knex, sizes.jobs);
  await analyse();
  const createSide = database => round => runRound(database, round);
  const sides = { few: createSide(small.knex), many: createSide(knex) };
  const { few, many } = await alternate(sides, sizes.rates, 20);
  await small.stop();
  for (const action of ['add', 'claim', 'complete']) {
    const toRate = rounds => (1_000 * JOBS) / median(map(rounds, action));
    const [fast, slow] = [few, many].map(toRate);
    const group = 'the queue with very many jobs compared with few: jobs/s';
    const note = `${Math.round(slow)} and ${Math.round(fast)}/s`;
    figure.atLeast([group, action], slow / fast, 0.5, '×', note);
  }
  const clock = { now: () => LOADED_AT };
  const queue = { names: ['q'], wake: () => {} };
  const admin = new QueueAdmin({ knex, logger: silentLogger, clock, queue });
  const health = await timeRuns(7, () => admin.readHealth());
  figure.median('health of the queues', health, 500);
}
