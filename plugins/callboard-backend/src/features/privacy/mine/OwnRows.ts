import { Knex } from 'knex';
import { last, pick, uniq } from 'lodash';
import { containsPattern } from '../../../database/dialect';
import { rowKeyOf } from '../../../database/rowKeyOf';
import { PersonalData, PersonKey } from '../../../database/StoredData';
import { emptyFor } from '../emptyFor';
import { Identity } from './Identity';
import { JsonRecord } from './onlyAbout';
import { OwnRow, shownColumnsOf } from './OwnRow';

/** How many rows about somebody are read at a time. */
const ROWS_AT_ONCE = 500;

/** How many rows of a table that has to be read as a whole, in some hundredths of a second. */
const ROWS_PER_STEP = 5_000;

interface DeclaredKey {
  key: PersonKey;
  data: PersonalData;
}

type Row = Record<string, unknown>;

/** The rows of a table that are about somebody. */
export class OwnRows {
  private readonly keys: readonly DeclaredKey[];

  /** @param declared - what is declared of the table, one or more */
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

  /** How many there are, counted up to a number; those found by an index. */
  async count(most: number): Promise<number> {
    const id = await rowKeyOf(this.knex, this.table);
    const found = this.indexed.map(key =>
      this.knex.from(this.where(key).select(id).limit(most).as('found')),
    );
    if (found.length === 0) {
      return 0;
    }
    const all = this.knex.union(found).as('all_found');
    const [{ count }] = await this.knex.from(all).count({ count: '*' });
    return Math.min(Number(count), most);
  }

  /** Some of them; those found by an index, the newest where ids tell. */
  async first(limit: number): Promise<JsonRecord[]> {
    const rows: JsonRecord[] = [];
    for await (const row of this.byKeys('desc')) {
      rows.push(row);
      if (rows.length === limit) break;
    }
    return rows;
  }

  /** All of them, read some at a time, also those that only JSON tells. */
  all(): AsyncGenerator<JsonRecord> {
    return this.indexed.length < this.keys.length
      ? this.byReadingAll()
      : this.byKeys('asc');
  }

  /** For what JSON says there is no index. */
  private get indexed(): readonly DeclaredKey[] {
    return this.keys.filter(({ key }) => key.path === undefined);
  }

  /** By one key after another: each has an index, all of them together have none. */
  private async *byKeys(order: 'asc' | 'desc'): AsyncGenerator<JsonRecord> {
    const id = await rowKeyOf(this.knex, this.table);
    for (const [index, key] of this.indexed.entries()) {
      const earlier = this.indexed.slice(0, index);
      let rows: Row[] = [];
      do {
        const query = this.where(key).limit(ROWS_AT_ONCE);
        rows = await this.from(query, id, last(rows), order);
        for (const row of rows) {
          const own = new OwnRow(row, this.identity);
          if (!earlier.some(({ key: by, data }) => own.is(by, data))) {
            yield own.shown(id, this.declared);
          }
        }
      } while (rows.length === ROWS_AT_ONCE);
    }
  }

  /** Step by step through the whole table: no step takes long. */
  private async *byReadingAll(): AsyncGenerator<JsonRecord> {
    const id = await rowKeyOf(this.knex, this.table);
    let before: Row | undefined;
    for (;;) {
      const step = this.knex(this.table)
        .offset(ROWS_PER_STEP - 1)
        .limit(1);
      const [end]: Row[] = await this.from(step, id, before, 'asc', id);
      const query = this.whereAny();
      if (end) this.beyond(query, id, '<=', end);
      for (const row of await this.from(query, id, before, 'asc')) {
        const own = new OwnRow(row, this.identity);
        if (this.keys.some(({ key, data }) => own.is(key, data))) {
          yield own.shown(id, this.declared);
        }
      }
      if (!end) return;
      before = end;
    }
  }

  /** Goes on behind a row. */
  private async from(
    query: Knex.QueryBuilder,
    id: readonly string[],
    before: Row | undefined,
    order: 'asc' | 'desc',
    columns: readonly string[] = this.read(id),
  ): Promise<Row[]> {
    if (before) this.beyond(query, id, order === 'asc' ? '>' : '<', before);
    return query.select(columns).orderBy(id.map(column => ({ column, order })));
  }

  private beyond(
    query: Knex.QueryBuilder,
    id: readonly string[],
    comparison: '>' | '<' | '<=',
    row: Row,
  ): void {
    const names = id.map(() => '??').join(', ');
    const values = id.map(() => '?').join(', ');
    query.whereRaw(`(${names}) ${comparison} (${values})`, [
      ...id,
      ...(Object.values(pick(row, id)) as string[]),
    ]);
  }

  /** What has to be read to know what may be shown. */
  private read(id: readonly string[]): string[] {
    return uniq([
      ...id,
      ...this.keys.map(({ key }) => key.column),
      ...this.declared.flatMap(shownColumnsOf),
    ]);
  }

  private where({ key, data }: DeclaredKey): Knex.QueryBuilder {
    const query = this.knex(this.table).whereIn(
      key.column,
      this.identity[key.holds],
    );
    emptyFor(key, data).forEach(ref => query.whereNull(ref));
    return query;
  }

  /** More than are about them: of JSON only whether it has the text. */
  private whereAny(): Knex.QueryBuilder {
    return this.knex(this.table).where(any => {
      for (const { key } of this.keys) {
        const { column, path, holds } = key;
        const values = this.identity[holds];
        if (path === undefined) {
          any.orWhereIn(column, values);
        } else {
          values.forEach(value =>
            any.orWhereRaw("CAST(?? AS text) LIKE ? ESCAPE '\\'", [
              column,
              containsPattern(JSON.stringify(value)),
            ]),
          );
        }
      }
    });
  }
}
