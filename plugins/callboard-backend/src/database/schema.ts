import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { isPostgres } from './isPostgres';
import { withAdvisoryLock } from './locks';
import { queryRows } from './statements';

/** Serialises replicas that start simultaneously. */
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
 * @param tables - in any order, including all that reference one of them
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

/**
 * The columns that identify a row of a table: its id, else its primary key, else all non-null
 * columns.
 */
export async function readRowKey(knex: Knex, table: string): Promise<string[]> {
  const columns: Column[] = isPostgres(knex)
    ? await readPostgresColumns(knex, table)
    : await knex
        .from(knex.raw('pragma_table_info(?)', [table]))
        .select('name', 'pk', { required: 'notnull' })
        .orderBy('pk');
  const key = columns.filter(({ name, pk }) => name === 'id' || Number(pk) > 0);
  if (key.some(({ name }) => name === 'id')) {
    return ['id'];
  }
  return (key.length > 0 ? key : columns.filter(c => c.required)).map(
    ({ name }) => name,
  );
}

interface Column {
  name: string;
  /** Its position in the primary key, from 1; 0 if it is not part of it. */
  pk: number;
  required: boolean | number;
}

async function readPostgresColumns(
  knex: Knex,
  table: string,
): Promise<Column[]> {
  const { rows } = await knex.raw(
    `SELECT attname AS name, attnotnull AS required,
        coalesce(array_position(indkey::int2[], attnum) + 1, 0) AS pk
      FROM pg_attribute
      LEFT JOIN pg_index ON indrelid = attrelid AND indisprimary
      WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped
      ORDER BY pk, attnum`,
    [table],
  );
  return rows;
}

/** A column of a table. */
export interface TableColumn {
  name: string;
  /** The PostgreSQL type to cast texts to. */
  type: string;
}

/** The shape of a table. */
export interface TableShape {
  table: string;
  /** The primary key; the physical row id of a table without one. */
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
  const known = new Set(tables);
  const columns = (await readColumns(knex)).filter(({ table }) =>
    known.has(table),
  );
  const byTable = Object.entries(groupBy(columns, 'table'));
  return byTable.map(([table, tableColumns]) => {
    const key = tableColumns
      .filter(({ position }) => position > 0)
      .sort((a, b) => a.position - b.position);
    return {
      table,
      key: key.length > 0 ? key.map(toColumn) : [getRowIdColumn(knex)],
      columns: tableColumns.map(toColumn),
    };
  });
}

interface ReadColumn extends TableColumn {
  table: string;
  /** The position in the primary key, from 1; 0 for other columns. */
  position: number;
}

async function readColumns(knex: Knex): Promise<ReadColumn[]> {
  if (isPostgres(knex)) {
    return queryRows(
      knex,
      `SELECT relname AS table, attname AS name,
         format_type(atttypid, atttypmod) AS type,
         coalesce(array_position(indkey::int[], attnum::int) + 1, 0) AS position
       FROM pg_attribute
       JOIN pg_class ON pg_class.oid = attrelid
       LEFT JOIN pg_index ON indrelid = attrelid AND indisprimary
       WHERE relkind IN ('r', 'p') AND NOT relispartition
         AND relnamespace = current_schema()::regnamespace
         AND attnum > 0 AND NOT attisdropped
       ORDER BY relname, attnum`,
      [],
    );
  }
  return knex.raw(
    `SELECT sqlite_master.name AS "table", info.name AS name,
       lower(info.type) AS type, info.pk AS position
     FROM sqlite_master, pragma_table_info(sqlite_master.name) AS info
     WHERE sqlite_master.type = 'table'
     ORDER BY sqlite_master.name, info.cid`,
  );
}

/** Whether a column can hold text, or JSON with text. Columns of fixed length are ids and digests. */
export function canHoldText({ type }: TableColumn): boolean {
  return (
    /text|json|varying|varchar|^character\(/.test(type) &&
    !/^char(acter)?\((36|64)\)/.test(type)
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
