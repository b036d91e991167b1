import { decodeCursor, encodeCursor } from './cursor';

/** One page of a list that is read from where the last one ended. */
export async function readPage<Row, Position>(
  query: { cursor?: string; limit: number },
  isPosition: (position: unknown) => position is Position,
  source: {
    /** Reads at most `limit` rows behind a position. */
    list: (after: Position | undefined, limit: number) => Promise<Row[]>;
    /** What the list is ordered by, of one row. */
    positionOf: (row: Row) => Position;
  },
): Promise<{ items: Row[]; next_cursor: string | null }> {
  const { cursor, limit } = query;
  const after = cursor ? decodeCursor(cursor, isPosition) : undefined;
  // One more tells whether there is a next page.
  const rows = await source.list(after, limit + 1);
  const items = rows.slice(0, limit);
  return {
    items,
    next_cursor:
      rows.length > limit
        ? encodeCursor(source.positionOf(items[items.length - 1]))
        : null,
  };
}
