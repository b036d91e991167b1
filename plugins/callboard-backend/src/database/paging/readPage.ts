import { decodeCursor, encodeCursor } from './cursor';

/** One page of a list with keyset pagination. */
export async function readPage<Row, Position>(
  query: { cursor?: string; limit: number },
  isPosition: (position: unknown) => position is Position,
  source: {
    /** Reads at most `limit` rows after a position. */
    list: (after: Position | undefined, limit: number) => Promise<Row[]>;
    /** The sort key of a row. */
    getPosition: (row: Row) => Position;
  },
): Promise<{ items: Row[]; next_cursor: string | null }> {
  const { cursor, limit } = query;
  const after = cursor ? decodeCursor(cursor, isPosition) : undefined;
  // An extra row tells whether a next page exists.
  const rows = await source.list(after, limit + 1);
  const items = rows.slice(0, limit);
  return {
    items,
    next_cursor:
      rows.length > limit
        ? encodeCursor(source.getPosition(items[items.length - 1]))
        : null,
  };
}
