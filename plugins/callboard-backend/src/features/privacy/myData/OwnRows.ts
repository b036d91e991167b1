import { Knex } from 'knex';
import { last, pick, uniq } from 'lodash';
import { inListSql } from '../../../database/bulk';
import { containsPattern } from '../../../database/dialect';
import { readRowKey } from '../../../database/schema';
import { PersonalData, PersonKey } from '../../../database/FeatureTables';
import { getRequiredNullColumns, listKeyColumns } from '../personColumns';
import { Identity, JsonRecord, OwnRow, getShownColumns } from './OwnRow';

/** The number of rows about a person that one query reads. */
const ROWS_PER_QUERY = 500;

/** The number of rows that a full table scan reads per step: a few hundredths of a second. */
const ROWS_PER_STEP = 5_000;

interface DeclaredKey {
  key: PersonKey;
  data: PersonalData;
}

type Row = Record<string, unknown>;

/** The rows of a table that are about a person. */
export class OwnRows {
  private readonly keys: readonly DeclaredKey[];

  /** @param declared - one or more declarations of the table */
  constructor(
    private readonly knex: Knex,
    private readonly identity: Identity,
    readonly table: string,
    private readonly declared: readonly PersonalData[],
  ) {
    this.keys = declared.flatMap(data =>
      data.identifiedBy.map(key => ({ key, data })),
    );
  }

  /** Counts the rows found by indexes, up to a maximum. */
  async count(maxRows: number): Promise<number> {
    const keyColumns = await readRowKey(this.knex, this.table);
    const queries = this.indexedKeys.map(key =>
      this.knex.from(
        this.selectByKey(key).select(keyColumns).limit(maxRows).as('found'),
      ),
    );
    if (queries.length === 0) {
      return 0;
    }
    const allRows = this.knex.union(queries).as('all_found');
    const [{ count }] = await this.knex.from(allRows).count({ count: '*' });
    return Math.min(Number(count), maxRows);
  }

  /** Returns the first rows found by indexes, key by key, in descending primary key order. */
  async listFirst(limit: number): Promise<JsonRecord[]> {
    const rows: JsonRecord[] = [];
    for await (const row of this.streamByKeys('desc')) {
      rows.push(row);
      if (rows.length === limit) break;
    }
    return rows;
  }

  /** Reads all rows in batches, including rows that identify the person only within JSON. */
  streamAll(): AsyncGenerator<JsonRecord> {
    return this.indexedKeys.length < this.keys.length
      ? this.streamByFullScan()
      : this.streamByKeys('asc');
  }

  /** The keys with an index: all but JSON paths. */
  private get indexedKeys(): readonly DeclaredKey[] {
    return this.keys.filter(({ key }) => key.path === undefined);
  }

  /** Reads the rows of one key after another, because each key has its own index. */
  private async *streamByKeys(
    order: 'asc' | 'desc',
  ): AsyncGenerator<JsonRecord> {
    const keyColumns = await readRowKey(this.knex, this.table);
    for (const [index, key] of this.indexedKeys.entries()) {
      const earlierKeys = this.indexedKeys.slice(0, index);
      let rows: Row[] = [];
      do {
        const query = this.selectByKey(key).limit(ROWS_PER_QUERY);
        rows = await this.readRowsAfter(query, keyColumns, last(rows), order);
        for (const row of rows) {
          const ownRow = new OwnRow(row, this.identity);
          const isRepeated = earlierKeys.some(earlier =>
            ownRow.isIdentifiedBy(earlier.key, earlier.data),
          );
          if (!isRepeated) {
            yield ownRow.getOwnFields(keyColumns, this.declared);
          }
        }
      } while (rows.length === ROWS_PER_QUERY);
    }
  }

  /** Scans the whole table in short steps. */
  private async *streamByFullScan(): AsyncGenerator<JsonRecord> {
    const keyColumns = await readRowKey(this.knex, this.table);
    let previous: Row | undefined;
    for (;;) {
      const endQuery = this.knex(this.table)
        .offset(ROWS_PER_STEP - 1)
        .limit(1);
      // The last row of the step; undefined in the last step.
      const [end]: Row[] = await this.readRowsAfter(
        endQuery,
        keyColumns,
        previous,
        'asc',
        keyColumns,
      );
      const query = this.selectCandidates();
      if (end) this.filterByPosition(query, keyColumns, '<=', end);
      const rows = await this.readRowsAfter(query, keyColumns, previous, 'asc');
      for (const row of rows) {
        const ownRow = new OwnRow(row, this.identity);
        if (
          this.keys.some(({ key, data }) => ownRow.isIdentifiedBy(key, data))
        ) {
          yield ownRow.getOwnFields(keyColumns, this.declared);
        }
      }
      if (!end) return;
      previous = end;
    }
  }

  /** Reads the rows of `query` that follow the row `previous`. */
  private async readRowsAfter(
    query: Knex.QueryBuilder,
    keyColumns: readonly string[],
    previous: Row | undefined,
    order: 'asc' | 'desc',
    columns: readonly string[] = this.listColumns(keyColumns),
  ): Promise<Row[]> {
    if (previous)
      this.filterByPosition(
        query,
        keyColumns,
        order === 'asc' ? '>' : '<',
        previous,
      );
    return query
      .select(columns)
      .orderBy(keyColumns.map(column => ({ column, order })));
  }

  private filterByPosition(
    query: Knex.QueryBuilder,
    keyColumns: readonly string[],
    comparison: '>' | '<' | '<=',
    row: Row,
  ): void {
    const names = keyColumns.map(() => '??').join(', ');
    const values = keyColumns.map(() => '?').join(', ');
    query.whereRaw(`(${names}) ${comparison} (${values})`, [
      ...keyColumns,
      ...(Object.values(pick(row, keyColumns)) as string[]),
    ]);
  }

  /** The key columns, the columns to show, and the columns that identify the person. */
  private listColumns(keyColumns: readonly string[]): string[] {
    return uniq([
      ...keyColumns,
      ...this.keys.flatMap(({ key }) => listKeyColumns(key)),
      ...this.declared.flatMap(getShownColumns),
    ]);
  }

  private selectByKey({ key, data }: DeclaredKey): Knex.QueryBuilder {
    const query = this.knex(this.table);
    this.filterByKey(query, key);
    getRequiredNullColumns(key, data).forEach(ref => query.whereNull(ref));
    Object.entries(key.where ?? {}).forEach(([column, values]) =>
      query.whereIn(column, values),
    );
    return query;
  }

  /** Email addresses are compared without case. */
  private filterByKey(
    query: Knex.QueryBuilder,
    { column, holds }: PersonKey,
  ): void {
    const values = this.identity[holds];
    if (holds === 'email') {
      const emailSql = `lower(${column})`;
      query.whereRaw(...inListSql(this.knex, emailSql, values, 'text'));
    } else {
      query.whereIn(column, values);
    }
  }

  /**
   * Selects all rows about the person, and possibly other rows: a JSON column matches wherever it
   * contains the text of an identifier.
   */
  private selectCandidates(): Knex.QueryBuilder {
    return this.knex(this.table).where(conditions => {
      for (const { key } of this.keys) {
        const { column, path, holds } = key;
        const values = this.identity[holds];
        if (path === undefined) {
          conditions.orWhere(query => this.filterByKey(query, key));
        } else {
          values.forEach(value =>
            conditions.orWhereRaw("CAST(?? AS text) LIKE ? ESCAPE '\\'", [
              column,
              containsPattern(JSON.stringify(value)),
            ]),
          );
        }
      }
    });
  }
}
