import {
  ActivitySummary,
  GroupByDimension,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { divideSql, epochMsSql } from '../../database/dialect';
import { instantOfId } from '../../database/ids';
import {
  dateOfDayNumber,
  instantsOfDays,
  offsetSegments,
} from '../../database/zones';
import { ActivitySelection, whereActivity } from './whereActivity';

const DAY_MS = 86_400_000;

/** One group and how many rows it has. */
export type ActivityGroup = NonNullable<ActivitySummary['rows']>[number];

/** The values of a group's dimensions, as they are compared and paged by. */
export type GroupKey = Array<string | number>;

/** What to group, and which groups to return. */
export interface Grouping {
  dimensions: readonly GroupByDimension[];
  /** The first day of a week, 1 for Monday to 7 for Sunday. */
  weekStart: number;
  /** `key` goes through the groups in a fixed order, `count` biggest first. */
  orderBy: 'key' | 'count';
  /** Begin after this group; only with `orderBy: 'key'`. */
  after?: GroupKey;
  limit?: number;
}

/**
 * Counts the rows of a selection by any dimensions, straight from the log.
 * Days and weeks are those of the selection's zone.
 */
export async function countByDimensions(
  knex: Knex,
  selection: ActivitySelection,
  grouping: Grouping,
): Promise<Array<{ key: GroupKey; group: ActivityGroup }>> {
  const { dimensions, weekStart, orderBy, after, limit } = grouping;
  const day = dimensions.some(name => name === 'date' || name === 'week')
    ? await localDaySql(knex, selection)
    : '0';
  const keys = dimensions.map(name => keySql(name, day, weekStart));
  const query = knex('activity').count({ count: '*' });
  keys.forEach((sql, index) => {
    query.select(knex.raw(`${sql} AS k${index}`)).groupByRaw(sql);
    if (orderBy === 'key') {
      query.orderByRaw(sql);
    }
  });
  if (dimensions.includes('user')) {
    query.max({ user_name: 'activity.user_name' });
  }
  if (orderBy === 'count') {
    query.orderBy('count', 'desc');
    keys.forEach(sql => query.orderByRaw(sql));
  }
  whereActivity(query, selection);
  if (after) {
    query.whereRaw(
      `(${keys.join(', ')}) > (${after.map(() => '?').join(', ')})`,
      after,
    );
  }
  if (limit !== undefined) {
    query.limit(limit);
  }
  const rows: any[] = await query;
  return rows.map(row => {
    const key = keys.map((_, index) => row[`k${index}`]);
    return {
      key: key.map((value, index) =>
        isDay(dimensions[index]) ? Number(value) : value,
      ),
      group: toGroup(dimensions, key, row),
    };
  });
}

function isDay(name: GroupByDimension): boolean {
  return name === 'date' || name === 'week';
}

function keySql(
  name: GroupByDimension,
  day: string,
  weekStart: number,
): string {
  switch (name) {
    case 'user':
      return 'activity.user_id';
    case 'date':
      return day;
    case 'week': {
      // Day 0 was a Thursday: ISO weekday 4.
      const shift = (4 - weekStart + 7) % 7;
      return `(${divideSql(`${day} + ${shift}`, 7)} * 7 - ${shift})`;
    }
    case 'action':
      return 'activity.action';
    default:
      // Empty stands for none: a row without a type has to sort and page too.
      return "coalesce(activity.entity_type, '')";
  }
}

function toGroup(
  dimensions: readonly GroupByDimension[],
  key: any[],
  row: { user_name?: string; count: string | number },
): ActivityGroup {
  const group: ActivityGroup = { count: Number(row.count) };
  dimensions.forEach((name, index) => {
    const value = key[index];
    if (name === 'user') {
      group.user_id = value;
      group.user_name = row.user_name;
    } else if (name === 'entity_type') {
      group.entity_type = value === '' ? null : value;
    } else if (isDay(name)) {
      group[name as 'date' | 'week'] = dateOfDayNumber(Number(value));
    } else {
      group[name] = value;
    }
  });
  return group;
}

/** SQL for the number of a row's local day, counted from 1970-01-01. */
async function localDaySql(
  knex: Knex,
  { filter, zone }: ActivitySelection,
): Promise<string> {
  const oldest = await instantOfEnd(knex, 'asc');
  const newest = await instantOfEnd(knex, 'desc');
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

/** The instant of the oldest or newest row of the whole log. */
async function instantOfEnd(
  knex: Knex,
  direction: 'asc' | 'desc',
): Promise<number> {
  const [row] = await knex('activity')
    .select('id')
    .orderBy('id', direction)
    .limit(1);
  return row ? instantOfId(row.id) : 0;
}
