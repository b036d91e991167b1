import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { validateText } from './text';

/** The position in a list that is sorted by date and id. */
export type DatedPosition = [date: string, id: string];

export function isDatedPosition(position: unknown): position is DatedPosition {
  if (!Array.isArray(position) || position.length !== 2) {
    return false;
  }
  const [date, id] = position;
  return typeof date === 'string' && /^\d{4}-\d\d-\d\d$/.test(date) && isId(id);
}

export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * Decodes a cursor.
 *
 * @param isPosition - whether the content is a position of this list
 * @throws InputError for a cursor that this list did not issue
 */
export function decodeCursor<T>(
  cursor: string,
  isPosition: (position: unknown) => position is T,
): T {
  try {
    const position = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    // A forged cursor could contain a text that the database rejects.
    const { whole, texts } = validateText(position, 1);
    if (!whole && texts.length === 0 && isPosition(position)) {
      return position;
    }
  } catch {
    // Invalid JSON: handled by the error below.
  }
  throw new InputError('query.cursor: is not a cursor of this list');
}

const idPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a value, such as the content of a cursor, is a row id. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && idPattern.test(value);
}

/** A list that is sorted by the positions of its rows. */
interface ListSource<Row, Position> {
  /** Reads at most `limit` rows after a position. */
  list: (after: Position | undefined, limit: number) => Promise<Row[]>;
  getPosition: (row: Row) => Position;
}

/** One page of a list with keyset pagination. */
export async function readPage<Row, Position>(
  query: { cursor?: string; limit: number },
  isPosition: (position: unknown) => position is Position,
  source: ListSource<Row, Position>,
): Promise<{ items: Row[]; next_cursor: string | null }> {
  const { cursor, limit } = query;
  const after = cursor ? decodeCursor(cursor, isPosition) : undefined;
  // An extra row shows whether a next page exists.
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

/**
 * Streams a list in batches. Each query continues where the last one ended, so a slow reader
 * occupies no connection.
 */
export async function* streamList<Row, Position>(
  batchSize: number,
  { list, getPosition }: ListSource<Row, Position>,
): AsyncGenerator<Row, void> {
  let after: Position | undefined;
  for (;;) {
    const batch = await list(after, batchSize);
    yield* batch;
    if (batch.length < batchSize) {
      return;
    }
    after = getPosition(batch[batch.length - 1]);
  }
}

/** One page of the rows of a query, newest first: by `id`, descending. */
export async function readNewestPage<Item extends { id: string }>(
  query: { cursor?: string; limit: number },
  rows: Knex.QueryBuilder,
  toItem: (row: any) => Item,
): Promise<{ items: Item[]; next_cursor: string | null }> {
  return readPage(query, isId, {
    list: async (after, limit): Promise<Item[]> => {
      const page = rows.orderBy('id', 'desc').limit(limit);
      if (after) {
        page.where('id', '<', after);
      }
      return (await page).map(toItem);
    },
    getPosition: ({ id }) => id,
  });
}

/**
 * One page of the rows of a query, latest first: by a date and `id`, descending.
 *
 * @param date - the field and the column with the date
 */
export async function readLatestPage<
  Field extends string,
  Item extends { id: string } & Record<Field, string>,
>(
  query: { cursor?: string; limit: number },
  rows: Knex.QueryBuilder,
  date: Field,
  toItem: (row: any) => Item,
): Promise<{ items: Item[]; next_cursor: string | null }> {
  return readPage(query, isDatedPosition, {
    list: async (after, limit): Promise<Item[]> => {
      const columns = [date, 'id'];
      const page = rows
        .orderBy(columns.map(column => ({ column, order: 'desc' })))
        .limit(limit);
      if (after) {
        page.whereRaw('(??, ??) < (?, ?)', [...columns, ...after]);
      }
      return (await page).map(toItem);
    },
    getPosition: (item): DatedPosition => [item[date], item.id],
  });
}
