import { parseEntityRef } from '@backstage/catalog-model';
import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { NameFinder } from './NameFinder';

/** All is read again after so long, for what people were called in the log. */
const ALL_EVERY_MS = 60_000;

const ROWS_AT_ONCE = 2_000;

/** How much later a change can be committed than it was made. */
const SLOW_MS = 10_000;

/** A part of a reference that is no ordinary word, such as `jane.doe`. */
const UNUSUAL = /[^a-z]/i;

/** Where people are kept, each row with the moment of its last change. */
const TABLES = ['people', 'staff'] as const;

type Table = (typeof TABLES)[number];

interface Loaded {
  finder: NameFinder;
  at: number;
  /** When the last change was made that was read of each table. */
  until: Map<Table, number>;
}

const columnsOf: Record<Table, string[]> = {
  people: ['user_ref', 'display_name', 'email', 'updated_at'],
  staff: ['id', 'user_ref', 'first_name', 'last_name', 'email', 'updated_at'],
};

/** By what texts name the person of a row. */
const namesOf: Record<Table, (row: any) => string[]> = {
  people({ user_ref, display_name, email }) {
    const { name } = parseEntityRef(user_ref);
    return [display_name, ...(email ? [email] : [])].concat(
      UNUSUAL.test(name) ? name : [],
    );
  },
  staff: ({ first_name, last_name, email }) => [
    `${first_name} ${last_name}`,
    `${last_name}, ${first_name}`,
    email,
  ],
};

/** The names of everybody whom the portal, the staff or the log knows. */
export class KnownNames {
  #loaded: Promise<Loaded> | undefined;

  constructor(
    private readonly knex: Knex,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** What finds in texts whom the portal and the staff know by now. */
  async finder(): Promise<NameFinder> {
    const next = this.loadedAfter(this.#loaded);
    this.#loaded = next;
    try {
      return (await next).finder;
    } catch (error) {
      this.#loaded = undefined;
      throw error;
    }
  }

  private async loadedAfter(
    before: Promise<Loaded> | undefined,
  ): Promise<Loaded> {
    const known = await before;
    const isRecent = known && this.now() - known.at <= ALL_EVERY_MS;
    const loaded = isRecent ? known : await this.loadLog();
    for (const table of TABLES) {
      await this.addChanged(table, loaded);
    }
    return loaded;
  }

  private async loadLog(): Promise<Loaded> {
    const loaded: Loaded = {
      finder: new NameFinder(),
      at: this.now(),
      until: new Map(),
    };
    for (let after = ''; ; ) {
      const rows: Array<{ user_id: string; user_name: string }> =
        await this.knex('activity_people')
          .select('user_id', 'user_name')
          .where('user_id', '>', after)
          .orderBy('user_id')
          .limit(ROWS_AT_ONCE);
      for (const { user_id, user_name } of rows) {
        if (user_id.startsWith('user:')) loaded.finder.add(user_id, user_name);
      }
      if (rows.length < ROWS_AT_ONCE) {
        return loaded;
      }
      after = rows[rows.length - 1].user_id;
      await setImmediate();
    }
  }

  private async addChanged(
    table: Table,
    { finder, until }: Loaded,
  ): Promise<void> {
    const rows: any[] = await this.knex(table)
      .select(columnsOf[table])
      .where('updated_at', '>=', new Date((until.get(table) ?? 0) - SLOW_MS))
      .orderBy('updated_at');
    for (const row of rows) {
      namesOf[table](row).forEach(name =>
        finder.add(row.user_ref ?? `staff:${row.id}`, name),
      );
      until.set(table, new Date(row.updated_at).getTime());
    }
  }
}
