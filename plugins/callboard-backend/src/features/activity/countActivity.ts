import { ActivityPage } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { countableActivity } from './rollups/countableActivity';
import { inLogSnapshot } from './rollups/inLogSnapshot';
import { ActivitySelection, selectActivityParts } from './selectActivity';

/** How many rows with a text are counted: no index has their number. */
const MOST_WITH_TEXT = 10_000;

/** How many rows a selection has. */
export async function countActivity(
  knex: Knex,
  selection: ActivitySelection,
): Promise<Pick<ActivityPage, 'total' | 'total_at_least'>> {
  if (selection.filter.q !== undefined) {
    const found = await countTexts(knex, selection);
    return found > MOST_WITH_TEXT
      ? { total: MOST_WITH_TEXT, total_at_least: true }
      : { total: found };
  }
  return inLogSnapshot(knex, async log => {
    const countable = countableActivity(log, selection, []);
    const [row] = await log.knex
      .from(countable.as('countable'))
      .sum({ count: 'times' });
    return { total: Number(row.count ?? 0) };
  });
}

/** Counts until there is one too many. */
async function countTexts(
  knex: Knex,
  selection: ActivitySelection,
): Promise<number> {
  const parts = selectActivityParts(knex, selection).map(part =>
    part.select('activity.id'),
  );
  const found = knex
    .from(knex.unionAll(parts).as('found'))
    .select('id')
    .limit(MOST_WITH_TEXT + 1);
  const [row] = await knex.from(found.as('counted')).count({ count: '*' });
  return Number(row.count);
}
