import { GroupByDimension } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { weekNumberSql } from '../../database/localDaySql';
import { LocalDays } from './LocalDays';
import { selectCountableActivity } from './rollups/selectCountableActivity';
import { LogSnapshot } from './rollups/inLogSnapshot';
import { ActivitySelection } from './selectActivity';

/** The columns of a group's dimensions. */
export function getKeyColumns(
  dimensions: readonly GroupByDimension[],
): string[] {
  return dimensions.map((_, index) => `k${index}`);
}

/**
 * Queries the groups of a selection by any dimensions, `k0`, `k1` …, and the number of rows in
 * each, `count`. Days and weeks are numbers; a missing entity type is empty.
 *
 * @param options.days - only needed for dimensions of time
 */
export function queryGroups(
  log: LogSnapshot,
  selection: ActivitySelection,
  options: {
    dimensions: readonly GroupByDimension[];
    weekStart: number;
    days?: LocalDays;
  },
): Knex.QueryBuilder {
  const { knex } = log;
  const { dimensions, weekStart, days } = options;
  const keys = getKeyColumns(dimensions);
  const keyed = knex
    .from(
      selectCountableActivity(log, selection, dimensions, days).as('countable'),
    )
    .select(
      'times',
      ...dimensions.map((name, index) =>
        knex.raw(`${keySql(name, weekStart)} AS ${keys[index]}`),
      ),
    );
  return (
    knex
      .from(keyed.as('keyed'))
      .select(keys)
      .sum({ count: 'times' })
      .groupBy(keys)
      // Drops groups whose counts cancel out.
      .havingRaw('sum(times) > 0')
  );
}

function keySql(name: GroupByDimension, weekStart: number): string {
  switch (name) {
    case 'user':
      return 'user_id';
    case 'date':
      return 'day';
    case 'week':
      return weekNumberSql('day', weekStart);
    default:
      return name;
  }
}
