import { ActivityCountsCheck } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isBlocking } from '../../../database/dialect';
import { readInSnapshot } from '../../../database/transactions';
import { queryRows } from '../../../database/statements';
import { getArrivalBinding, FIRST_ARRIVAL } from '../../../database/arrivals';
import { newestNamesSql } from './readNewestNames';
import { countMissingTexts } from '../texts/countMissingTexts';
import { TEXTS_TABLE } from '../texts/textTables';
import { Recount } from './Recount';
import { readWatermark } from './rollupMark';
import { countsSql, rollups } from './rollups';

/**
 * Recounts all counted rows. After a restore into another server, all counts are unreliable and
 * reported as different.
 *
 * @throws ConflictError when the counts are rebuilt during the comparison
 */
export async function checkRollups(
  knex: Knex,
): Promise<ActivityCountsCheck['tables']> {
  const counts = await (isBlocking(knex)
    ? Recount.compare(knex)
    : checkInOneSnapshot(knex));
  return [...counts, await checkTexts(knex)];
}

async function checkTexts(
  knex: Knex,
): Promise<ActivityCountsCheck['tables'][number]> {
  const [{ counts }] = await knex(TEXTS_TABLE).count({ counts: '*' });
  return {
    table: TEXTS_TABLE,
    counts: Number(counts),
    differences: await countMissingTexts(knex),
  };
}

async function checkInOneSnapshot(
  knex: Knex,
): Promise<ActivityCountsCheck['tables']> {
  return readInSnapshot(knex, async snapshot => {
    const watermark = (await readWatermark(snapshot)) ?? FIRST_ARRIVAL;
    const bound = getArrivalBinding(snapshot);
    const arrived = `arrival >= ${bound} AND arrival < ${bound}`;
    const tables = [
      ...rollups.map(rollup => ({
        table: rollup.table,
        key: rollup.key,
        value: 'count',
        counted: countsSql(snapshot, rollup, arrived),
      })),
      {
        table: 'activity_people',
        key: ['user_id'],
        value: 'user_name',
        counted: newestNamesSql(arrived),
      },
    ];
    const checks: ActivityCountsCheck['tables'] = [];
    for (const { table, key, value, counted } of tables) {
      const join = key
        .map(name => `stored.${name} = counted.${name}`)
        .join(' AND ');
      const [row] = await queryRows(
        snapshot,
        `SELECT count(stored.${value}) AS counts,
           sum(CASE WHEN stored.${value} = counted.${value} THEN 0 ELSE 1 END) AS differences
         FROM ${table} AS stored FULL JOIN (${counted}) AS counted ON ${join}`,
        [FIRST_ARRIVAL, watermark],
      );
      checks.push({
        table,
        counts: Number(row.counts),
        differences: Number(row.differences ?? 0),
      });
    }
    return checks;
  });
}
