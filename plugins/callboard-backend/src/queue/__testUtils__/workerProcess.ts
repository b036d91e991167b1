/**
 * A separate process that hangs in the middle of a job of each kind, so that a test can kill it
 * there.
 *
 * Reads knex's configuration as JSON from its first argument; prints `running` once both jobs hang.
 */
import createKnex from 'knex';
import { z } from 'zod';
import { silentLogger } from '../../__testUtils__/changeFixture';
import { Queue } from '../Queue';

/** Short, so that a test does not wait long. */
const LEASE_MS = 1_000;

const knex = createKnex(JSON.parse(process.argv[2]));
const queue = new Queue({
  knex,
  clock: { now: () => Date.now() },
  logger: silentLogger,
});
const common = { payload: z.unknown(), concurrency: 1, leaseMs: LEASE_MS };
let running = 0;

async function hang() {
  running += 1;
  if (running === 2) {
    process.stdout.write('running\n');
  }
  await new Promise(() => setInterval(() => {}, 1_000));
}

queue.registerWorker('outside', { ...common, kind: 'external', run: hang });
queue.registerWorker('inside', {
  ...common,
  kind: 'transactional',
  async run(_, { tx }) {
    await tx('test_tally').insert({ name: 'inside' });
    await hang();
  },
});
queue.start();
