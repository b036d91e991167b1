import { Knex } from 'knex';
import { Clock } from '../../../clock';
import { isPostgres } from '../../../database/dialect';
import { instantOfId } from '../../../database/ids';
import { readChainEnd } from './chain';
import { whereArrived } from './positions';

/** So many of the rows that wait longest are looked at: an import may bring millions. */
const MOST_ROWS = 1_000;

/** How far sealing is behind. */
export class SealLag {
  constructor(private readonly deps: { knex: Knex; clock: Clock }) {}

  /**
   * For how long the oldest row waits to be sealed, in milliseconds. What is dated to
   * another moment does not say since when it waits.
   */
  async read(): Promise<number> {
    const { knex, clock } = this.deps;
    if (!isPostgres(knex)) {
      return lagOf(await readWaiting(knex), clock.now());
    }
    return knex.transaction(async tx => {
      // It would sort all that an import has brought.
      await tx.raw('SET LOCAL enable_sort = off');
      return lagOf(await readWaiting(tx), clock.now());
    });
  }
}

async function readWaiting(knex: Knex): Promise<WaitingRow[]> {
  const { position } = await readChainEnd(knex);
  return whereArrived(knex('activity'), { after: position })
    .select('id', 'is_dated')
    .orderBy(['arrival', 'id'])
    .limit(MOST_ROWS);
}

interface WaitingRow {
  id: string;
  is_dated: boolean | number;
}

function lagOf(rows: readonly WaitingRow[], now: number): number {
  const lags = rows
    .filter(({ is_dated }) => !is_dated)
    .map(({ id }) => now - instantOfId(id))
    // SQLite takes any text for an id.
    .filter(Number.isFinite);
  return Math.max(0, ...lags);
}
