/**
 * A separate process that makes changes and then hangs while it dispatches them, so that a test can
 * kill it between commit and dispatch.
 *
 * Reads knex's configuration as JSON from its first argument; prints `dispatching` once it hangs.
 */
import createKnex from 'knex';
import { Changes } from '../changes/Changes';
import { Relay } from '../changes/relay/Relay';
import { ActivityLog } from '../changes/ActivityLog';
import { jane, ledger, renameNote, silentLogger } from './changeFixture';

async function main() {
  const knex = createKnex(JSON.parse(process.argv[2]));
  const clock = { now: () => Date.now() };
  const changes = new Changes({
    knex,
    clock,
    log: new ActivityLog(),
    onCommit: () => {},
  });
  for (let index = 0; index < 10; index += 1) {
    await changes.run(jane, change =>
      renameNote(change, `n${index}`, `n${index + 1}`),
    );
  }
  const relay = new Relay({
    knex,
    clock,
    logger: silentLogger,
    subscribers: {
      transactional: [ledger],
      external: [
        {
          name: 'listener',
          async handle() {
            process.stdout.write('dispatching\n');
            await new Promise(() => setInterval(() => {}, 1_000));
          },
        },
      ],
    },
  });
  await relay.drain();
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
