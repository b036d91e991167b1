import type { WorkItemOrder } from '@callboard/plugin-callboard-common';

/** What the cards of a column go by. */
export const COLUMN_ORDER: WorkItemOrder = 'sort_order';

interface ColumnOptions {
  query?: { state_id?: string; order_by?: string };
}

/** The state whose column a cached list is, if it is one of the board's. */
export function isColumnQuery(
  queryKey: readonly unknown[],
): string | undefined {
  const { query } = (queryKey[3] ?? {}) as ColumnOptions;
  return query?.order_by === COLUMN_ORDER ? query.state_id : undefined;
}
