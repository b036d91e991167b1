import { Knex } from 'knex';
import { groupBy, sortBy } from 'lodash';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { inListSql } from './bulk';
import { isPostgres } from './isPostgres';
import { withAdvisoryLock } from './locks';
import { queryRows } from './statements';

/** The advisory lock that serialises replicas that start simultaneously: `cbmg` in ASCII. */
const MIGRATIONS_LOCK = 0x63_62_6d_67;

/** Migrates the database. A second replica waits; with knex's own lock, it would fail. */
export async function applyMigrations(knex: Knex): Promise<void> {
  await withAdvisoryLock(knex, MIGRATIONS_LOCK, () =>
    knex.migrate.latest({
      directory: resolvePackagePath(
        '@callboard/plugin-callboard-backend',
        'migrations',
      ),
    }),
  );
}

/**
 * Empties tables.
 *
 * @param tables - in any order, including every table that references one of the tables
 */
export async function emptyTables(
  tx: Knex.Transaction,
  tables: readonly string[],
): Promise<void> {
  if (isPostgres(tx)) {
    await tx.raw(`TRUNCATE ${tables.join(', ')}`);
    return;
  }
  // Foreign keys are checked when all tables are empty.
  await tx.raw('PRAGMA defer_foreign_keys = ON');
  for (const table of tables) {
    await tx(table).delete();
  }
}

export interface TableColumn {
  name: string;
  /** The PostgreSQL type to cast texts to. */
  type: string;
}

export interface TableShape {
  table: string;
  /** The primary key; for a table without a primary key, the physical row id. */
  key: TableColumn[];
  columns: TableColumn[];
}

/**
 * Reads the shapes of tables from the database catalog, so that columns missing from declarations
 * are included.
 */
export async function readTableShapes(
  knex: Knex,
  tables: readonly string[],
): Promise<TableShape[]> {
  const columns = await readColumns(knex, tables);
  const byTable = Object.entries(groupBy(columns, 'table'));
  return byTable.map(([table, tableColumns]) => {
    const key = getPrimaryKey(tableColumns);
    return {
      table,
      key: key.length > 0 ? key.map(toColumn) : [getRowIdColumn(knex)],
      columns: tableColumns.map(toColumn),
    };
  });
}

/**
 * The columns that identify a row of a table: `id`, or else the primary key, or else all columns
 * that are NOT NULL.
 */
export async function readRowKey(knex: Knex, table: string): Promise<string[]> {
  const columns = await readColumns(knex, [table]);
  if (columns.some(({ name }) => name === 'id')) {
    return ['id'];
  }
  const key = getPrimaryKey(columns);
  return (
    key.length > 0 ? key : columns.filter(({ is_required }) => is_required)
  ).map(({ name }) => name);
}

interface ColumnInfo extends TableColumn {
  table: string;
  is_required: boolean | number;
  /** The position in the primary key, from 1; 0 for other columns. */
  position: number;
}

/** Reads the columns of tables, in their order. */
async function readColumns(
  knex: Knex,
  tables: readonly string[],
): Promise<ColumnInfo[]> {
  if (isPostgres(knex)) {
    const [isListed, bindings] = inListSql(knex, 'relname', tables, 'text');
    return queryRows(
      knex,
      `SELECT relname AS table, attname AS name, attnotnull AS is_required,
         format_type(atttypid, atttypmod) AS type,
         coalesce(array_position(indkey::int[], attnum::int) + 1, 0) AS position
       FROM pg_attribute
       JOIN pg_class ON pg_class.oid = attrelid
       LEFT JOIN pg_index ON indrelid = attrelid AND indisprimary
       WHERE relkind IN ('r', 'p') AND NOT relispartition
         AND relnamespace = current_schema()::regnamespace
         AND attnum > 0 AND NOT attisdropped AND ${isListed}
       ORDER BY relname, attnum`,
      bindings,
    );
  }
  const [isListed, bindings] = inListSql(knex, 'sqlite_master.name', tables);
  return knex.raw(
    `SELECT sqlite_master.name AS "table", info.name AS name,
       info."notnull" AS is_required, lower(info.type) AS type, info.pk AS position
     FROM sqlite_master, pragma_table_info(sqlite_master.name) AS info
     WHERE sqlite_master.type = 'table' AND ${isListed}
     ORDER BY sqlite_master.name, info.cid`,
    bindings,
  );
}

/**
 * Whether a column can hold text, or JSON with text. Columns of fixed length contain ids and
 * digests.
 */
export function canHoldText({ type }: TableColumn): boolean {
  return (
    /text|json|varying|varchar|^character\(/.test(type) &&
    !/^char(acter)?\((36|64)\)/.test(type)
  );
}

function getPrimaryKey(columns: readonly ColumnInfo[]): ColumnInfo[] {
  return sortBy(
    columns.filter(({ position }) => position > 0),
    'position',
  );
}

function getRowIdColumn(knex: Knex): TableColumn {
  return isPostgres(knex)
    ? { name: 'ctid', type: 'tid' }
    : { name: 'rowid', type: 'integer' };
}

function toColumn({ name, type }: TableColumn): TableColumn {
  return { name, type };
}
