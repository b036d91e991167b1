import {
  ComparedNumber,
  NO_VALUE,
  NumberAxisName,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { mapValues, sum } from 'lodash';
import { readKeyNames } from '../numbers/readKeyNames';

/** The maximum number of rows in a table. */
const MAX_LISTED = 200;

/** The values of a metric by key. */
type Column = ReadonlyMap<string, ComparedNumber>;

/** A table of several metrics by the same key. */
export interface ComparedTable<Name extends string> {
  /** The largest first. */
  rows: Array<{ key: string; name: string } & Record<Name, ComparedNumber>>;
  /** The column totals, including omitted rows. */
  totals: Record<Name, ComparedNumber>;
  /** Whether rows are omitted. */
  truncated: boolean;
}

/**
 * Joins metrics with the same keys into a table.
 *
 * @param isCompared - whether a previous range exists
 */
export async function buildComparedTable<Name extends string>(
  knex: Knex,
  axis: NumberAxisName,
  columns: Record<Name, Column>,
  isCompared: boolean,
): Promise<ComparedTable<Name>> {
  const zero = { count: 0, filter_count: isCompared ? 0 : null };
  const maps: Column[] = Object.values(columns);
  const keys = new Set(maps.flatMap(map => [...map.keys()]));
  keys.delete(NO_VALUE);
  const sizes = new Map(
    [...keys].map(key => [key, sum(maps.map(map => map.get(key)?.count ?? 0))]),
  );
  const order = [...keys].sort(
    (one, other) =>
      sizes.get(other)! - sizes.get(one)! || (one < other ? -1 : 1),
  );
  const shown = order.slice(0, MAX_LISTED);
  const names = await readKeyNames(knex, axis, shown);
  return {
    rows: shown.map(key => ({
      key,
      name: names.get(key)?.name ?? key,
      ...mapValues(columns, column => column.get(key) ?? zero),
    })),
    totals: mapValues(columns, column =>
      [...column.values()].reduce(addNumbers, zero),
    ),
    truncated: shown.length < order.length,
  };
}

function addNumbers(
  one: ComparedNumber,
  other: ComparedNumber,
): ComparedNumber {
  return {
    count: one.count + other.count,
    filter_count:
      one.filter_count === null || other.filter_count === null
        ? null
        : one.filter_count + other.filter_count,
  };
}
