import { Knex } from 'knex';
import { getLowestId } from '../../database/ids';

interface ScanRange {
  /** The id to continue after. */
  after?: string;
  /** Scans only rows before this instant, in milliseconds since 1970. */
  before?: number;
  maxRows: number;
  maxScannedRows: number;
}

/**
 * Scans the log for rows that match a condition, oldest first. No index contains exactly these
 * rows, so the number of scanned rows is limited, in addition to the number of results.
 *
 * @returns `found`: the ids of matching rows; `next`: the id to continue after, undefined if no
 *   rows are left
 */
export async function scanLog(
  knex: Knex,
  condition: Knex.Raw,
  { after, before, maxRows, maxScannedRows }: ScanRange,
): Promise<{ found: string[]; next?: string }> {
  const scanned = knex('activity')
    .select(
      'id',
      knex.raw('(?) AS is_found', [condition]),
      knex.raw('row_number() OVER (ORDER BY id) AS nth'),
    )
    .orderBy('id')
    .limit(maxScannedRows);
  if (after !== undefined) {
    scanned.where('id', '>', after);
  }
  if (before !== undefined) {
    scanned.where('id', '<', getLowestId(before));
  }
  const rows: Array<{ id: string; is_found: unknown; nth: unknown }> =
    await knex
      .select('id', 'is_found', 'nth')
      .from(scanned.as('scanned'))
      .whereRaw('(is_found OR nth = ?)', [maxScannedRows])
      .orderBy('id')
      // One row more than `maxRows`: either the last scanned row, or a sign that more rows match.
      .limit(maxRows + 1);
  const found = rows.filter(({ is_found }) => is_found).map(({ id }) => id);
  const lastScanned = rows.find(({ nth }) => Number(nth) === maxScannedRows);
  return {
    found: found.slice(0, maxRows),
    next: found.length > maxRows ? found[maxRows - 1] : lastScanned?.id,
  };
}
