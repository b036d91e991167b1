import {
  useUrlState,
  type DataTableOrder,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';
import type { ComparedNumber } from '@callboard/plugin-callboard-common';

/** A row with a name and numbers. */
type NumbersRow<Column extends string> = { name: string } & Record<
  Column,
  ComparedNumber
>;

/**
 * Sorts rows by one of their numbers, or by name.
 *
 * @param order - the column, prefixed with `-` for the largest first
 * @param numbers - the columns of numbers; all others mean the name
 */
export function orderRows<
  Column extends string,
  Row extends NumbersRow<Column>,
>(rows: readonly Row[], order: string, numbers: readonly Column[]): Row[] {
  const sign = order.startsWith('-') ? -1 : 1;
  const column = numbers.find(name => name === order.replace(/^-/, ''));
  const compareRowNames = (one: Row, other: Row) =>
    one.name.localeCompare(other.name);
  return [...rows].sort((one, other) =>
    column
      ? sign * (one[column].count - other[column].count) ||
        compareRowNames(one, other)
      : sign * compareRowNames(one, other),
  );
}

const parameters = ['order'] as const;

/** Returns the column that orders a table; `-` in front reverses the order. */
const getOrderColumn = (order: string) => order.replace(/^-/, '');

/**
 * Stores the sort order of a table in the URL. Number columns are sorted in descending order first.
 *
 * @param defaultOrder - the default order
 * @param numbers - the columns of numbers
 * @param names - the column of names
 */
export function useTableOrder<Column extends string>(
  defaultOrder: `-${Column}`,
  numbers: readonly Column[],
  names: string,
): DataTableOrder {
  const [{ order }, set] = useUrlState(parameters);
  return useMemo(() => {
    const isKnown =
      order !== undefined &&
      [...numbers, names].includes(getOrderColumn(order));
    const value = isKnown ? order : defaultOrder;
    return {
      value,
      onChange: next => {
        const isNewColumn = getOrderColumn(next) !== getOrderColumn(value);
        const nextOrder = isNewColumn && next !== names ? `-${next}` : next;
        set({ order: nextOrder === defaultOrder ? undefined : nextOrder });
      },
    };
  }, [order, defaultOrder, numbers, names, set]);
}
