import { Knex } from 'knex';
import { Clock } from '../../../kernel/clock';
import { getInstantFromId } from '../../../database/ids';
import { readWithoutSorting } from '../../../database/sql/planner';
import { readChainEnd } from './chain';
import { whereArrived } from './positions';

/** The maximum number of unsealed rows to read, in the order of arrival. An import adds millions. */
const MAX_ROWS = 1_000;

/** Measures how far sealing lags behind. */
export class SealLag {
  constructor(private readonly deps: { knex: Knex; clock: Clock }) {}

  /**
   * Returns the age of the oldest unsealed row in milliseconds. Ignores backdated rows, because
   * their age says nothing about the time of their arrival.
   */
  async read(): Promise<number> {
    const { knex, clock } = this.deps;
    // An import may add millions of rows, which PostgreSQL would sort.
    return readWithoutSorting(knex, async reader =>
      computeLag(await listUnsealedRows(reader), clock.now()),
    );
  }
}

async function listUnsealedRows(knex: Knex): Promise<UnsealedRow[]> {
  const { position } = await readChainEnd(knex);
  return whereArrived(knex('activity'), { after: position })
    .select('id', 'is_dated')
    .orderBy(['arrival', 'id'])
    .limit(MAX_ROWS);
}

interface UnsealedRow {
  id: string;
  is_dated: boolean | number;
}

function computeLag(rows: readonly UnsealedRow[], now: number): number {
  const lags = rows
    .filter(({ is_dated }) => !is_dated)
    .map(({ id }) => now - getInstantFromId(id))
    // SQLite accepts any text as an id.
    .filter(Number.isFinite);
  return Math.max(0, ...lags);
}
