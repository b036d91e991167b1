import { staffName } from '@callboard/plugin-callboard-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { NameMatcher } from './NameMatcher';

/** All is read again after so long, for what people are called no longer. */
const ALL_EVERY_MS = 60_000;

/** How often it is asked for changes that were committed after later ones. */
const LATE_EVERY_MS = 1_000;

const ROWS_AT_ONCE = 2_000;

/** How much later a change can be committed than it was made. */
const SLOW_MS = 10_000;

/** Where people are kept, each row with the moment of its last change. */
const TABLES = ['people', 'staff'] as const;

type Table = (typeof TABLES)[number];

/** Up to where a table has been read, in the order of its changes. */
interface Place {
  updated_at: Date;
  key: string;
}

interface Loaded {
  matcher: NameMatcher;
  at: number;
  /** When changes were asked for last that were committed late. */
  lateAt: number;
  /** What `changedSql` said before changes were read last. */
  changed: string;
  until: Partial<Record<Table, Place>>;
}

const keyOf: Record<Table, string> = { people: 'user_ref', staff: 'id' };

const columnsOf: Record<Table, string[]> = {
  people: ['user_ref', 'display_name', 'email', 'updated_at'],
  staff: ['id', 'user_ref', 'first_name', 'last_name', 'email', 'updated_at'],
};

/** By what texts name the person of a row. */
const namesOf: Record<Table, (row: any) => Array<string | null>> = {
  people: ({ display_name, email }) => [display_name, email],
  staff: row => [
    staffName(row),
    row.last_name && `${row.last_name}, ${row.first_name}`,
    row.email,
  ],
};

/** The names of everybody whom the portal, the staff or the log knows. */
export class KnownNames {
  #current: Promise<Loaded> | undefined;
  #next: Promise<Loaded> | undefined;

  constructor(
    private readonly knex: Knex,
    private readonly now: () => number = Date.now,
  ) {}

  /** SQL of a text that is another one when somebody has come or changed. */
  changedSql(): Knex.Raw {
    const newest = TABLES.map(
      table =>
        `coalesce(CAST((SELECT max(updated_at) FROM ${table}) AS text), '')`,
    );
    return this.knex.raw(newest.join(" || ' ' || "));
  }

  /**
   * What finds in texts whom the portal and the staff know by now.
   *
   * @param changed - what `changedSql` said just now, for whoever has a statement to ask it
   * in: mostly nothing is read then
   */
  async matcher(changed?: string): Promise<NameMatcher> {
    const known = changed && (await this.#current?.catch(() => undefined));
    if (
      known &&
      known.changed === changed &&
      this.isWithin(ALL_EVERY_MS, known.at) &&
      this.isWithin(LATE_EVERY_MS, known.lateAt)
    ) {
      return known.matcher;
    }
    // All who come while another reads share the next read.
    this.#next ??= this.readNext();
    return (await this.#next).matcher;
  }

  /** Not so, too, if the clock was put back meanwhile. */
  private isWithin(span: number, moment: number): boolean {
    return Math.abs(this.now() - moment) < span;
  }

  private async readNext(): Promise<Loaded> {
    const known = await this.#current?.catch(() => undefined);
    this.#next = undefined;
    this.#current = this.loadedAfter(known);
    return this.#current;
  }

  private async loadedAfter(known: Loaded | undefined): Promise<Loaded> {
    const loaded =
      known && this.isWithin(ALL_EVERY_MS, known.at)
        ? known
        : await this.loadLog();
    const [{ changed }] = await this.knex.select({
      changed: this.changedSql(),
    });
    if (changed !== loaded.changed) {
      await Promise.all(TABLES.map(table => this.addAfter(table, loaded)));
      loaded.changed = changed;
    }
    if (!this.isWithin(LATE_EVERY_MS, loaded.lateAt)) {
      loaded.lateAt = this.now();
      await Promise.all(TABLES.map(table => this.addLate(table, loaded)));
    }
    return loaded;
  }

  private async loadLog(): Promise<Loaded> {
    const at = this.now();
    const loaded: Loaded = {
      matcher: new NameMatcher(),
      at,
      lateAt: at,
      changed: '',
      until: {},
    };
    for (let after = ''; ; ) {
      const rows: Array<{ user_id: string; user_name: string }> =
        await this.knex('activity_people')
          .select('user_id', 'user_name')
          .where('user_id', '>', after)
          .orderBy('user_id')
          .limit(ROWS_AT_ONCE);
      for (const { user_id, user_name } of rows) {
        addPerson(loaded.matcher, user_id, [user_name]);
      }
      if (rows.length < ROWS_AT_ONCE) {
        return loaded;
      }
      after = rows[rows.length - 1].user_id;
      await setImmediate();
    }
  }

  /** Adds whoever has come or changed since the last that was read. */
  private async addAfter(
    table: Table,
    { matcher, until }: Loaded,
  ): Promise<void> {
    const rows = this.rowsAfter(table, until[table]);
    until[table] = (await this.add(matcher, table, rows)) ?? until[table];
  }

  /** The same of the last seconds, for what was committed after it had been read. */
  private async addLate(table: Table, { matcher }: Loaded): Promise<void> {
    const since = new Date(this.now() - SLOW_MS);
    await this.add(
      matcher,
      table,
      this.knex(table).where('updated_at', '>=', since),
    );
  }

  private rowsAfter(table: Table, place: Place | undefined): Knex.QueryBuilder {
    const rows = this.knex(table);
    return place
      ? rows.whereRaw('(updated_at, ??) > (?, ?)', [
          keyOf[table],
          place.updated_at,
          place.key,
        ])
      : rows;
  }

  /**
   * Adds the people of some rows.
   *
   * @returns the place of the last of them
   */
  private async add(
    matcher: NameMatcher,
    table: Table,
    requested: Knex.QueryBuilder,
  ): Promise<Place | undefined> {
    let last: Place | undefined;
    for (let query = requested; ; query = this.rowsAfter(table, last)) {
      const rows: any[] = await query
        .select(columnsOf[table])
        .orderBy(['updated_at', keyOf[table]])
        .limit(ROWS_AT_ONCE);
      for (const row of rows) {
        addPerson(matcher, row.user_ref, namesOf[table](row));
        last = { updated_at: new Date(row.updated_at), key: row[keyOf[table]] };
      }
      if (rows.length < ROWS_AT_ONCE) {
        return last;
      }
      await setImmediate();
    }
  }
}

/** Whoever has no account is a person. Other accounts, such as Callboard's own, are no people. */
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
