import type { WorkItemOrder } from '@callboard/plugin-callboard-common';

/** The order of the cards in a column. */
export const COLUMN_ORDER: WorkItemOrder = 'sort_order';

interface ColumnOptions {
  query?: { state_id?: string; order_by?: string };
}

/** Returns the state of a cached column query; undefined for other lists. */
export function isColumnQuery(
  queryKey: readonly unknown[],
): string | undefined {
  const { query } = (queryKey[3] ?? {}) as ColumnOptions;
  return query?.order_by === COLUMN_ORDER ? query.state_id : undefined;
}
