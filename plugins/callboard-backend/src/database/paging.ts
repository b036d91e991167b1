import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { z } from 'zod';
import { yieldToEventLoop } from '../kernel/yielding';
import { validateText } from './text';

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

/** The instants whose year has four digits: databases support fewer years than JavaScript. */
const [MIN_INSTANT_MS, MAX_INSTANT_MS] = [
  '0000-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
].map(Date.parse);

/**
 * The schemas of values, by kind. Integers have ranges, because PostgreSQL rejects integers that
 * exceed the type of the column.
 */
const partSchemas = {
  text: z.string(),
  number: z.number(),
  smallint: z.int().min(-32_768).max(32_767),
  integer: z.int32(),
  bigint: z.int(),
  milliseconds: z.int().min(MIN_INSTANT_MS).max(MAX_INSTANT_MS),
  day: z.iso.date(),
  instant: z.iso.datetime({ precision: 3 }),
  id: z.custom(isId),
};

export type PositionPart = keyof typeof partSchemas;

/**
 * Creates the type guard of positions that consist of several values.
 *
 * @param parts - for each value, its kind, or whether it is valid
 */
export function createTupleGuard<Position>(
  ...parts: ReadonlyArray<PositionPart | ((value: unknown) => boolean)>
) {
  const schemas = parts.map(
    (part): z.ZodType =>
      typeof part === 'string' ? partSchemas[part] : z.custom(part),
  );
  const tuple = z.tuple(schemas as [z.ZodType, ...z.ZodType[]]);
  return (position: unknown): position is Position =>
    tuple.safeParse(position).success;
}

/** The position in a list that is sorted by date and id. */
export type DatedPosition = [date: string, id: string];

export const isDatedPosition = createTupleGuard<DatedPosition>('day', 'id');

/** A list that is sorted by the positions of its rows. */
interface ListSource<Row, Position> {
  /** Reads at most `limit` rows after a position. */
  list: (after: Position | undefined, limit: number) => Promise<Row[]>;
  getPosition: (row: Row) => Position;
}

/** The part of a list to read: `limit` rows after the cursor. */
export interface PageQuery {
  cursor?: string;
  limit: number;
}

export interface Page<Row> {
  items: Row[];
  next_cursor: string | null;
}

/** One page of a list with keyset pagination. */
export async function readPage<Row, Position>(
  query: PageQuery,
  isPosition: (position: unknown) => position is Position,
  source: ListSource<Row, Position>,
): Promise<Page<Row>> {
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
 * Reads a list in batches, and yields to the event loop between them. Each query continues where the
 * last one ended, so a slow reader occupies no connection.
 */
export async function* streamBatches<Row, Position>(
  batchSize: number,
  { list, getPosition }: ListSource<Row, Position>,
): AsyncGenerator<Row[], void> {
  let after: Position | undefined;
  for (;;) {
    const batch = await list(after, batchSize);
    if (batch.length > 0) {
      yield batch;
    }
    if (batch.length < batchSize) {
      return;
    }
    after = getPosition(batch[batch.length - 1]);
    await yieldToEventLoop();
  }
}

/** Like `streamBatches`, row by row. */
export async function* streamList<Row, Position>(
  batchSize: number,
  source: ListSource<Row, Position>,
): AsyncGenerator<Row, void> {
  for await (const batch of streamBatches(batchSize, source)) {
    yield* batch;
  }
}

/**
 * Sorts the rows of a query, and selects at most `limit` rows (by default all) after a position.
 *
 * @param order - SQL of the sort keys, all in the same direction; the last one is unique
 */
export function selectPage(
  rows: Knex.QueryBuilder,
  order: readonly string[],
  {
    after,
    limit,
    direction = 'asc',
  }: {
    after?: readonly Knex.Value[];
    limit?: number;
    direction?: 'asc' | 'desc';
  },
): Knex.QueryBuilder {
  if (after) {
    const operator = direction === 'asc' ? '>' : '<';
    const values = after.map(() => '?').join(', ');
    rows.whereRaw(`(${order.join(', ')}) ${operator} (${values})`, [...after]);
  }
  rows.orderByRaw(order.map(key => `${key} ${direction}`).join(', '));
  return limit === undefined ? rows : rows.limit(limit);
}

const createIdPageReader =
  (direction: 'asc' | 'desc') =>
  async <Item extends { id: string }>(
    query: PageQuery,
    rows: Knex.QueryBuilder,
    toItem: (row: any) => Item,
    /** The column with the ids of the items. */
    idColumn = 'id',
  ): Promise<Page<Item>> =>
    readPage(query, isId, {
      list: async (id, limit): Promise<Item[]> => {
        const after = id === undefined ? undefined : [id];
        const page = { after, limit, direction };
        return (await selectPage(rows, [idColumn], page)).map(toItem);
      },
      getPosition: ({ id }) => id,
    });

/** One page of the rows of a query, newest first: by their ids, descending. */
export const readNewestPage = createIdPageReader('desc');

/** Like `readNewestPage`, but oldest first. */
export const readOldestPage = createIdPageReader('asc');

/**
 * One page of the rows of a query, latest first: by a date and `id`, descending.
 *
 * @param date - the name of the field and of the column with the date
 */
export async function readLatestPage<
  Field extends string,
  Item extends { id: string } & Record<Field, string>,
>(
  query: PageQuery,
  rows: Knex.QueryBuilder,
  date: Field,
  toItem: (row: any) => Item,
): Promise<Page<Item>> {
  return readPage(query, isDatedPosition, {
    list: async (after, limit): Promise<Item[]> => {
      const page = { after, limit, direction: 'desc' as const };
      return (await selectPage(rows, [date, 'id'], page)).map(toItem);
    },
    getPosition: (item): DatedPosition => [item[date], item.id],
  });
}
