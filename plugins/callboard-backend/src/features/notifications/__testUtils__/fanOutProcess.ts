/**
 * A separate process that fans out a notification event and hangs in its fourth batch of
 * recipients, which is written but not committed, so that a test can kill it there.
 *
 * Reads knex's configuration as JSON from its first argument; prints `hanging` once it hangs.
 */
import createKnex from 'knex';
import { silentLogger } from '../../../__testUtils__/changeFixture';
import { LiveSignals } from '../../../core/live/LiveSignals';
import { Queue } from '../../../queue/Queue';
import { registerFanOutWorker } from '../addNotifications';
import { FanOutFixture } from './FanOutFixture';

const COMMITTED_BATCHES = 3;

async function main() {
  const knex = createKnex(JSON.parse(process.argv[2]));
  const { fanOut } = FanOutFixture.attach(knex, { batchSize: 1_000 });
  let batches = 0;
  fanOut.onRecipients(async () => {
    batches += 1;
    if (batches > COMMITTED_BATCHES) {
      process.stdout.write('hanging\n');
      await new Promise(() => setInterval(() => {}, 1_000));
    }
  });
  const queue = new Queue({
    knex,
    clock: { now: () => Date.now() },
    logger: silentLogger,
  });
  const signals = { raiseNotifications: () => {} } as Pick<
    LiveSignals,
    'raiseNotifications'
  > as LiveSignals;
  registerFanOutWorker(queue, { fanOut, signals });
  queue.start();
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
