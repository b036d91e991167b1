import { GroupByDimension } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { InstantRange, toInstantRange } from '../../../database/zones';
import {
  whereSharedWith,
  whereAddressedTo,
} from '../../../access/visibility/whereVisible';
import { LocalDays } from '../LocalDays';
import { isGroupedByWorkspace } from '../groupKeys';
import {
  ActivitySelection,
  selectActivity,
  selectActivityParts,
  whereDimensions,
  whereInstants,
} from '../selectActivity';
import { getArrivalBinding } from '../../../database/arrivals';
import {
  ChosenRollup,
  chooseRollups,
  CountedPart,
  BY_ACTION,
  BY_ENTITY_TYPE,
} from './rollups';
import { LogSnapshot } from './watermark';

/** A range of instants, split into whole spans and shorter ranges at its ends. */
interface Spans {
  /** The range of the whole spans. */
  inside: InstantRange;
  /** The non-empty ranges before and after the whole spans. Each is shorter than a span. */
  edges: InstantRange[];
}

/**
 * Splits a range into whole spans and its edges.
 *
 * @returns undefined when the range contains no whole span
 */
function splitIntoSpans(
  { from, to }: InstantRange,
  spanMs: number,
): Spans | undefined {
  const start =
    from === undefined ? undefined : Math.ceil(from / spanMs) * spanMs;
  const end = to === undefined ? undefined : to - (to % spanMs);
  if (start !== undefined && end !== undefined && start >= end) {
    return undefined;
  }
  const edges: InstantRange[] = [];
  if (from !== start) {
    edges.push({ from, to: start });
  }
  if (to !== end) {
    edges.push({ from: end, to });
  }
  return { inside: { from: start, to: end }, edges };
}

interface Columns {
  user_id: string;
  entity_type: string;
  day: string | Knex.Raw;
  times: string;
}

/** Rows to add to or subtract from the result. */
interface Countable {
  counted: CountedPart;
  /** Restricts a query of the log or of a table of counts to these rows. */
  where: (query: Knex.QueryBuilder, projectColumn: string) => void;
  sign: '' | '-';
}

/**
 * Returns a relation that contains the rows of a selection or, where available, their counts. The
 * sum of the column `times` is the number of rows. The other columns are the ones that the
 * dimensions need: `user_id`, `action`, `entity_type` (empty for none), `day`. A group without rows
 * may occur; the sum of its `times` is 0.
 *
 * @param days - only needed to group by `date` or `week`
 */
export function selectCountableActivity(
  { knex, watermark }: LogSnapshot,
  selection: ActivitySelection,
  dimensions: readonly GroupByDimension[],
  days?: LocalDays,
): Knex.QueryBuilder {
  const user_id = isGroupedByWorkspace(selection)
    ? "activity.workspace_id || ' ' || activity.user_id"
    : 'activity.user_id';
  const selectRows = (query: Knex.QueryBuilder, sign: Countable['sign'] = '') =>
    query.select(
      buildDimensionColumns(knex, dimensions, {
        user_id,
        entity_type: "coalesce(activity.entity_type, '')",
        day: days?.rowDaySql(knex) ?? '',
        times: `${sign}1`,
      }),
    );
  const getRollups = (counted: CountedPart) =>
    chooseRollups(selection, dimensions, days?.hasUtcDays ?? true, counted);
  const isCoveredByRollups = (counted: CountedPart) =>
    getRollups(counted).length > 0;
  const countables = getCountables(knex, selection, isCoveredByRollups);
  const usesRollups = countables.some(({ counted }) =>
    isCoveredByRollups(counted),
  );
  if (watermark === undefined || !usesRollups) {
    const parts = selectActivityParts(knex, selection);
    return buildUnion(
      knex,
      parts.map(({ query }) => selectRows(query)),
    );
  }

  const { start, end } = selection.filter;
  const range = toInstantRange(start, end, selection.zone);
  const parts = countables.flatMap(({ counted, where, sign }) => {
    const selectRowsWithin = (within: InstantRange) => {
      const query = selectActivity(knex, selection);
      where(query, 'activity.project_id');
      whereInstants(query, within);
      return selectRows(query, sign);
    };
    const selectCountsWithin = (within: InstantRange, rollup: ChosenRollup) => {
      const { table, span, spanMs } = rollup;
      const query = knex({ activity: table });
      whereDimensions(query, selection);
      where(query, 'activity.scope_id');
      whereCounts(query, rollup, within);
      return query.select(
        buildDimensionColumns(knex, dimensions, {
          user_id,
          entity_type: 'activity.entity_type',
          day:
            days?.instantDaySql(
              `activity.${span} * CAST(${spanMs} AS bigint)`,
            ) ?? '',
          times: `${sign}activity.count`,
        }),
      );
    };
    return buildSpanQueries(range, getRollups(counted), {
      selectRowsWithin,
      selectCountsWithin,
      selectUncountedWithin: within =>
        selectRowsWithin(within).whereRaw(
          `activity.arrival >= ${getArrivalBinding(knex)}`,
          [watermark],
        ),
    });
  });
  // Reads rows that are shared with named people from the log: the tables of counts do not cover
  // them, and they are few.
  const addressed = selectAddressedRows(knex, selection).map(query =>
    selectRows(query),
  );
  return buildUnion(knex, [...parts, ...addressed]);
}

/**
 * Returns the parts to count for a selection. A user sees shared rows and their own rows. Rows that
 * are both would count twice, so they are subtracted once. If no table of counts covers the user's
 * own rows, the own rows that are not shared are read from the log.
 */
function getCountables(
  knex: Knex,
  { scope, filter }: ActivitySelection,
  isCoveredByRollups: (counted: CountedPart) => boolean,
): Countable[] {
  if (scope.kind !== 'workspace' || scope.seenBy === undefined) {
    const counted = { isShared: false, isOfPerson: false };
    return [{ counted, where: () => {}, sign: '' }];
  }
  const { workspace_id, seenBy } = scope;
  const { user_ref } = seenBy;
  const whereOwn = (query: Knex.QueryBuilder) =>
    query.where('activity.user_id', user_ref);
  const whereShared = (query: Knex.QueryBuilder, projectColumn: string) => {
    whereSharedWith(knex, query, { workspace_id, ...seenBy }, projectColumn);
  };
  const sharedRows: Countable = {
    counted: { isShared: true, isOfPerson: false },
    where: whereShared,
    sign: '',
  };
  const ownRows: Countable = {
    counted: { isShared: false, isOfPerson: true },
    where: whereOwn,
    sign: '',
  };
  if (filter.user_id !== undefined) {
    return [filter.user_id === user_ref ? ownRows : sharedRows];
  }
  if (!isCoveredByRollups(ownRows.counted)) {
    const unsharedRows: Countable = {
      ...ownRows,
      where: (query, projectColumn) => {
        whereOwn(query);
        query.whereNot(shared => whereShared(shared, projectColumn));
      },
    };
    return [sharedRows, unsharedRows];
  }
  const ownSharedRows: Countable = {
    counted: { isShared: true, isOfPerson: true },
    where: (query, projectColumn) => {
      whereOwn(query);
      whereShared(query, projectColumn);
    },
    sign: '-',
  };
  return [sharedRows, ownRows, ownSharedRows];
}

/** The rows shared with a user by name, if the selection is limited to what that user may see. */
function selectAddressedRows(
  knex: Knex,
  selection: ActivitySelection,
): Knex.QueryBuilder[] {
  const { scope } = selection;
  if (scope.kind !== 'workspace' || scope.seenBy === undefined) {
    return [];
  }
  const { user_ref } = scope.seenBy;
  const query = selectActivity(knex, selection);
  query.whereNot('activity.user_id', user_ref);
  whereAddressedTo(knex, query, user_ref);
  return [query];
}

/** Queries a range by the longest whole spans, and its ends by shorter spans or by row. */
function buildSpanQueries(
  range: InstantRange,
  [longest, ...shorter]: readonly ChosenRollup[],
  queries: {
    selectRowsWithin(range: InstantRange): Knex.QueryBuilder;
    selectCountsWithin(
      range: InstantRange,
      rollup: ChosenRollup,
    ): Knex.QueryBuilder;
    selectUncountedWithin(range: InstantRange): Knex.QueryBuilder;
  },
): Knex.QueryBuilder[] {
  if (!longest) {
    return [queries.selectRowsWithin(range)];
  }
  const spans = splitIntoSpans(range, longest.spanMs);
  if (!spans) {
    return buildSpanQueries(range, shorter, queries);
  }
  return [
    queries.selectCountsWithin(spans.inside, longest),
    queries.selectUncountedWithin(spans.inside),
    ...spans.edges.flatMap(edge => buildSpanQueries(edge, shorter, queries)),
  ];
}

function buildUnion(knex: Knex, parts: Knex.QueryBuilder[]): Knex.QueryBuilder {
  return parts.length === 1 ? parts[0] : knex.unionAll(parts);
}

function buildDimensionColumns(
  knex: Knex,
  dimensions: readonly GroupByDimension[],
  { user_id, entity_type, day, times }: Columns,
): Array<string | Knex.Raw> {
  const columns = dimensions.map(name => {
    switch (name) {
      case 'user':
        return knex.raw(`${user_id} AS user_id`);
      case 'action':
        return 'activity.action';
      case 'entity_type':
        return knex.raw(`${entity_type} AS entity_type`);
      default:
        return knex.raw('? AS day', [
          typeof day === 'string' ? knex.raw(day) : day,
        ]);
    }
  });
  return [...columns, knex.raw(`${times} AS times`)];
}

function whereCounts(
  query: Knex.QueryBuilder,
  { span, spanMs, breakdown }: ChosenRollup,
  { from, to }: InstantRange,
): void {
  query.where('activity.breakdown', breakdown);
  // The table's key begins with the breakdown columns. In the rows of this breakdown, the unused
  // columns are empty. The conditions on them let the database use the key.
  if (!(breakdown & BY_ACTION)) {
    query.where('activity.action', '');
  }
  if (!(breakdown & BY_ENTITY_TYPE)) {
    query.where('activity.entity_type', '');
  }
  if (from !== undefined) {
    query.where(`activity.${span}`, '>=', from / spanMs);
  }
  if (to !== undefined) {
    query.where(`activity.${span}`, '<', to / spanMs);
  }
}
