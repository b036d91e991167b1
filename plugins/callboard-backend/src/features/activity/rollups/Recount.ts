import { ActivityCountsCheck } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { yieldToEventLoop } from '../../../kernel/yielding';
import { FIRST_ARRIVAL } from '../../../database/arrivals';
import { addCounts, CountTables, logCounts } from './rollups';
import { readCheckEnd } from './watermark';

/** The number of rows counted per step, which takes less than 100 ms. */
const ROWS_PER_STEP = 200;

/** The number of counts compared per step. */
const COUNTS_PER_STEP = 2_000;

/** The values of a key's columns. */
type Key = Knex.RawBinding[];

type TableCheck = ActivityCountsCheck['tables'][number];

/** A table of counts, and the temporary table with its recount. */
interface ComparedTable {
  table: string;
  recounted: string;
  key: readonly string[];
  value: string;
}

/** Makes the names of the temporary tables unique. */
let recountNumber = 0;

/**
 * Recounts the log on SQLite, into separate tables. SQLite blocks the thread while it works,
 * so each step counts or compares a limited number of rows, and other work runs in between. Before a
 * step compares, it also counts the rows that the real tables have counted since.
 */
export class Recount {
  #upTo = FIRST_ARRIVAL;
  readonly #compared: ComparedTable[];
  readonly #tables: CountTables;

  private constructor(private readonly knex: Knex) {
    recountNumber += 1;
    const getTempTable = (table: string) =>
      `temp.recount_${recountNumber}_${table}`;
    const { rollups, people } = logCounts;
    this.#tables = {
      rollups: rollups.map(rollup => ({
        ...rollup,
        table: getTempTable(rollup.table),
      })),
      people: getTempTable(people),
    };
    this.#compared = [
      ...rollups.map(({ table, key }) => ({
        table,
        recounted: getTempTable(table),
        key,
        value: 'count',
      })),
      {
        table: people,
        recounted: getTempTable(people),
        key: ['user_id'],
        value: 'user_name',
      },
    ];
  }

  /**
   * Compares the counts with a recount.
   *
   * @throws ConflictError when the counts are rebuilt during the comparison
   */
  static async compare(knex: Knex): Promise<TableCheck[]> {
    const recount = new Recount(knex);
    await recount.createTables();
    try {
      return await recount.compare();
    } finally {
      await recount.dropTables();
    }
  }

  private async createTables(): Promise<void> {
    for (const { recounted, key, value } of this.#compared) {
      const names = key.join(', ');
      const columns = value === 'count' ? value : `last_id, ${value}`;
      await this.knex.raw(
        `CREATE TEMP TABLE ${recounted} (${names}, ${columns}, PRIMARY KEY (${names})) WITHOUT ROWID`,
      );
    }
  }

  private async dropTables(): Promise<void> {
    for (const { recounted } of this.#compared) {
      await this.knex.raw(`DROP TABLE ${recounted}`);
      await yieldToEventLoop();
    }
  }

  private async compare(): Promise<TableCheck[]> {
    while (await this.knex.transaction(tx => this.countMore(tx))) {
      await yieldToEventLoop();
    }
    const checks: TableCheck[] = [];
    for (const compared of this.#compared) {
      checks.push(await this.compareTables(compared));
    }
    return checks;
  }

  /** Counts some of the rows that the real tables have counted. Returns false when none is left. */
  private async countMore(tx: Knex): Promise<boolean> {
    const end = await readCheckEnd(tx, this.#upTo, ROWS_PER_STEP);
    if (end === undefined) {
      return false;
    }
    await addCounts(tx, this.#tables, this.#upTo, end);
    this.#upTo = end;
    return true;
  }

  private async compareTables(compared: ComparedTable): Promise<TableCheck> {
    const check = { table: compared.table, counts: 0, differences: 0 };
    let after: Key | undefined;
    do {
      after = await this.compareNext(compared, after, check);
      await yieldToEventLoop();
    } while (after);
    return check;
  }

  /** Compares the next counts and adds the result to a check. Returns the key to continue after. */
  private async compareNext(
    compared: ComparedTable,
    after: Key | undefined,
    check: TableCheck,
  ): Promise<Key | undefined> {
    return this.knex.transaction(async tx => {
      while (await this.countMore(tx));
      const upTo = await readNextKey(tx, compared, after);
      const found = await compareRange(tx, compared, { after, upTo });
      check.counts += found.counts;
      check.differences += found.differences;
      return upTo;
    });
  }
}

/** The last key of the next step; undefined for all remaining keys. */
async function readNextKey(
  tx: Knex,
  { table, recounted, key }: ComparedTable,
  after: Key | undefined,
): Promise<Key | undefined> {
  const names = key.join(', ');
  const { where, bindings } = buildRangeCondition(key, { after });
  const nextKeysSql = (from: string) =>
    `SELECT * FROM (SELECT ${names} FROM ${from} ${where} ORDER BY ${names} LIMIT ${COUNTS_PER_STEP})`;
  const [row] = await tx.raw(
    `${nextKeysSql(table)} UNION ALL ${nextKeysSql(recounted)}
     ORDER BY ${names} LIMIT 1 OFFSET ${COUNTS_PER_STEP - 1}`,
    [...bindings, ...bindings],
  );
  return row && key.map(name => row[name]);
}

async function compareRange(
  tx: Knex,
  { table, recounted, key, value }: ComparedTable,
  range: KeyRange,
): Promise<{ counts: number; differences: number }> {
  const names = key.join(', ');
  const { where, bindings } = buildRangeCondition(key, range);
  // Groups instead of joining, because SQLite cannot use an index for a full outer join.
  const [found] = await tx.raw(
    `SELECT count(stored) AS counts,
       coalesce(sum(CASE WHEN stored = counted THEN 0 ELSE 1 END), 0) AS differences
     FROM (
       SELECT max(stored) AS stored, max(counted) AS counted FROM (
         SELECT ${names}, ${value} AS stored, NULL AS counted FROM ${table} ${where}
         UNION ALL
         SELECT ${names}, NULL, ${value} FROM ${recounted} ${where}
       ) GROUP BY ${names}
     )`,
    [...bindings, ...bindings],
  );
  return found;
}

/** The keys after `after`, up to and including `upTo`. */
interface KeyRange {
  after?: Key;
  upTo?: Key;
}

function buildRangeCondition(
  key: readonly string[],
  { after, upTo }: KeyRange,
) {
  const names = key.join(', ');
  const values = key.map(() => '?').join(', ');
  const conditions = [
    ...(after ? [`(${names}) > (${values})`] : []),
    ...(upTo ? [`(${names}) <= (${values})`] : []),
  ];
  return {
    where: conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '',
    bindings: [...(after ?? []), ...(upTo ?? [])],
  };
}
