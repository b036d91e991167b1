import { ActivityCountsCheck } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inSnapshot } from '../../../database/inSnapshot';
import { arrivalBinding, FIRST_ARRIVAL } from './arrivals';
import { readMark } from './rollupMark';
import { countsSql, rollups } from './rollups';

/**
 * Counts once more what has been counted. Counts that cannot be trusted, as the
 * database was restored into another server, are all of them different.
 */
export async function checkRollups(
  knex: Knex,
): Promise<ActivityCountsCheck['tables']> {
  return inSnapshot(knex, async snapshot => {
    const mark = (await readMark(snapshot)) ?? FIRST_ARRIVAL;
    const checks: ActivityCountsCheck['tables'] = [];
    for (const rollup of rollups) {
      const { table, key } = rollup;
      const arrived = `arrival >= ${arrivalBinding(
        snapshot,
      )} AND arrival < ${arrivalBinding(snapshot)}`;
      const counted = countsSql(snapshot, rollup, arrived);
      const join = key
        .map(name => `stored.${name} = counted.${name}`)
        .join(' AND ');
      const answer = await snapshot.raw(
        `SELECT count(stored.count) AS counts,
           sum(CASE WHEN stored.count = counted.count THEN 0 ELSE 1 END) AS differences
         FROM ${table} AS stored FULL JOIN (${counted}) AS counted ON ${join}`,
        [FIRST_ARRIVAL, mark],
      );
      const [row] = answer.rows ?? answer;
      checks.push({
        table,
        counts: Number(row.counts),
        differences: Number(row.differences ?? 0),
      });
    }
    return checks;
  });
}
