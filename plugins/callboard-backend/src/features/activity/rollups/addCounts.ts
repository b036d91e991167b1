import { Knex } from 'knex';
import { Arrival, getArrivalBinding } from '../../../database/arrivals';
import { noteNames } from './readNewestNames';
import { countsSql, CountTables } from './rollups';

/** Counts the rows that arrived from `from` up to, not including, `to`. */
export async function addCounts(
  tx: Knex,
  { rollups, people }: CountTables,
  from: Arrival,
  to: Arrival,
): Promise<void> {
  const bound = getArrivalBinding(tx);
  const arrived = `arrival >= ${bound} AND arrival < ${bound}`;
  for (const rollup of rollups) {
    const { table, key } = rollup;
    const names = key.join(', ');
    await tx.raw(
      `INSERT INTO ${table} (${names}, count)
       ${countsSql(tx, rollup, arrived)}
       ON CONFLICT (${names})
       DO UPDATE SET count = ${table}.count + excluded.count`,
      [from, to],
    );
  }
  await noteNames(tx, people, arrived, [from, to]);
}
