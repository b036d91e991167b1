import { Knex } from 'knex';
import { uniqBy } from 'lodash';
import { inListSql } from '../../../database/bulk';
import { Position, whereArrived } from '../seals/positions';
import { rowBytesSql } from '../seals/rowBytesSql';
import { selectSealed, StoredRow } from '../seals/toRowContent';
import { ROWS_PER_SEAL } from '../seals/sealRows';
import { SealedRow } from './sealedRows';

/** A row of the log with its approximate size. */
export type ArrivedRow = StoredRow & { bytes: number | string };

/** More than a seal can have; the rest are a few foreign rows. */
const MAX_ROWS = 2 * ROWS_PER_SEAL;

/**
 * Reads the rows of the log that arrived after one row, up to another: all sealed ones, and at
 * least the first of the others.
 *
 * @returns them in the order of their ids
 */
export async function readArrived(
  snapshot: Knex,
  range: { after: Position; upTo: Position },
  sealed: readonly SealedRow[] = [],
): Promise<ArrivedRow[]> {
  const select = () =>
    whereArrived(selectSealed(snapshot), range)
      .select(snapshot.raw(`${rowBytesSql} AS bytes`))
      // Ordered by id, PostgreSQL would scan all earlier rows.
      .orderBy(['arrival', 'id'])
      .limit(MAX_ROWS);
  const rows: ArrivedRow[] = await select();
  if (rows.length < MAX_ROWS) {
    return sortById(rows);
  }
  // Thousands of inserted rows must not hide the sealed ones.
  const ids = sealed.map(({ id }) => id);
  const known: ArrivedRow[] = await select().whereRaw(
    ...inListSql(snapshot, 'id', ids),
  );
  return sortById(uniqBy([...rows, ...known], 'id'));
}

function sortById(rows: ArrivedRow[]): ArrivedRow[] {
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}
