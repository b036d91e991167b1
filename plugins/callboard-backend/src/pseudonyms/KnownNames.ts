import { getStaffName } from '@callboard/plugin-callboard-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { Knex } from 'knex';
import { LOWEST_ID } from '../database/ids';
import { selectPage, streamList } from '../database/paging';
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
type ReadPosition = [updated_at: Date, key: string];

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
    const people = streamList<{ user_id: string; user_name: string }, string>(
      ROWS_PER_QUERY,
      {
        list: async (after = '', limit) =>
          this.knex('activity_people')
            .select('user_id', 'user_name')
            .where('user_id', '>', after)
            .orderBy('user_id')
            .limit(limit),
        getPosition: ({ user_id }) => user_id,
      },
    );
    for await (const { user_id, user_name } of people) {
      addPerson(loaded.matcher, user_id, [user_name]);
    }
    return loaded;
  }

  /** Adds people who were added or changed since the last read. */
  private async addChanges(
    table: Table,
    { matcher, positions }: LoadedNames,
  ): Promise<void> {
    const known = positions[table];
    positions[table] = (await this.add(matcher, table, known)) ?? known;
  }

  /** Adds recent changes that were committed only after later changes had been read. */
  private async addLateCommits(
    table: Table,
    { matcher }: LoadedNames,
  ): Promise<void> {
    const updated_at = new Date(this.now() - MAX_COMMIT_DELAY_MS);
    await this.add(matcher, table, [updated_at, LOWEST_ID]);
  }

  /**
   * Adds the people of the rows after a position.
   *
   * @returns the position of the last row
   */
  private async add(
    matcher: NameMatcher,
    table: Table,
    first: ReadPosition | undefined,
  ): Promise<ReadPosition | undefined> {
    const key = keyColumns[table];
    const getPosition = (row: any): ReadPosition => [
      new Date(row.updated_at),
      row[key],
    ];
    const rows = streamList<any, ReadPosition>(ROWS_PER_QUERY, {
      list: async (after = first, limit) =>
        selectPage(
          this.knex(table).select(nameColumns[table]),
          ['updated_at', key],
          { after, limit },
        ),
      getPosition,
    });
    let last: ReadPosition | undefined;
    for await (const row of rows) {
      addPerson(matcher, row.user_ref, nameGetters[table](row));
      last = getPosition(row);
    }
    return last;
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
