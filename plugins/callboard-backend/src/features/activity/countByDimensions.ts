import {
  ActivitySummary,
  GroupByDimension,
} from '@callboard/plugin-callboard-common';
import { uniq, sortBy, sortedIndex, sortedLastIndex } from 'lodash';
import { Knex } from 'knex';
import { buildValuesTable } from '../../database/bulk';
import { selectPage } from '../../database/paging';
import { firstDayOfWeekSql } from '../../database/sql/localDaySql';
import { getDateFromDayNumber } from '../../database/zones';
import { iterateInChunks, yieldToEventLoop } from '../../kernel/yielding';
import { GroupKey, getGroupPerson, getPersonSortKey } from './groupKeys';
import { LocalDays } from './LocalDays';
import { LogSnapshot } from './rollups/watermark';
import { readNewestNames } from './rollups/readNewestNames';
import { selectCountableActivity } from './rollups/selectCountableActivity';
import { ActivitySelection } from './selectActivity';

export type ActivityGroup = NonNullable<ActivitySummary['rows']>[number];

/** A result row: the values of the dimensions in `k0`, `k1` …, and the number of rows. */
type GroupRow = Record<string, any> & { count: string | number };

interface Grouping {
  dimensions: readonly GroupByDimension[];
  /** The first day of a week: 1 for Monday, the default, to 7 for Sunday. */
  weekStart?: number;
  /** `key` sorts groups by their values, `count` by their number of rows, the most first. */
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
  await yieldToEventLoop();
  const { dimensions } = grouping;
  const keys = getKeyColumns(dimensions);
  const userIndex = dimensions.indexOf('user');
  const positions =
    userIndex < 0 ? undefined : await computePersonPositions(log, selection);
  const rows: GroupRow[] =
    positions && dimensions.length === 1
      ? positions.listPersonGroups(grouping)
      : await readGroups(log, selection, grouping, positions);
  const names =
    userIndex >= 0
      ? await readNewestNames(log, uniq(rows.map(row => row[keys[userIndex]])))
      : undefined;
  return rows.map(row => {
    const key = keys.map(name => row[name]);
    return {
      key: key.map((value, index) =>
        isDayOrWeek(dimensions[index]) ? Number(value) : value,
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
  const days = dimensions.some(isDayOrWeek)
    ? await LocalDays.read(knex, selection)
    : undefined;
  const keys = getKeyColumns(dimensions);
  const userIndex = dimensions.indexOf('user');
  const groups = knex
    .from(
      queryGroups(log, selection, { dimensions, weekStart, days }).as('groups'),
    )
    .select('groups.*');
  if (positions) {
    groups.join(
      positions.table,
      'positions.person',
      `groups.${keys[userIndex]}`,
    );
  }
  const order = keys.map((key, index) =>
    positions && index === userIndex ? positions.order : `groups.${key}`,
  );
  if (orderBy === 'count') {
    groups.orderBy('count', 'desc');
  }
  return selectPage(groups, order, {
    after: after?.map((value, index) =>
      positions && index === userIndex
        ? positions.getSortPosition(String(value))
        : value,
    ),
    limit,
  });
}

function isDayOrWeek(name: GroupByDimension): boolean {
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
    } else if (isDayOrWeek(name)) {
      group[name as 'date' | 'week'] = getDateFromDayNumber(Number(value));
    } else {
      group[name] = value;
    }
  });
  return group;
}

/**
 * Queries the groups of a selection by any dimensions: the columns `k0`, `k1` … are the group's
 * values, `count` is its number of rows. Days and weeks are numbers. A missing entity type is an
 * empty text.
 *
 * @param options.days - only needed to group by `date` or `week`
 */
export function queryGroups(
  log: LogSnapshot,
  selection: ActivitySelection,
  options: Pick<Grouping, 'dimensions' | 'weekStart'> & { days?: LocalDays },
): Knex.QueryBuilder {
  const { knex } = log;
  const { dimensions, weekStart = 1, days } = options;
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
      // Omits groups whose added and subtracted rows cancel out.
      .havingRaw('sum(times) > 0')
  );
}

function getKeyColumns(dimensions: readonly GroupByDimension[]): string[] {
  return dimensions.map((_, index) => `k${index}`);
}

function keySql(name: GroupByDimension, weekStart: number): string {
  switch (name) {
    case 'user':
      return 'user_id';
    case 'date':
      return 'day';
    case 'week':
      return firstDayOfWeekSql('day', weekStart);
    default:
      return name;
  }
}

/**
 * The number of pseudonyms computed per step: low enough to block the thread only for some
 * milliseconds.
 */
const PEOPLE_PER_STEP = 1_000;

/** The sort order of people for a reader who does not see names. */
interface PersonPositions {
  /** All people of a selection: a table `positions` with each `person` and their `position`. */
  table: Knex.Raw;
  /** SQL for the number that people are sorted by. */
  order: string;
  /** Returns the sort position of a shown text, even if no person has it. */
  getSortPosition(shown: string): number;
  /**
   * Lists the groups by person, which were read to compute the positions.
   *
   * @param page.after - the shown text of a person to continue after
   */
  listPersonGroups(page: {
    orderBy: 'key' | 'count';
    after?: GroupKey;
    limit?: number;
  }): Array<{ k0: string; count: number }>;
}

/**
 * Determines the sort positions of people by their shown texts. The order of user references would
 * reveal who is behind the pseudonyms to a reader who knows all references.
 *
 * @returns undefined for a reader who sees names
 */
export async function computePersonPositions(
  log: LogSnapshot,
  selection: ActivitySelection,
): Promise<PersonPositions | undefined> {
  if (!selection.pseudonymiser) {
    return undefined;
  }
  const groups: Array<{ k0: string; count: string | number }> =
    await queryGroups(log, selection, { dimensions: ['user'] });
  const unsorted: Array<{ person: string; shown: string; count: number }> = [];
  for await (const chunk of iterateInChunks(groups, PEOPLE_PER_STEP)) {
    unsorted.push(
      ...chunk.map(({ k0, count }) => ({
        person: k0,
        shown: getPersonSortKey(selection, k0),
        count: Number(count),
      })),
    );
  }
  const people = sortBy(unsorted, 'shown');
  const shownTexts = people.map(person => person.shown);
  return {
    table: buildValuesTable(log.knex, 'positions', people, ['person']),
    // People have even numbers; a text without a person gets an odd number between them.
    order: '2 * positions.position',
    getSortPosition(shown) {
      const index = sortedIndex(shownTexts, shown);
      return shownTexts[index] === shown ? 2 * index : 2 * index - 1;
    },
    listPersonGroups({ orderBy, after, limit }) {
      const remainingPeople =
        after === undefined
          ? people
          : people.slice(sortedLastIndex(shownTexts, String(after[0])));
      const sortedPeople =
        orderBy === 'count'
          ? sortBy(remainingPeople, row => -row.count)
          : remainingPeople;
      return sortedPeople
        .slice(0, limit)
        .map(({ person, count }) => ({ k0: person, count }));
    },
  };
}
