/**
 * A separate process that fans out a notification event and hangs in its fourth batch of recipients,
 * which is written but not committed, so that a test can kill it there.
 *
 * Reads knex's configuration as JSON from its first argument; prints `hanging` once it hangs.
 */
import createKnex from 'knex';
import { silent } from '../../../__testUtils__/changeFixture';
import { LiveSignals } from '../../../live/LiveSignals';
import { Queue } from '../../../queue/Queue';
import { workOnFanOut } from '../fanOutQueue';
import { FanOutBench } from './FanOutBench';

const ROUNDS = 3;

async function main() {
  const knex = createKnex(JSON.parse(process.argv[2]));
  const { fanOut } = FanOutBench.attach(knex, { peopleAtOnce: 1_000 });
  let rounds = 0;
  fanOut.onRecipients(async () => {
    rounds += 1;
    if (rounds > ROUNDS) {
      process.stdout.write('hanging\n');
      await new Promise(() => setInterval(() => {}, 1_000));
    }
  });
  const queue = new Queue({
    knex,
    clock: { now: () => Date.now() },
    logger: silent,
  });
  const signals = { raiseNotifications: () => {} } as Pick<
    LiveSignals,
    'raiseNotifications'
  > as LiveSignals;
  workOnFanOut(queue, { fanOut, signals });
  queue.start();
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
