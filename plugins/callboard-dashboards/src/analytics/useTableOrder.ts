import {
  useUrlState,
  type DataTableOrder,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';

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
