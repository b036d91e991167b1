import { Knex } from 'knex';
import {
  Arrival,
  arrivalBinding,
  isAfter,
  nextArrival,
  settledArrival,
} from './arrivals';
import { noteNames } from './newestNames';
import { moveMark, takeMark } from './rollupMark';
import { countsSql, rollups } from './rollups';
import { resetRollups } from './resetRollups';

/** How many rows are counted in one transaction: a second or so of work. */
const ROWS_AT_ONCE = 50_000;

/**
 * Counts rows of the log that arrived since the last time, in one transaction.
 *
 * @returns whether there may be more; false also when another replica is at it
 */
export async function foldNewRows(
  knex: Knex,
  rowsAtOnce = ROWS_AT_ONCE,
): Promise<boolean> {
  return knex.transaction(async tx => {
    const mark = await takeMark(tx);
    if (mark === undefined) {
      return false;
    }
    const settled = await settledArrival(tx);
    if (isAfter(mark, settled)) {
      await resetRollups(tx);
      return true;
    }
    const end = await endOfBatch(tx, mark, settled, rowsAtOnce);
    if (end === undefined) {
      return false;
    }
    const bound = arrivalBinding(tx);
    const arrived = `arrival >= ${bound} AND arrival < ${bound}`;
    for (const rollup of rollups) {
      const { table, key } = rollup;
      const names = key.join(', ');
      await tx.raw(
        `INSERT INTO ${table} (${names}, count)
         ${countsSql(tx, rollup, arrived)}
         ON CONFLICT (${names})
         DO UPDATE SET count = ${table}.count + excluded.count`,
        [mark, end],
      );
    }
    await noteNames(tx, arrived, [mark, end]);
    await moveMark(tx, end);
    return true;
  });
}

/** Where a batch ends that begins at the mark; undefined when it is empty. */
async function endOfBatch(
  tx: Knex,
  mark: Arrival,
  settled: Arrival,
  rowsAtOnce: number,
): Promise<Arrival | undefined> {
  const bound = arrivalBinding(tx);
  const arrivals = tx('activity')
    .select('arrival')
    .whereRaw(`arrival >= ${bound} AND arrival < ${bound}`, [mark, settled])
    .orderBy('arrival')
    .limit(1);
  const [first] = await arrivals.clone();
  if (!first) {
    return undefined;
  }
  const [beyond] = await arrivals.clone().offset(rowsAtOnce);
  if (!beyond) {
    return settled;
  }
  // What one transaction added is counted together, however much it is.
  return isAfter(beyond.arrival, first.arrival)
    ? String(beyond.arrival)
    : nextArrival(first.arrival);
}
