import { ActivityPage } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { findIdsByShownText } from './pseudonymisedTexts';
import { selectCountableActivity } from './rollups/selectCountableActivity';
import { inLogSnapshot, LogSnapshot } from './rollups/inLogSnapshot';
import { ActivitySelection, selectActivityParts } from './selectActivity';
import { createPartSearches } from './texts/createPartSearches';

/** The most rows with a text that are counted: no index has their number. */
const MAX_WITH_TEXT = 10_000;

/** Counts the rows of a selection. */
export async function countActivity(
  knex: Knex,
  selection: ActivitySelection,
): Promise<Pick<ActivityPage, 'total' | 'total_at_least'>> {
  if (selection.filter.q !== undefined && selection.pseudonymiser) {
    return countSeenTexts(knex, selection);
  }
  if (selection.filter.q !== undefined) {
    const found = await inLogSnapshot(knex, log => countTexts(log, selection));
    return found > MAX_WITH_TEXT
      ? { total: MAX_WITH_TEXT, total_at_least: true }
      : { total: found };
  }
  return inLogSnapshot(knex, async log => {
    const countable = selectCountableActivity(log, selection, []);
    const [row] = await log.knex
      .from(countable.as('countable'))
      .sum({ count: 'times' });
    return { total: Number(row.count ?? 0) };
  });
}

/** Counts matches of the texts that the reader sees. */
async function countSeenTexts(
  knex: Knex,
  selection: ActivitySelection,
): Promise<Pick<ActivityPage, 'total' | 'total_at_least'>> {
  const seen = await findIdsByShownText(knex, selection, {
    maxRows: MAX_WITH_TEXT,
  });
  return {
    total: seen.found.length,
    ...(seen.beforeId === undefined ? {} : { total_at_least: true }),
  };
}

/** Counts up to one row above the limit. */
async function countTexts(
  log: LogSnapshot,
  selection: ActivitySelection,
): Promise<number> {
  const searches = await createPartSearches(log, selection);
  if (!searches) {
    return countInLog(log.knex, selection);
  }
  let found = 0;
  for (const search of searches) {
    found += await search.count(MAX_WITH_TEXT + 1 - found);
    if (found > MAX_WITH_TEXT) {
      break;
    }
  }
  return found;
}

async function countInLog(
  knex: Knex,
  selection: ActivitySelection,
): Promise<number> {
  const parts = selectActivityParts(knex, selection).map(({ query }) =>
    query.select('activity.id'),
  );
  const found = knex
    .from(knex.unionAll(parts).as('found'))
    .select('id')
    .limit(MAX_WITH_TEXT + 1);
  const [row] = await knex.from(found.as('counted')).count({ count: '*' });
  return Number(row.count);
}
