import { instantOfId } from '../../../database/ids';
import { isId } from '../../../http/cursor';
import { StoredRow } from './rowContent';

/**
 * How much older than what is sealed already a row may be: that long a transaction may
 * take, and so much may the clocks of replicas differ.
 */
const LATE_MS = 60 * 60_000;

/**
 * Leaves out what pretends to be older than what was sealed before it arrived. Callboard
 * marks what it dates to another moment, so that was slipped in by somebody else; as it
 * is not sealed, every check names it. Clocks that are set back must not look like that.
 *
 * @param rows - in the order in which they arrived
 * @param newest_id - the highest id that was sealed of what was not dated
 */
export function withoutLate(
  rows: readonly StoredRow[],
  newest_id: string,
  now: number,
): { taken: StoredRow[]; newest_id: string } {
  let newest = newest_id;
  const taken = rows.filter(({ id, is_dated }) => {
    // SQLite takes any text for an id, Callboard does not.
    if (!isId(id)) {
      return false;
    }
    if (is_dated) {
      return true;
    }
    const present = Math.min(instantOfId(newest), now);
    newest = id > newest ? id : newest;
    return instantOfId(id) >= present - LATE_MS;
  });
  return { taken, newest_id: newest };
}
