import { Knex } from 'knex';
import { isUndefined, mapKeys, mapValues, omitBy } from 'lodash';
import { inListSql, Insertion, insertMany, updateMany } from './bulk';
import { readInstant, readJson, writeJson } from './dialect';
import { lockForNoKeyUpdate } from './locks';

type Cells = Insertion['rows'][number];

/**
 * How a column stores a field. An instant is an ISO 8601 text in the row. A joined field comes from
 * another table, and is never written.
 */
type Storage<Value> = 'joined' | Kind<Value> | Conversion<Value>;

/** The names of the built-in conversions for fields of a type; see `conversions`. */
type Kind<Value> = [NonNullable<Value>] extends [boolean]
  ? 'boolean'
  : [NonNullable<Value>] extends [string]
  ? 'text' | 'instant'
  : [NonNullable<Value>] extends [number]
  ? 'number'
  : 'json';

/** Converts a field that is not null. */
interface Conversion<Value> {
  read(stored: any): Value;
  write(value: Value): Cells[string];
}

/** The columns of a table by field, in the order of the fields. */
export type Columns<Row> = {
  readonly [Field in keyof Row]-?: Storage<Row[Field]>;
};

/** A field; a joined one has no conversion. */
type FieldConversion<Row> = [
  name: keyof Row & string,
  conversion?: Conversion<any>,
];

/** The fields to write; all if undefined. */
type Fields<Row> = ReadonlyArray<keyof Row & string> | undefined;

/** Column values that a row must have. */
type Where<Row> = Partial<Row> & { workspace_id?: string };

/** Rows before and after a change; null before creation and after deletion. */
type RowChanges<Row> = ReadonlyArray<{ before: Row | null; after: Row | null }>;

const returnValue = (value: any) => value;

const conversions: Record<string, Conversion<any>> = {
  boolean: { read: Boolean, write: returnValue },
  text: { read: returnValue, write: returnValue },
  instant: { read: readInstant, write: value => new Date(value) },
  // PostgreSQL's driver returns large integers as texts.
  number: { read: Number, write: returnValue },
  json: { read: readJson, write: returnValue },
};

/**
 * A table with a column per field of `Row`. Methods that find or delete rows use the column
 * `deleted_at`, and ignore deleted rows. If fields are joined, a subclass joins them in `select`.
 */
export class Table<Row extends { id: string }> {
  readonly #fields: ReadonlyArray<FieldConversion<Row>>;

  /** @param derive - further columns that depend on a row, such as search texts */
  constructor(
    readonly name: string,
    storages: Columns<Row>,
    private readonly derive: (row: Row) => Cells = () => ({}),
  ) {
    const fields = Object.entries(
      storages as Record<string, string | Conversion<any>>,
    );
    this.#fields = fields.map(([field, storage]) => [
      field as keyof Row & string,
      typeof storage === 'string' ? conversions[storage] : storage,
    ]);
  }

  /** The names of the columns, without joined and derived ones. */
  get columns(): string[] {
    return this.#fields.flatMap(([field, conversion]) =>
      conversion ? [`${this.name}.${field}`] : [],
    );
  }

  /** Converts a selected row, and omits columns that are not fields of `Row`. */
  readonly read = (stored: any): Row => {
    const row: Partial<Row> = {};
    for (const [field, conversion] of this.#fields) {
      const value = stored[field];
      row[field] =
        conversion && value !== null ? conversion.read(value) : value;
    }
    return row as Row;
  };

  readonly toColumns = (row: Row): { id: string } & Cells => ({
    ...this.convert(row, this.#fields),
    ...this.derive(row),
    id: row.id,
  });

  /** Selects rows that are not deleted. */
  select(knex: Knex): Knex.QueryBuilder {
    return knex(this.name).whereNull(`${this.name}.deleted_at`);
  }

  async find(knex: Knex, where: Where<Row>): Promise<Row | undefined> {
    const stored = await this.select(knex).where(this.qualify(where)).first();
    return stored && this.read(stored);
  }

  /**
   * Finds a row and locks it until the transaction ends. Other transactions can still add rows that
   * reference it.
   */
  async lock(
    tx: Knex.Transaction,
    where: Where<Row>,
  ): Promise<Row | undefined> {
    const [stored] = await lockForNoKeyUpdate(
      this.select(tx).where(this.qualify(where)),
      this.name,
    );
    return stored && this.read(stored);
  }

  /** @param extraColumns - further columns, the same for all rows */
  async insert(
    tx: Knex,
    rows: readonly Row[],
    extraColumns: Cells = {},
  ): Promise<void> {
    await insertMany(
      tx,
      this.name,
      rows.map(row => ({ ...this.toColumns(row), ...extraColumns })),
    );
  }

  /**
   * Overwrites the columns of a row.
   *
   * @param fields - the fields to write, without derived columns; by default all columns
   */
  async update(tx: Knex, row: Row, fields?: Fields<Row>): Promise<void> {
    await tx(this.name)
      .where({ id: row.id })
      .update(mapValues(this.selectColumns(row, fields), toParameter));
  }

  /** Like `update`, for any number of rows, thousands per statement. */
  async updateMany(
    tx: Knex,
    rows: readonly Row[],
    fields?: Fields<Row>,
  ): Promise<void> {
    await updateMany(
      tx,
      this.name,
      rows.map(row => this.selectColumns(row, fields)),
    );
  }

  async softDelete(
    tx: Knex,
    ids: readonly string[],
    now: number,
    extraColumns: Cells = {},
  ): Promise<void> {
    if (ids.length > 0) {
      await tx(this.name)
        .whereRaw(...inListSql(tx, 'id', ids))
        .update({ deleted_at: new Date(now), ...extraColumns });
    }
  }

  /** Stores created, changed and deleted rows, thousands per statement. */
  async save(tx: Knex, changes: RowChanges<Row>, now: number): Promise<void> {
    const { created, changed, deletedIds } = groupRowChanges(changes);
    await this.updateMany(
      tx,
      changed.map(({ after }) => after),
    );
    await this.softDelete(tx, deletedIds, now);
    await this.insert(tx, created);
  }

  private selectColumns(row: Row, fields: Fields<Row>): { id: string } & Cells {
    const isWritten = ([field]: FieldConversion<Row>) =>
      fields!.includes(field);
    return fields
      ? { id: row.id, ...this.convert(row, this.#fields.filter(isWritten)) }
      : this.toColumns(row);
  }

  private convert(
    row: Row,
    fields: ReadonlyArray<FieldConversion<Row>>,
  ): Cells {
    const columns: Cells = {};
    for (const [field, conversion] of fields) {
      const value = row[field] as any;
      if (conversion) {
        columns[field] = value === null ? null : conversion.write(value);
      }
    }
    return columns;
  }

  /**
   * Adds the table name to the columns, because joined tables may have columns of the same name.
   */
  private qualify(where: Where<Row>): Record<string, any> {
    return mapKeys(where, (_, field) => `${this.name}.${field}`);
  }
}

/**
 * Applies a patch to a row, and increases its `version`, which optimistic locking compares.
 *
 * @param patch - fields of the row; undefined leaves a field unchanged
 */
export function toNextVersion<
  Row extends { version: number; updated_at: string | null },
>(before: Row, patch: object, now: number): Row {
  return {
    ...before,
    ...omitBy(patch, isUndefined),
    version: before.version + 1,
    updated_at: new Date(now).toISOString(),
  };
}

export function groupRowChanges<Row extends { id: string }>(
  changes: RowChanges<Row>,
) {
  return {
    created: changes.flatMap(({ before, after }) =>
      !before && after ? [after] : [],
    ),
    changed: changes.flatMap(({ before, after }) =>
      before && after ? [{ before, after }] : [],
    ),
    deletedIds: changes.flatMap(({ before, after }) =>
      before && !after ? [before.id] : [],
    ),
  };
}

/**
 * Serialises JSON: PostgreSQL's driver would send arrays as SQL arrays, and SQLite's driver rejects
 * objects.
 */
function toParameter(cell: unknown) {
  return typeof cell === 'object' && cell !== null && !(cell instanceof Date)
    ? writeJson(cell)
    : cell;
}
