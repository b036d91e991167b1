import { InputError } from '@backstage/errors';
import { Knex } from 'knex';
import { isString } from 'lodash';
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

const dayPattern = /^\d{4}-\d\d-\d\d$/;

/**
 * An instant with a year of four digits. Databases support fewer years than JavaScript, so other
 * instants in a cursor would cause database errors.
 */
const instantPattern = /^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/;

/** The first and last instants that `instantPattern` matches, in milliseconds since 1970. */
const [MIN_INSTANT_MS, MAX_INSTANT_MS] = [
  '0000-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
].map(Date.parse);

const createIntegerCheck = (min: number, max: number) => (value: unknown) =>
  Number.isInteger(value) && min <= Number(value) && Number(value) <= max;

/**
 * The checks of values, by kind. Integers have ranges, because PostgreSQL rejects integers that
 * exceed the type of the column.
 */
const partChecks = {
  text: isString,
  number: Number.isFinite,
  smallint: createIntegerCheck(-32_768, 32_767),
  integer: createIntegerCheck(-2_147_483_648, 2_147_483_647),
  bigint: Number.isSafeInteger,
  milliseconds: createIntegerCheck(MIN_INSTANT_MS, MAX_INSTANT_MS),
  day: (value: unknown) => isString(value) && dayPattern.test(value),
  instant: (value: unknown) =>
    isString(value) &&
    instantPattern.test(value) &&
    !Number.isNaN(Date.parse(value)),
  id: isId,
};

/** The kind of a value in a position. */
export type PositionPart = keyof typeof partChecks;

/**
 * Creates the type guard of positions that consist of several values.
 *
 * @param parts - for each value, its kind, or whether it is valid
 */
export function createTupleGuard<Position>(
  ...parts: ReadonlyArray<PositionPart | ((value: unknown) => boolean)>
) {
  const checks = parts.map(part =>
    typeof part === 'string' ? partChecks[part] : part,
  );
  return (position: unknown): position is Position =>
    Array.isArray(position) &&
    position.length === checks.length &&
    checks.every((isValid, index) => isValid(position[index]));
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

/**
 * One page of the rows of a query, newest first: by their ids, descending.
 *
 * @param idColumn - the column with the ids of the items
 */
export async function readNewestPage<Item extends { id: string }>(
  query: PageQuery,
  rows: Knex.QueryBuilder,
  toItem: (row: any) => Item,
  idColumn = 'id',
): Promise<Page<Item>> {
  return readPageById(query, rows, toItem, { idColumn, direction: 'desc' });
}

/** Like `readNewestPage`, but oldest first. */
export async function readOldestPage<Item extends { id: string }>(
  query: PageQuery,
  rows: Knex.QueryBuilder,
  toItem: (row: any) => Item,
  idColumn = 'id',
): Promise<Page<Item>> {
  return readPageById(query, rows, toItem, { idColumn, direction: 'asc' });
}

async function readPageById<Item extends { id: string }>(
  query: PageQuery,
  rows: Knex.QueryBuilder,
  toItem: (row: any) => Item,
  order: { idColumn: string; direction: 'asc' | 'desc' },
): Promise<Page<Item>> {
  const { idColumn, direction } = order;
  return readPage(query, isId, {
    list: async (id, limit): Promise<Item[]> => {
      const after = id === undefined ? undefined : [id];
      const page = { after, limit, direction };
      return (await selectPage(rows, [idColumn], page)).map(toItem);
    },
    getPosition: ({ id }) => id,
  });
}

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
