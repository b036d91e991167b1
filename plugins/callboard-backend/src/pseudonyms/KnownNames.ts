import { getStaffName } from '@callboard/plugin-callboard-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { Knex } from 'knex';
import { yieldToEventLoop } from '../kernel/yielding';
import { NameMatcher } from './NameMatcher';

/** The interval of full reloads, which drop outdated names. */
const FULL_RELOAD_INTERVAL_MS = 60_000;

/** The interval of checks for changes that were committed after newer changes had been read. */
const LATE_CHECK_INTERVAL_MS = 1_000;

const ROWS_PER_QUERY = 2_000;

/** The maximum delay between a change and its commit. */
const MAX_COMMIT_DELAY_MS = 10_000;

/** The tables of people, each row with the time of its last change. */
const TABLES = ['people', 'staff'] as const;

type Table = (typeof TABLES)[number];

/** The position up to which a table has been read, in the order of its changes. */
interface ReadPosition {
  updated_at: Date;
  key: string;
}

/** The names in memory, and how current they are. */
interface LoadedNames {
  matcher: NameMatcher;
  /** The time of the last full load. */
  loadedAt: number;
  /** The time of the last check for late commits. */
  lateCheckedAt: number;
  /** The result of `namesVersionSql` before the last read of changes. */
  version: string;
  /** The positions up to which the tables have been read. */
  positions: Partial<Record<Table, ReadPosition>>;
}

const keyColumns: Record<Table, string> = { people: 'user_ref', staff: 'id' };

const nameColumns: Record<Table, string[]> = {
  people: ['user_ref', 'display_name', 'email', 'updated_at'],
  staff: ['id', 'user_ref', 'first_name', 'last_name', 'email', 'updated_at'],
};

/** The names and the email address of a row's person, in the forms that texts contain. */
const nameGetters: Record<Table, (row: any) => Array<string | null>> = {
  people: ({ display_name, email }) => [display_name, email],
  staff: row => [
    getStaffName(row),
    row.last_name && `${row.last_name}, ${row.first_name}`,
    row.email,
  ],
};

/** The names of all people in the tables of people and in the activity log. */
export class KnownNames {
  #current: Promise<LoadedNames> | undefined;
  #next: Promise<LoadedNames> | undefined;

  constructor(
    private readonly knex: Knex,
    private readonly now: () => number = Date.now,
  ) {}

  /** The SQL for a text that changes when a person is added or changed. */
  namesVersionSql(): Knex.Raw {
    const newest = TABLES.map(
      table =>
        `coalesce(CAST((SELECT max(updated_at) FROM ${table}) AS text), '')`,
    );
    return this.knex.raw(newest.join(" || ' ' || "));
  }

  /**
   * Returns the matcher with the current names.
   *
   * @param version - the current result of `namesVersionSql`, if the caller has already read it;
   *   usually saves all queries
   */
  async getMatcher(version?: string): Promise<NameMatcher> {
    const known = version && (await this.#current?.catch(() => undefined));
    if (
      known &&
      known.version === version &&
      this.isWithin(FULL_RELOAD_INTERVAL_MS, known.loadedAt) &&
      this.isWithin(LATE_CHECK_INTERVAL_MS, known.lateCheckedAt)
    ) {
      return known.matcher;
    }
    // Callers that arrive during a read share the next read, because the current read may miss
    // their changes.
    this.#next ??= this.readNext();
    return (await this.#next).matcher;
  }

  /** Whether a moment, which can be in the future after a clock reset, is within an interval. */
  private isWithin(intervalMs: number, moment: number): boolean {
    return Math.abs(this.now() - moment) < intervalMs;
  }

  private async readNext(): Promise<LoadedNames> {
    const known = await this.#current?.catch(() => undefined);
    this.#next = undefined;
    this.#current = this.loadUpdates(known);
    return this.#current;
  }

  private async loadUpdates(
    known: LoadedNames | undefined,
  ): Promise<LoadedNames> {
    const loaded =
      known && this.isWithin(FULL_RELOAD_INTERVAL_MS, known.loadedAt)
        ? known
        : await this.loadNamesFromLog();
    const [{ version }] = await this.knex.select({
      version: this.namesVersionSql(),
    });
    if (version !== loaded.version) {
      await Promise.all(TABLES.map(table => this.addChanges(table, loaded)));
      loaded.version = version;
    }
    if (!this.isWithin(LATE_CHECK_INTERVAL_MS, loaded.lateCheckedAt)) {
      loaded.lateCheckedAt = this.now();
      await Promise.all(
        TABLES.map(table => this.addLateCommits(table, loaded)),
      );
    }
    return loaded;
  }

  private async loadNamesFromLog(): Promise<LoadedNames> {
    const loadedAt = this.now();
    const loaded: LoadedNames = {
      matcher: new NameMatcher(),
      loadedAt,
      lateCheckedAt: loadedAt,
      version: '',
      positions: {},
    };
    for (let after = ''; ; ) {
      const rows: Array<{ user_id: string; user_name: string }> =
        await this.knex('activity_people')
          .select('user_id', 'user_name')
          .where('user_id', '>', after)
          .orderBy('user_id')
          .limit(ROWS_PER_QUERY);
      for (const { user_id, user_name } of rows) {
        addPerson(loaded.matcher, user_id, [user_name]);
      }
      if (rows.length < ROWS_PER_QUERY) {
        return loaded;
      }
      after = rows[rows.length - 1].user_id;
      await yieldToEventLoop();
    }
  }

  /** Adds people who were added or changed since the last read. */
  private async addChanges(
    table: Table,
    { matcher, positions }: LoadedNames,
  ): Promise<void> {
    const rows = this.selectRowsAfter(table, positions[table]);
    const last = await this.add(matcher, table, rows);
    positions[table] = last ?? positions[table];
  }

  /** Adds recent changes that were committed only after later changes had been read. */
  private async addLateCommits(
    table: Table,
    { matcher }: LoadedNames,
  ): Promise<void> {
    const since = new Date(this.now() - MAX_COMMIT_DELAY_MS);
    await this.add(
      matcher,
      table,
      this.knex(table).where('updated_at', '>=', since),
    );
  }

  private selectRowsAfter(
    table: Table,
    position: ReadPosition | undefined,
  ): Knex.QueryBuilder {
    const rows = this.knex(table);
    return position
      ? rows.whereRaw('(updated_at, ??) > (?, ?)', [
          keyColumns[table],
          position.updated_at,
          position.key,
        ])
      : rows;
  }

  /** @returns the position of the last row */
  private async add(
    matcher: NameMatcher,
    table: Table,
    firstPage: Knex.QueryBuilder,
  ): Promise<ReadPosition | undefined> {
    let last: ReadPosition | undefined;
    for (let query = firstPage; ; query = this.selectRowsAfter(table, last)) {
      const rows: any[] = await query
        .select(nameColumns[table])
        .orderBy(['updated_at', keyColumns[table]])
        .limit(ROWS_PER_QUERY);
      for (const row of rows) {
        addPerson(matcher, row.user_ref, nameGetters[table](row));
        last = {
          updated_at: new Date(row.updated_at),
          key: row[keyColumns[table]],
        };
      }
      if (rows.length < ROWS_PER_QUERY) {
        return last;
      }
      await yieldToEventLoop();
    }
  }
}

/** Whether a row is about a person. Staff may have no account; services are not people. */
const isPerson = (user_ref: string | null) =>
  user_ref === null || user_ref.startsWith('user:');

function addPerson(
  matcher: NameMatcher,
  user_ref: string | null,
  names: ReadonlyArray<string | null>,
): void {
  if (!isPerson(user_ref)) return;
  names.forEach(name => name && matcher.add(name));
  if (user_ref) matcher.addAccount(parseEntityRef(user_ref).name);
}
