import { Knex } from 'knex';
import { divideSql, epochMsSql } from '../../database/dialect';
import { instantOfId, NO_ID } from '../../database/ids';
import { instantsOfDays, offsetSegments } from '../../database/zones';
import { endOfLog } from './endOfLog';
import { ActivitySelection } from './selectActivity';

const DAY_MS = 86_400_000;

/** SQL for the number of a row's local day, counted from 1970-01-01. */
export async function localDaySql(
  knex: Knex,
  { filter, zone }: ActivitySelection,
): Promise<string> {
  const oldest = instantOfId((await endOfLog(knex, 'oldest')) ?? NO_ID);
  const newest = instantOfId((await endOfLog(knex, 'newest')) ?? NO_ID);
  const { from = oldest, to = newest } = instantsOfDays(
    filter.start,
    filter.end,
    zone,
  );
  const segments = offsetSegments(
    zone,
    Math.max(from, oldest),
    Math.min(to, newest),
  );
  const ms = epochMsSql(knex, 'activity.created_at');
  const whens = segments
    .slice(1)
    .reverse()
    .map(({ from: start, offset }) => `WHEN ${ms} >= ${start} THEN ${offset}`);
  const first = segments[0].offset;
  const offset =
    whens.length === 0 ? first : `CASE ${whens.join(' ')} ELSE ${first} END`;
  return divideSql(`${ms} + ${offset}`, DAY_MS);
}
