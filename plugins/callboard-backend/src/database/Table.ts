import { Knex } from 'knex';
import { mapKeys, mapValues, pick } from 'lodash';
import { inListSql, Insertion, insertMany, updateMany } from './bulk';
import { readInstant, readJson, writeJson } from './dialect';
import { lockForNoKeyUpdate } from './locks';

/**
 * How a column stores a field. An instant is ISO 8601 in the field. A joined field is a column of
 * another table, which is never written.
 */
type Storage<Value> = 'joined' | Kind<Value>;

type Kind<Value> = [NonNullable<Value>] extends [boolean]
  ? 'boolean'
  : [NonNullable<Value>] extends [string]
  ? 'text' | 'instant'
  : [NonNullable<Value>] extends [number]
  ? 'number'
  : 'json';

type Cells = Insertion['rows'][number];

const readers: Record<string, (stored: any) => unknown> = {
  joined: stored => stored,
  boolean: Boolean,
  text: stored => stored,
  instant: readInstant,
  // PostgreSQL's driver returns large integers as texts.
  number: Number,
  json: readJson,
};

/**
 * A table with a column per field of `Row`, and `deleted_at`. Finds no deleted rows. If fields are
 * joined, a subclass joins them in `select`.
 */
export class Table<Row extends { id: string }> {
  readonly #storages: ReadonlyArray<[field: keyof Row & string, string]>;

  /**
   * @param storages - by field, in the order of the fields of `Row`
   * @param derive - further columns that depend on a row, such as search texts
   */
  constructor(
    readonly name: string,
    storages: { readonly [Field in keyof Row]-?: Storage<Row[Field]> },
    private readonly derive: (row: Row) => Cells = () => ({}),
  ) {
    this.#storages = Object.entries(storages) as Array<
      [keyof Row & string, string]
    >;
  }

  /** Converts a selected row, and omits other columns. */
  readonly read = (stored: any): Row =>
    Object.fromEntries(
      this.#storages.map(([field, storage]) => [
        field,
        stored[field] === null ? null : readers[storage](stored[field]),
      ]),
    ) as Row;

  /** Converts a row for `insertMany` and `updateMany`. */
  readonly toColumns = (row: Row): { id: string } & Cells => {
    const columns: Cells = {};
    for (const [field, storage] of this.#storages) {
      const value = row[field] as any;
      if (storage !== 'joined') {
        columns[field] =
          storage === 'instant' && value !== null ? new Date(value) : value;
      }
    }
    return { ...columns, ...this.derive(row), id: row.id };
  };

  /** Selects rows that are not deleted. */
  select(knex: Knex): Knex.QueryBuilder {
    return knex(this.name).whereNull(`${this.name}.deleted_at`);
  }

  async find(knex: Knex, where: Partial<Row>): Promise<Row | undefined> {
    const stored = await this.select(knex).where(this.qualify(where)).first();
    return stored && this.read(stored);
  }

  /**
   * Finds a row and locks it until the transaction ends. Other transactions can still add rows that
   * reference it.
   */
  async lock(
    tx: Knex.Transaction,
    where: Partial<Row>,
  ): Promise<Row | undefined> {
    const [stored] = await lockForNoKeyUpdate(
      this.select(tx).where(this.qualify(where)),
    );
    return stored && this.read(stored);
  }

  /** @param more - further columns, the same for all rows */
  async insert(
    tx: Knex,
    rows: readonly Row[],
    more: Cells = {},
  ): Promise<void> {
    await insertMany(
      tx,
      this.name,
      rows.map(row => ({ ...this.toColumns(row), ...more })),
    );
  }

  /**
   * Overwrites the columns of a row.
   *
   * @param fields - the fields to write; all by default
   */
  async update(
    tx: Knex,
    row: Row,
    fields?: ReadonlyArray<keyof Row & string>,
  ): Promise<void> {
    const columns = this.toColumns(row);
    await tx(this.name)
      .where({ id: row.id })
      .update(mapValues(fields ? pick(columns, fields) : columns, toParameter));
  }

  /** Overwrites any number of rows, thousands per statement. */
  async updateMany(tx: Knex, rows: readonly Row[]): Promise<void> {
    await updateMany(tx, this.name, rows.map(this.toColumns));
  }

  /**
   * Marks rows as deleted.
   *
   * @param now - milliseconds since 1970
   */
  async softDelete(
    tx: Knex,
    ids: readonly string[],
    now: number,
  ): Promise<void> {
    await tx(this.name)
      .whereRaw(...inListSql(tx, 'id', ids))
      .update({ deleted_at: new Date(now) });
  }

  /** Joined tables may have columns of the same names. */
  private qualify(where: Partial<Row>): Record<string, any> {
    return mapKeys(where, (_, field) => `${this.name}.${field}`);
  }
}

/** The drivers would store arrays as arrays, and SQLite's accepts no objects. */
function toParameter(cell: unknown) {
  return typeof cell === 'object' && cell !== null && !(cell instanceof Date)
    ? writeJson(cell)
    : cell;
}
