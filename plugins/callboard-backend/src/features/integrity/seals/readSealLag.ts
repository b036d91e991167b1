import { Knex } from 'knex';
import { Core } from '../../../core/Core';
import { getInstantFromId } from '../../../database/ids';
import { readWithoutSorting } from '../../../database/sql/planner';
import { readChainEnd } from './chain';
import { whereArrived } from './positions';

/** The maximum number of unsealed rows to read, the earliest arrivals first. */
const MAX_ROWS = 1_000;

/**
 * Measures how far sealing lags behind: the age of the oldest unsealed row in milliseconds. Ignores
 * backdated rows, because their age says nothing about the time of their arrival.
 */
export async function readSealLag({ knex, clock }: Core): Promise<number> {
  // An import may add millions of rows, which PostgreSQL would sort.
  const rows = await readWithoutSorting(knex, listUnsealedRows);
  const lags = rows
    .filter(({ is_dated }) => !is_dated)
    .map(({ id }) => clock.now() - getInstantFromId(id))
    // SQLite accepts any text as an id.
    .filter(Number.isFinite);
  return Math.max(0, ...lags);
}

async function listUnsealedRows(
  knex: Knex,
): Promise<Array<{ id: string; is_dated: boolean | number }>> {
  const { position } = await readChainEnd(knex);
  return whereArrived(knex('activity'), { after: position })
    .select('id', 'is_dated')
    .orderBy(['arrival', 'id'])
    .limit(MAX_ROWS);
}
