import { Knex } from 'knex';
import { castSql } from '../../../database/dialect';
import { PersonalData } from '../../../database/FeatureTables';
import { buildTypedValuesTable } from '../../../database/bulk';
import { lockForUpdate } from '../../../database/locks';
import { TableColumn, canHoldText, TableShape } from '../../../database/schema';
import { containsTextSql } from '../../../database/sql/textSql';
import { ErasureSubject } from './ErasureSubject';
import {
  Eraser,
  ErasurePosition,
  findInSteps,
  FoundRows,
  SearchBounds,
} from './Eraser';
import { listKeyColumns } from '../personColumns';
import { eraseRow, RowRules, TextRow } from './eraseRow';
import { PersonEraser } from './PersonEraser';

/** The number of rows scanned per statement. */
const ROWS_PER_SCAN = 5_000;

/**
 * Erases a person from a table other than the log. Applies the table's declarations, and erases
 * mentions of the person from all texts of the table.
 */
export class TableEraser implements Eraser {
  /** The columns to read and write: text columns, and columns that declarations name. */
  private readonly columns: readonly TableColumn[];

  constructor(
    private readonly deps: {
      /** The connection for slow reads. */
      reader: Knex;
      shape: TableShape;
      declarations: readonly PersonalData[];
    },
  ) {
    const declared = new Set(deps.declarations.flatMap(getErasureColumns));
    this.columns = deps.shape.columns.filter(
      column => canHoldText(column) || declared.has(column.name),
    );
  }

  get table(): string {
    return this.deps.shape.table;
  }

  async find(
    person: ErasureSubject,
    start: ErasurePosition | undefined,
    bounds: SearchBounds,
  ): Promise<FoundRows> {
    const rules = this.createRowRules(person);
    return findInSteps(start, bounds, async after => {
      const next = await this.findScanEnd(after);
      const rows = await this.readCandidates(rules, after, next);
      const found = rows.filter(
        ({ row }) => eraseRow(row, rules) !== undefined,
      );
      return { keys: found.map(({ key }) => key), next };
    });
  }

  async erase(
    tx: Knex.Transaction,
    person: ErasureSubject,
    keys: readonly ErasurePosition[],
  ): Promise<number> {
    const rules = this.createRowRules(person);
    const deleted: ErasurePosition[] = [];
    const changed: Array<{ key: ErasurePosition; row: TextRow }> = [];
    for (const { key, row } of await this.readKeys(tx, keys)) {
      const erased = eraseRow(row, rules);
      if (erased === 'deleted') {
        deleted.push(key);
      } else if (erased) {
        changed.push({ key, row: { ...row, ...erased } });
      }
    }
    await this.removeAll(tx, deleted);
    await this.update(tx, changed);
    return deleted.length + changed.length;
  }

  async remove(tx: Knex.Transaction, key: ErasurePosition): Promise<void> {
    await this.removeAll(tx, [key]);
  }

  private createRowRules(person: ErasureSubject): RowRules {
    const { declarations } = this.deps;
    return {
      person,
      personEraser: new PersonEraser(person),
      declarations,
      columns: this.columns,
    };
  }

  /** The key of the last row to scan after a position; undefined near the end of the table. */
  private async findScanEnd(
    after: ErasurePosition | undefined,
  ): Promise<ErasurePosition | undefined> {
    const { reader, shape } = this.deps;
    const query = reader(shape.table)
      .select(castKeyToText(reader, shape.key))
      .orderByRaw(quoteColumnNames(reader, shape.key).join(', '))
      .offset(ROWS_PER_SCAN - 1)
      .limit(1);
    this.filterByPosition(query, '>', after);
    const row = await query.first();
    return row && getErasurePosition(row, shape.key);
  }

  /** Reads the rows after `after`, up to `end`, that may mention the person or the person's ids. */
  private async readCandidates(
    { person, personEraser }: RowRules,
    after: ErasurePosition | undefined,
    end: ErasurePosition | undefined,
  ): Promise<Array<{ key: ErasurePosition; row: TextRow }>> {
    const { reader, shape, declarations } = this.deps;
    const ids = declarations.flatMap(({ identifiedBy }) =>
      identifiedBy.flatMap(({ column, holds }) =>
        holds === 'staff.id' || holds === 'memberships.id'
          ? person.ids[holds].map(id => ({ column, id }))
          : [],
      ),
    );
    const query = this.select(reader).where(either => {
      either.whereRaw(
        ...containsTextSql(
          reader,
          shape.columns.filter(canHoldText),
          personEraser.searchTexts,
        ),
      );
      ids.forEach(({ column, id }) =>
        either.orWhereRaw(...containsTextSql(reader, [{ name: column }], [id])),
      );
    });
    this.filterByPosition(query, '>', after);
    this.filterByPosition(query, '<=', end);
    return (await query).map((row: TextRow) => this.splitKey(row));
  }

  private async readKeys(tx: Knex, keys: readonly ErasurePosition[]) {
    const query = this.select(tx).where(this.hasKeySql(tx, keys));
    const rows: TextRow[] = await lockForUpdate(query);
    return rows.map(row => this.splitKey(row));
  }

  private select(knex: Knex): Knex.QueryBuilder {
    const { table, key } = this.deps.shape;
    return knex(table).select([
      ...castKeyToText(knex, key),
      ...this.columns.map(column => castToText(knex, column, column.name)),
    ]);
  }

  private splitKey(row: TextRow): { key: ErasurePosition; row: TextRow } {
    const key = getErasurePosition(row, this.deps.shape.key);
    return {
      key,
      row: Object.fromEntries(
        Object.entries(row).filter(([name]) => !name.startsWith('key ')),
      ),
    };
  }

  private filterByPosition(
    query: Knex.QueryBuilder,
    operator: '>' | '<=',
    position: ErasurePosition | undefined,
  ): void {
    const { reader, shape } = this.deps;
    if (position) {
      query.whereRaw(
        `(${quoteColumnNames(reader, shape.key).join(
          ', ',
        )}) ${operator} (${shape.key
          .map(({ type }) => castSql(reader, '?', type))
          .join(', ')})`,
        [...position],
      );
    }
  }

  private async removeAll(
    tx: Knex,
    keys: readonly ErasurePosition[],
  ): Promise<void> {
    if (keys.length > 0) {
      await tx(this.table).where(this.hasKeySql(tx, keys)).delete();
    }
  }

  /** SQL for "the row has one of these keys". */
  private hasKeySql(tx: Knex, keys: readonly ErasurePosition[]): Knex.Raw {
    const { key } = this.deps.shape;
    return tx.raw(
      `(${quoteColumnNames(tx, key).join(', ')}) IN (SELECT * FROM ?)`,
      [buildTypedValuesTable(tx, key, keys)],
    );
  }

  private async update(
    tx: Knex,
    rows: ReadonlyArray<{ key: ErasurePosition; row: TextRow }>,
  ): Promise<void> {
    const { table, key } = this.deps.shape;
    if (rows.length === 0) {
      return;
    }
    const rowsTable = buildTypedValuesTable(
      tx,
      [...key, ...this.columns],
      rows.map(({ key: position, row }) => [
        ...position,
        ...this.columns.map(({ name }) => row[name]),
      ]),
    );
    // The columns of the table of values are c0, c1 and so on: first the key, then the new values.
    const assignments = quoteColumnNames(tx, this.columns).map(
      (name, index) => `${name} = c${key.length + index}`,
    );
    const conditions = quoteColumnNames(tx, key).map(
      (name, index) => `${table}.${name} = c${index}`,
    );
    await tx.raw(
      `UPDATE ${table} SET ${assignments.join(', ')} FROM ?
       WHERE ${conditions.join(' AND ')}`,
      [rowsTable],
    );
  }
}

/** The columns that a declaration reads and changes. */
function getErasureColumns({ identifiedBy, erasure }: PersonalData): string[] {
  const changed = typeof erasure === 'object' ? Object.entries(erasure) : [];
  return [
    ...identifiedBy.flatMap(listKeyColumns),
    ...changed.flatMap(([columnPath, value]) => [
      columnPath.split(' ')[0],
      ...(typeof value === 'object' && value !== null ? [value.column] : []),
    ]),
  ];
}

function quoteColumnNames(
  knex: Knex,
  columns: readonly TableColumn[],
): string[] {
  return columns.map(({ name }) => knex.ref(name).toString());
}

function castToText(
  knex: Knex,
  { name }: TableColumn,
  alias: string,
): Knex.Raw {
  return knex.raw(`${castSql(knex, '??', 'text')} AS ??`, [name, alias]);
}

/** Selects key columns as `key 0`, `key 1` and so on: columns to erase can also be key columns. */
function castKeyToText(knex: Knex, key: readonly TableColumn[]): Knex.Raw[] {
  return key.map((column, index) => castToText(knex, column, `key ${index}`));
}

function getErasurePosition(
  row: TextRow,
  key: readonly TableColumn[],
): ErasurePosition {
  return key.map((_, index) => row[`key ${index}`]!);
}
