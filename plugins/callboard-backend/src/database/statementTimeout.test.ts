import { MigratedDatabases } from '../__testUtils__/MigratedDatabases';
import { createSpine, jane, renameNote } from '../__testUtils__/spine';
import {
  applyStatementTimeouts,
  isStatementTimeout,
  withoutStatementTimeout,
  withStatementTimeout,
} from './statementTimeout';

const databases = MigratedDatabases.create(['POSTGRES_18']);

const SHORT_MS = 50;
const SLEEP = 'SELECT pg_sleep(0.5)';

describe('a statement timeout', () => {
  const prepare = async () => {
    const spine = await createSpine(databases, 'POSTGRES_18');
    applyStatementTimeouts(spine.knex);
    return spine;
  };

  it('cancels statements and queries, also in transactions', async () => {
    const { knex } = await prepare();
    for (const work of [
      () => knex.raw(SLEEP),
      () => knex.select(knex.raw('pg_sleep(0.5)')),
      () => knex.transaction(tx => tx.raw(SLEEP)),
    ]) {
      const error = await withStatementTimeout(SHORT_MS, async () =>
        work(),
      ).catch(reason => reason);
      expect(isStatementTimeout(error)).toBe(true);
    }
    // Whoever gets a connection next finds it as usual.
    const { rows } = await knex.raw('SELECT 1 AS one');
    expect(rows).toEqual([{ one: 1 }]);
  });

  it('is nothing to those who did not ask for it', async () => {
    const { knex } = await prepare();
    const [bounded, free, inner] = await Promise.allSettled([
      withStatementTimeout(SHORT_MS, async () => knex.raw(SLEEP)),
      knex.raw(SLEEP),
      withStatementTimeout(SHORT_MS, () =>
        withoutStatementTimeout(async () => knex.raw(SLEEP)),
      ),
    ]);
    expect(bounded.status).toBe('rejected');
    expect([free.status, inner.status]).toEqual(['fulfilled', 'fulfilled']);
  });

  it('leaves changes alone that reading brings with it', async () => {
    const { changes } = await prepare();
    const renamed = withStatementTimeout(SHORT_MS, () =>
      changes.run(jane, async change => {
        await change.tx.raw(SLEEP);
        await renameNote(change, 'a', 'b');
        return 'renamed';
      }),
    );
    expect(await renamed).toBe('renamed');
  });
});
