import {
  ComparedNumber,
  NO_VALUE,
  NumberAxisName,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { mapValues, sum } from 'lodash';
import { namesOfKeys } from '../numbers/namesOfKeys';

/** A table tells no more people or projects. */
const MAX_LISTED = 200;

/** The numbers of each key of an axis. */
type Column = ReadonlyMap<string, ComparedNumber>;

/** The rows that several numbers by the same key make. */
export interface ComparedTable<Name extends string> {
  /** The largest first. */
  rows: Array<{ key: string; name: string } & Record<Name, ComparedNumber>>;
  /** The sums of the columns, also of the rows that are not told. */
  totals: Record<Name, ComparedNumber>;
  /** Whether there are more rows than are told. */
  truncated: boolean;
}

/**
 * Puts numbers by the same keys beside each other.
 *
 * @param isCompared - whether there are days before to compare with
 */
export async function tableOf<Name extends string>(
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
  const names = await namesOfKeys(knex, axis, shown);
  return {
    rows: shown.map(key => ({
      key,
      name: names.get(key)?.name ?? key,
      ...mapValues(columns, column => column.get(key) ?? zero),
    })),
    totals: mapValues(columns, column =>
      [...column.values()].reduce(added, zero),
    ),
    truncated: shown.length < order.length,
  };
}

function added(one: ComparedNumber, other: ComparedNumber): ComparedNumber {
  return {
    count: one.count + other.count,
    filter_count:
      one.filter_count === null || other.filter_count === null
        ? null
        : one.filter_count + other.filter_count,
  };
}
