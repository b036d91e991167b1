import {
  ActivitySummary,
  GroupByDimension,
} from '@callboard/plugin-callboard-common';
import { uniq } from 'lodash';
import { setImmediate } from 'timers/promises';
import { getDateFromDayNumber } from '../../database/zones';
import { GroupKey } from './GroupKey';
import { LocalDays } from './LocalDays';
import { getGroupPerson } from './peopleOfGroups';
import {
  PersonPositions,
  computePersonPositions,
} from './computePersonPositions';
import { getKeyColumns, queryGroups } from './queryGroups';
import { LogSnapshot } from './rollups/inLogSnapshot';
import { readNewestNames } from './rollups/readNewestNames';
import { ActivitySelection } from './selectActivity';

/** A group with its number of rows. */
export type ActivityGroup = NonNullable<ActivitySummary['rows']>[number];

/** A result row: `k0`, `k1` …, and the number of rows. */
type GroupRow = Record<string, any> & { count: string | number };

/** The dimensions to group by, and the groups to return. */
export interface Grouping {
  dimensions: readonly GroupByDimension[];
  /** The first day of a week, 1 for Monday to 7 for Sunday. */
  weekStart: number;
  /** `key` sorts groups in a fixed order, `count` biggest first. */
  orderBy: 'key' | 'count';
  /** The cursor; only with `orderBy: 'key'`. */
  after?: GroupKey;
  limit?: number;
}

/**
 * Counts the rows of a selection by any dimensions. Days and weeks are in the selection's
 * zone.
 */
export async function countByDimensions(
  log: LogSnapshot,
  selection: ActivitySelection,
  grouping: Grouping,
): Promise<Array<{ key: GroupKey; group: ActivityGroup }>> {
  // A report runs many statements, and SQLite blocks the thread during each.
  await setImmediate();
  const { dimensions } = grouping;
  const keys = getKeyColumns(dimensions);
  const user = dimensions.indexOf('user');
  const positions =
    user < 0 ? undefined : await computePersonPositions(log, selection);
  const rows: GroupRow[] =
    positions && dimensions.length === 1
      ? positions.listPersonGroups(grouping)
      : await readGroups(log, selection, grouping, positions);
  const names =
    user >= 0
      ? await readNewestNames(log, uniq(rows.map(row => row[keys[user]])))
      : undefined;
  return rows.map(row => {
    const key = keys.map(name => row[name]);
    return {
      key: key.map((value, index) =>
        isDay(dimensions[index]) ? Number(value) : value,
      ),
      group: toGroup(selection, { dimensions, key, count: row.count }, names),
    };
  });
}

async function readGroups(
  log: LogSnapshot,
  selection: ActivitySelection,
  { dimensions, weekStart, orderBy, after, limit }: Grouping,
  positions: PersonPositions | undefined,
): Promise<GroupRow[]> {
  const { knex } = log;
  const days = dimensions.some(isDay)
    ? await LocalDays.read(knex, selection)
    : undefined;
  const keys = getKeyColumns(dimensions);
  const user = dimensions.indexOf('user');
  const groups = knex
    .from(
      queryGroups(log, selection, { dimensions, weekStart, days }).as('groups'),
    )
    .select('groups.*');
  if (positions) {
    groups.join(positions.table, 'positions.person', `groups.${keys[user]}`);
  }
  const order = keys.map((key, index) =>
    positions && index === user ? positions.order : `groups.${key}`,
  );
  if (after) {
    groups.whereRaw(
      `(${order.join(', ')}) > (${after.map(() => '?').join(', ')})`,
      after.map((value, index) =>
        positions && index === user
          ? positions.getSortPosition(String(value))
          : value,
      ),
    );
  }
  if (orderBy === 'count') {
    groups.orderBy('count', 'desc');
  }
  groups.orderByRaw(order.join(', '));
  if (limit !== undefined) {
    groups.limit(limit);
  }
  return groups;
}

function isDay(name: GroupByDimension): boolean {
  return name === 'date' || name === 'week';
}

function toGroup(
  selection: ActivitySelection,
  {
    dimensions,
    key,
    count,
  }: Pick<Grouping, 'dimensions'> & { key: any[]; count: string | number },
  names?: ReadonlyMap<string, string>,
): ActivityGroup {
  const group: ActivityGroup = { count: Number(count) };
  dimensions.forEach((name, index) => {
    const value = key[index];
    if (name === 'user') {
      Object.assign(group, getGroupPerson(selection, value, names?.get(value)));
    } else if (name === 'entity_type') {
      group.entity_type = value === '' ? null : value;
    } else if (isDay(name)) {
      group[name as 'date' | 'week'] = getDateFromDayNumber(Number(value));
    } else {
      group[name] = value;
    }
  });
  return group;
}
