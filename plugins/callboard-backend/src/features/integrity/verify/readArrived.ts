import { Knex } from 'knex';
import { uniqBy } from 'lodash';
import { isOneOf } from '../../../database/bulk';
import { Position, whereArrived } from '../seals/positions';
import { rowBytesSql } from '../seals/rowBytesSql';
import { selectSealed, StoredRow } from '../seals/rowContent';
import { ROWS_PER_SEAL } from '../seals/sealRows';
import { SealedRow } from './sealedRows';

/** A row of the log, and about how large it is. */
export type ArrivedRow = StoredRow & { bytes: number | string };

/** More than a seal can have, by so many that those that do not belong are few. */
const MOST_ROWS = 2 * ROWS_PER_SEAL;

/**
 * Reads the rows of the log that arrived after one row, up to another: those that were
 * sealed, and of others at least the first.
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
      // By their ids, PostgreSQL would walk through all rows before them.
      .orderBy(['arrival', 'id'])
      .limit(MOST_ROWS);
  const rows: ArrivedRow[] = await select();
  if (rows.length < MOST_ROWS) {
    return byId(rows);
  }
  // Whoever slips in thousands must not hide those that belong here.
  const ids = sealed.map(({ id }) => id);
  const known: ArrivedRow[] = await select().whereRaw(
    ...isOneOf(snapshot, 'id', ids),
  );
  return byId(uniqBy([...rows, ...known], 'id'));
}

function byId(rows: ArrivedRow[]): ArrivedRow[] {
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}
