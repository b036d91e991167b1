import { loadBackend, map, range } from '../lib/backend.mjs';
import { onEachEngine } from '../lib/databases.mjs';
import { alternate, median, timed, times } from '../lib/timing.mjs';

const { claimJobs } = loadBackend('queue/claimJobs');
const { insertJobs } = loadBackend('queue/insertJobs');
const { completeJobs } = loadBackend('queue/completeJobs');
const { QueueAdmin } = loadBackend('queue/QueueAdmin');
const { loadJobs, LOADED_AT } = loadBackend('queue/__testUtils__/loadJobs');
const { silentLogger } = loadBackend('__testUtils__/changeFixture');

const AT_ONCE = 50;

/** Every other job has its own FIFO group. */
const newJobs = round =>
  range(AT_ONCE).map(nth => ({
    queue: 'q',
    payload: { round },
    group: `group-${nth}`,
    fifo_group: nth % 2 === 0 ? `new-${round}-${nth}` : undefined,
  }));

const limits = { limit: AT_ONCE, perGroup: 8, leaseMs: 30_000 };
const start = { now: LOADED_AT, from: '', running: [], takesOver: true };
const claim = { queue: 'q', ...limits, ...start };

async function turn(knex, round) {
  const inTransaction = (run, jobs) =>
    timed(() => knex.transaction(tx => run(tx, jobs, LOADED_AT)));
  const add = await inTransaction(insertJobs, newJobs(round));
  const options = { ...claim, freeSlots: new Map() };
  const claimed = await timed(() => claimJobs(knex, options));
  const { jobs } = claimed.value;
  if (jobs.length < AT_ONCE) throw new Error('The queue has too few jobs');
  const done = jobs.map(job => ({ job, result: { kind: 'done' } }));
  const complete = await inTransaction(completeJobs, done);
  return { add: add.ms, claim: claimed.ms, complete: complete.ms };
}

export const measure = context =>
  onEachEngine(context, 'empty', measureQueue, { vacuums: true });

async function measureQueue({ knex, analyse, openCopy, sizes, figure }) {
  const other = await openCopy();
  await loadJobs(other.knex, 1_000);
  await other.analyse();
  await loadJobs(knex, sizes.jobs);
  await analyse();
  const run = on => round => turn(on, round);
  const sides = { few: run(other.knex), many: run(knex) };
  const { few, many } = await alternate(sides, sizes.rates, 20);
  await other.stop();
  for (const action of ['add', 'claim', 'complete']) {
    const [fast, slow] = [few, many].map(
      rounds => (1_000 * AT_ONCE) / median(map(rounds, action)),
    );
    const group = 'the queue with very many jobs compared with few: jobs/s';
    const note = `${Math.round(slow)} and ${Math.round(fast)}/s`;
    figure.atLeast([group, action], slow / fast, 0.5, '×', note);
  }
  const clock = { now: () => LOADED_AT };
  const queue = { names: ['q'], wake: () => {} };
  const admin = new QueueAdmin({ knex, logger: silentLogger, clock, queue });
  const health = await times(7, () => admin.readHealth());
  figure.median('health of the queues', health, 500);
}
