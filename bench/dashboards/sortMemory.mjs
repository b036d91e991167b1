import { requireOfBackend } from '../lib/backend.mjs';
import { line, percentile, timesInTurns } from '../lib/measure.mjs';
import { progress } from '../lib/progress.mjs';
import { numbersOf } from './axes.mjs';
import { quarter } from './data.mjs';
import { askers } from './questions.mjs';

const Knex = requireOfBackend('knex');
const { sortBy } = requireOfBackend('lodash');

const SIZES = ['4MB', '32MB'];
const SLOWEST = 10;
const TURNS = 5;
const WARMING = 2;
const ADMIN = 'an admin';

/**
 * What an admin's slowest questions of a quarter take when sorts have more memory, in
 * turns.
 *
 * @param rows - what was found of all questions
 */
export async function* sortMemoryCases({ connectionString }, rows) {
  progress('memory for sorting');
  const slowest = sortBy(
    rows.filter(({ sight, days }) => sight === ADMIN && days === 'a quarter'),
    'median',
  )
    .slice(-SLOWEST)
    .reverse();
  const pools = SIZES.map(size =>
    Knex({
      client: 'pg',
      connection: { connectionString, options: `-c work_mem=${size}` },
    }),
  );
  try {
    for (const { name, widget } of slowest) {
      yield lineOf(name, await timesOf(pools, widget));
    }
  } finally {
    await Promise.all(pools.map(pool => pool.destroy()));
  }
}

async function timesOf(pools, widget) {
  const runs = pools.map((pool, nth) => [
    SIZES[nth],
    () =>
      numbersOf(pool).answer(askers[ADMIN], widget, { date_range: quarter }),
  ]);
  return timesInTurns(Object.fromEntries(runs), TURNS, WARMING);
}

function lineOf(name, found) {
  const [usual, more] = SIZES.map(size => percentile(found[size], 0.5));
  return line(
    `${name}, as ${ADMIN}, with work_mem ${SIZES[1]}: the median`,
    more,
    undefined,
    `${usual.toFixed(0)} ms with ${SIZES[0]}: ${(usual / more).toFixed(
      2,
    )} times as fast`,
  );
}
