import { getInstantFromId } from '../../../database/ids';
import { isId } from '../../../http/cursor';
import { StoredRow } from './toRowContent';

/**
 * How much older than the newest sealed row a row may be: allows for long transactions and clock
 * differences between replicas.
 */
const LATE_MS = 60 * 60_000;

/**
 * Skips rows dated before those that were sealed before they arrived. Callboard flags rows that it
 * backdates, so these were inserted by an attacker; they stay unsealed, and every verification
 * reports them. Tolerates clocks that are set back.
 *
 * @param rows - in the order of arrival
 * @param newest_id - the highest sealed id, not counting backdated rows
 */
export function omitLateRows(
  rows: readonly StoredRow[],
  newest_id: string,
  now: number,
): { taken: StoredRow[]; newest_id: string } {
  let newest = newest_id;
  const taken = rows.filter(({ id, is_dated }) => {
    // SQLite accepts any text as an id, Callboard does not.
    if (!isId(id)) {
      return false;
    }
    if (is_dated) {
      return true;
    }
    const present = Math.min(getInstantFromId(newest), now);
    newest = id > newest ? id : newest;
    return getInstantFromId(id) >= present - LATE_MS;
  });
  return { taken, newest_id: newest };
}
