import type { ComparedNumber } from '@callboard/plugin-callboard-common';

/** A row with a name and numbers. */
export type NumbersRow<Column extends string> = { name: string } & Record<
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
