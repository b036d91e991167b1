import {
  Activity,
  ActivityFacets,
  ActivityPage,
  ActivitySummary,
  DEFAULT_ACTIVITY_LIMIT,
  GroupByDimension,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { sumBy } from 'lodash';
import {
  createTupleGuard,
  decodeCursor,
  encodeCursor,
  isId,
  PageQuery,
  readPage,
} from '../../database/paging';
import { countRows } from '../../database/statements';
import { ActivityGroup, countByDimensions } from './countByDimensions';
import { GroupKey, getGroupCursor } from './groupKeys';
import {
  toActivityResponse,
  ActivityPosition,
  listActivity,
} from './listActivity';
import { resolveTextFilter, searchShownTexts } from './pseudonymisedTexts';
import { readInLogSnapshot, LogSnapshot } from './rollups/watermark';
import { selectCountableActivity } from './rollups/selectCountableActivity';
import { ActivitySelection, selectActivityParts } from './selectActivity';
import { createPartSearches } from './texts/PartSearch';

/**
 * The maximum count of rows that match a search text. Counting them is slow, because the tables of
 * counts do not cover texts.
 */
const MAX_COUNTED_WITH_TEXT = 10_000;

async function countActivity(
  knex: Knex,
  selection: ActivitySelection,
): Promise<Pick<ActivityPage, 'total' | 'total_at_least'>> {
  if (selection.filter.q !== undefined) {
    if (selection.pseudonymiser) {
      return countRowsWithShownText(knex, selection);
    }
    const count = await readInLogSnapshot(knex, log =>
      countRowsWithText(log, selection),
    );
    return count > MAX_COUNTED_WITH_TEXT
      ? { total: MAX_COUNTED_WITH_TEXT, total_at_least: true }
      : { total: count };
  }
  return readInLogSnapshot(knex, async log => {
    const countable = selectCountableActivity(log, selection, []);
    const [row] = await log.knex
      .from(countable.as('countable'))
      .sum({ count: 'times' });
    return { total: Number(row.count ?? 0) };
  });
}

/** Counts the rows whose text matches in the form that the reader sees. */
async function countRowsWithShownText(
  knex: Knex,
  selection: ActivitySelection,
): Promise<Pick<ActivityPage, 'total' | 'total_at_least'>> {
  const shown = await searchShownTexts(
    knex,
    selection,
    { maxMatches: MAX_COUNTED_WITH_TEXT },
    ({ id }) => [id],
  );
  return {
    total: shown.matches.length,
    ...(shown.beforeId === undefined ? {} : { total_at_least: true }),
  };
}

/** Counts the rows that match the search text, up to one row above the limit. */
async function countRowsWithText(
  log: LogSnapshot,
  selection: ActivitySelection,
): Promise<number> {
  const searches = await createPartSearches(log, selection);
  if (!searches) {
    return countInLog(log.knex, selection);
  }
  let count = 0;
  for (const search of searches) {
    count += await search.count(MAX_COUNTED_WITH_TEXT + 1 - count);
    if (count > MAX_COUNTED_WITH_TEXT) {
      break;
    }
  }
  return count;
}

async function countInLog(
  knex: Knex,
  selection: ActivitySelection,
): Promise<number> {
  const parts = selectActivityParts(knex, selection).map(({ query }) =>
    query.select('activity.id'),
  );
  const limitedRows = knex
    .from(knex.unionAll(parts).as('found'))
    .select('id')
    .limit(MAX_COUNTED_WITH_TEXT + 1);
  return countRows(knex.from(limitedRows.as('counted')));
}

export interface ActivityPaging {
  page?: number;
  limit?: number;
  page_size?: number;
  cursor?: string;
  total: boolean;
}

export interface SummaryGrouping extends PageQuery {
  group_by?: GroupByDimension[];
  /** The first day of a week, 1 for Monday to 7 for Sunday. */
  weekStart: number;
}

export class ActivityReader {
  constructor(private readonly knex: Knex) {}

  /** Lists a page, newest first. */
  async list(
    selection: ActivitySelection,
    paging: ActivityPaging,
  ): Promise<ActivityPage> {
    const limit = paging.limit ?? paging.page_size ?? DEFAULT_ACTIVITY_LIMIT;
    const page = paging.cursor ? null : paging.page ?? 1;
    const { rows, beforeId } = await this.listMatchingRows(selection, {
      // One more row shows whether a next page exists.
      limit: limit + 1,
      beforeId: paging.cursor ? decodeCursor(paging.cursor, isId) : undefined,
      offset: page ? (page - 1) * limit : undefined,
    });
    const activities = rows.slice(0, limit);
    const lastId =
      rows.length > limit ? activities[activities.length - 1].id : beforeId;
    return {
      success: true,
      activities,
      ...(paging.total ? await countActivity(this.knex, selection) : {}),
      page,
      limit,
      next_cursor: lastId === undefined ? null : encodeCursor(lastId),
    };
  }

  /**
   * Lists rows. If names are hidden, looks for the search text in the texts that the reader sees.
   * This scans a limited number of rows, so rows older than the returned `beforeId` may match, too.
   */
  private async listMatchingRows(
    selection: ActivitySelection,
    position: ActivityPosition,
  ): Promise<{ rows: Activity[]; beforeId?: string }> {
    const { knex } = this;
    if (!selection.pseudonymiser || selection.filter.q === undefined) {
      return { rows: await listActivity(knex, selection, position) };
    }
    const { limit, offset = 0, beforeId } = position;
    const shown = await searchShownTexts(
      knex,
      selection,
      { maxMatches: offset + limit, beforeId },
      (row, nth) => (nth < offset ? [] : [toActivityResponse(row, selection)]),
    );
    return { rows: shown.matches, beforeId: shown.beforeId };
  }

  /** Counts by each of person, action, entity type and day, and by all of `group_by` together. */
  async summarize(
    requested: ActivitySelection,
    grouping: SummaryGrouping,
  ): Promise<ActivitySummary> {
    const selection = await resolveTextFilter(this.knex, requested);
    return readInLogSnapshot(this.knex, async log => {
      const joint = await readJointGroups(log, selection, grouping);
      const readGroups = (dimension: GroupByDimension) =>
        readDimensionGroups(log, selection, dimension);
      const by_action = await readGroups('action');
      return {
        success: true,
        total: sumBy(by_action, 'count'),
        by_user: await readGroups('user'),
        by_action,
        by_entity_type: await readGroups('entity_type'),
        by_day: await readGroups('date'),
        ...joint,
      } as ActivitySummary;
    });
  }

  /** Lists the people, actions and entity types that occur. */
  async readFacets(requested: ActivitySelection): Promise<ActivityFacets> {
    const selection = await resolveTextFilter(this.knex, requested);
    return readInLogSnapshot(this.knex, async log => {
      const types = await readDimensionGroups(log, selection, 'entity_type');
      return {
        success: true,
        users: await readDimensionGroups(log, selection, 'user'),
        actions: await readDimensionGroups(log, selection, 'action'),
        entity_types: types.filter(group => group.entity_type !== null),
      } as ActivityFacets;
    });
  }
}

/** Reads the groups of one dimension: days by date, other groups with the most rows first. */
async function readDimensionGroups(
  log: LogSnapshot,
  selection: ActivitySelection,
  dimension: GroupByDimension,
): Promise<ActivityGroup[]> {
  const counted = await countByDimensions(log, selection, {
    dimensions: [dimension],
    orderBy: dimension === 'date' ? 'key' : 'count',
  });
  return counted.map(({ group }) => group);
}

async function readJointGroups(
  log: LogSnapshot,
  selection: ActivitySelection,
  { group_by: dimensions, weekStart, ...query }: SummaryGrouping,
) {
  if (!dimensions) {
    return {};
  }
  const page = await readPage(query, createGroupKeyGuard(dimensions), {
    list: (after, limit) =>
      countByDimensions(log, selection, {
        dimensions,
        weekStart,
        orderBy: 'key',
        after,
        limit,
      }),
    getPosition: ({ key }) => getGroupCursor(selection, dimensions, key),
  });
  return {
    rows: page.items.map(({ group }) => group),
    next_cursor: page.next_cursor,
  };
}

function createGroupKeyGuard(dimensions: GroupByDimension[]) {
  return createTupleGuard<GroupKey>(
    ...dimensions.map(name =>
      name === 'date' || name === 'week' ? 'integer' : 'text',
    ),
  );
}
