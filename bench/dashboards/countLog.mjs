import { strictEqual } from 'node:assert';
import { loadBackend } from '../lib/backend.mjs';
import { withoutIndexes } from '../lib/withoutIndexes.mjs';

const { foldNewRows } = loadBackend('features/activity/rollups/foldNewRows');
const { arrivalBinding, settledArrival } = loadBackend('changes/log/arrivals');
const { noteNames } = loadBackend('features/activity/rollups/newestNames');
const { countsSql, rollups, logCounts } = loadBackend(
  'features/activity/rollups/rollups',
);
const { moveMark, takeMark } = loadBackend(
  'features/activity/rollups/rollupMark',
);

const LANES = 2;

/**
 * Counts a log that nothing was counted of, in a PostgreSQL: with the statements of
 * the server, but each table at once, and its keys and indexes made when it is full.
 */
export async function countLog(knex) {
  await knex.transaction(async tx => {
    const from = await takeMark(tx);
    const to = await settledArrival(tx);
    // The largest come first, so that no lane ends long after the other.
    const waiting = [...rollups].sort(
      (one, other) => other.key.length - one.key.length,
    );
    const lane = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        await fillCounts(knex, next, [from, to]);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    const bound = arrivalBinding(tx);
    const arrived = `arrival >= ${bound} AND arrival < ${bound}`;
    await noteNames(tx, logCounts.people, arrived, [from, to]);
    await moveMark(tx, to);
  });
  // What had arrived, but was not settled yet.
  while (await foldNewRows(knex));
  await requireCounted(knex);
}

async function fillCounts(knex, rollup, span) {
  const { table, key } = rollup;
  const bound = arrivalBinding(knex);
  const arrived = `arrival >= ${bound} AND arrival < ${bound}`;
  await withoutIndexes(knex, [table], async () => {
    await knex.raw(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_pkey`);
    await knex.raw(
      `INSERT INTO ${table} (${key.join(', ')}, count)
       ${countsSql(knex, rollup, arrived)}`,
      span,
    );
    await knex.raw(`ALTER TABLE ${table} ADD PRIMARY KEY (${key.join(', ')})`);
  });
}

/** Each row of the log is in the counts, once. */
async function requireCounted(knex) {
  const [{ rows }] = await knex('activity')
    .where('is_detail', false)
    .count({ rows: '*' });
  const [{ counted }] = await knex('activity_days')
    .where('breakdown', 0)
    .sum({ counted: 'count' });
  strictEqual(Number(counted), Number(rows));
}
