import { Knex } from 'knex';
import { countYields } from './__testUtils__/countYields';
import { CriticalWatch } from './features/critical/watching/CriticalWatch';
import { MailStore } from './features/mail/MailStore';
import { Cancellation } from './features/webhooks/deliveries/Cancellation';

const BATCHES = 5;
const ROWS = 1_000;
const clock = { now: () => 0 };

/** Returns true for all batches but the last. */
function createBatches(): () => boolean {
  let count = 0;
  return () => {
    count += 1;
    return count < BATCHES;
  };
}

/** A database that resolves every statement at once, as SQLite does. */
function createKnex(): Knex {
  const hasMore = createBatches();
  const builder: object = new Proxy(
    {},
    {
      get: (_, name) => {
        if (name === 'then') return undefined;
        return name === 'delete'
          ? async () => (hasMore() ? ROWS : 0)
          : () => builder;
      },
    },
  );
  const knex = () => builder;
  knex.transaction = async (run: (tx: unknown) => unknown) => run(knex);
  return knex as unknown as Knex;
}

describe('long loops of statements', () => {
  it.each<[string, () => Promise<void>]>([
    [
      'cancels the deliveries of a webhook',
      () => {
        const hasMore = createBatches();
        const deps = {
          knex: createKnex(),
          webhooks: { lock: async () => undefined },
          deliveries: { failPendingBatch: async () => hasMore() },
        };
        return new Cancellation(deps as any).finish('id');
      },
    ],
    [
      'deletes old emails',
      () => new MailStore({ knex: createKnex(), clock }).prune(0),
    ],
    [
      'deletes expired critical events',
      () =>
        new CriticalWatch({ knex: createKnex(), clock } as any).deleteExpired(
          new AbortController().signal,
        ),
    ],
  ])('%s and yields to the event loop after each step', async (_, loop) => {
    expect(await countYields(loop)).toBeGreaterThanOrEqual(BATCHES - 1);
  });
});
