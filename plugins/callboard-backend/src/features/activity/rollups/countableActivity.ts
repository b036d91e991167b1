import { GroupByDimension } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { InstantRange, instantsOfDays } from '../../../database/zones';
import { LocalDays } from '../LocalDays';
import {
  ActivitySelection,
  selectActivityParts,
  whereDimensions,
  whereInstants,
} from '../selectActivity';
import { arrivalBinding } from './arrivals';
import { ChosenRollup, chooseRollups } from './chooseRollups';
import { LogSnapshot } from './inLogSnapshot';
import { BY_ACTION, BY_ENTITY_TYPE } from './rollups';
import { spansWithin } from './spansWithin';

/** SQL for what a countable relation has. */
interface Columns {
  entity_type: string;
  day: string | Knex.Raw;
  times: string;
}

/**
 * The rows of a selection, or counts of them where there are any: a relation
 * whose `times` add up to how many rows there are, with those columns that the
 * dimensions take: `user_id`, `action`, `entity_type` (empty for none), `day`.
 *
 * @param days - only needed for dimensions of time
 */
export function countableActivity(
  { knex, mark }: LogSnapshot,
  selection: ActivitySelection,
  dimensions: readonly GroupByDimension[],
  days?: LocalDays,
): Knex.QueryBuilder {
  const select = (query: Knex.QueryBuilder, columns: Columns) =>
    query.select(columnsOf(knex, dimensions, columns));
  const selectRows = (query: Knex.QueryBuilder) =>
    select(query, {
      entity_type: "coalesce(activity.entity_type, '')",
      day: days?.ofRow(knex) ?? '',
      times: '1',
    });
  const rollups = chooseRollups(selection, dimensions, days?.areUtc ?? true);
  if (mark === undefined || rollups.length === 0) {
    const parts = selectActivityParts(knex, selection).map(selectRows);
    return parts.length === 1 ? parts[0] : knex.unionAll(parts);
  }

  const rowsWithin = (range: InstantRange) => {
    const [query] = selectActivityParts(knex, selection);
    whereInstants(query, range);
    return selectRows(query);
  };
  const uncountedWithin = (range: InstantRange) =>
    rowsWithin(range).whereRaw(`activity.arrival >= ${arrivalBinding(knex)}`, [
      mark,
    ]);
  const countsWithin = (range: InstantRange, rollup: ChosenRollup) => {
    const { table, span, spanMs } = rollup;
    const query = knex({ activity: table });
    whereDimensions(query, selection);
    whereCounts(query, rollup, range);
    return select(query, {
      entity_type: 'activity.entity_type',
      day:
        days?.ofInstant(`activity.${span} * CAST(${spanMs} AS bigint)`) ?? '',
      times: 'activity.count',
    });
  };
  /** As much of it as can be by long spans, what is left by shorter ones. */
  const partsOf = (
    range: InstantRange,
    [longest, ...shorter]: ChosenRollup[],
  ): Knex.QueryBuilder[] => {
    if (!longest) {
      return [rowsWithin(range)];
    }
    const spans = spansWithin(range, longest.spanMs);
    if (!spans) {
      return partsOf(range, shorter);
    }
    return [
      countsWithin(spans.inside, longest),
      uncountedWithin(spans.inside),
      ...spans.edges.flatMap(edge => partsOf(edge, shorter)),
    ];
  };
  const { start, end } = selection.filter;
  const range = instantsOfDays(start, end, selection.zone);
  return knex.unionAll(partsOf(range, rollups));
}

function columnsOf(
  knex: Knex,
  dimensions: readonly GroupByDimension[],
  { entity_type, day, times }: Columns,
): Array<string | Knex.Raw> {
  const columns = dimensions.map(name => {
    switch (name) {
      case 'user':
        return 'activity.user_id';
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
  // What it is not broken down by is empty: said, as the key begins with it.
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
