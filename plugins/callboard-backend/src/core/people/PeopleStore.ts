import { Knex } from 'knex';
import { chunk } from 'lodash';
import { inListSql } from '../../database/bulk';
import { lockForNoKeyUpdate } from '../../database/locks';
import { normaliseForSearch } from '../../database/text';
import { listEverErasedRefs } from './erasedPeople';

export interface Person {
  user_ref: string;
  display_name: string;
  email: string | null;
  picture: string | null;
  /** Whether the catalog had them at the last lookup. */
  is_in_catalog: boolean;
}

const columns = [
  'user_ref',
  'display_name',
  'email',
  'picture',
  'is_in_catalog',
] as const;

const ROWS_PER_INSERT = 500;

export class PeopleStore {
  constructor(private readonly knex: Knex) {}

  async findMany(user_refs: readonly string[]): Promise<Person[]> {
    const rows = await this.knex('people')
      .select(columns)
      .whereRaw(...inListSql(this.knex, 'user_ref', user_refs, 'text'));
    return rows.map(row => ({
      ...row,
      is_in_catalog: Boolean(row.is_in_catalog),
    }));
  }

  /** Lists the given people who were ever erased, even if they are stored again. */
  async listEverErasedRefs(
    user_refs: readonly string[],
  ): Promise<ReadonlySet<string>> {
    return listEverErasedRefs(this.knex, user_refs);
  }

  /** Of the given people, lists those who were looked up in the catalog since an instant. */
  async listRefreshedSince(
    user_refs: readonly string[],
    after: number,
  ): Promise<string[]> {
    return this.knex('people')
      .whereRaw(...inListSql(this.knex, 'user_ref', user_refs, 'text'))
      .where('updated_at', '>', new Date(after))
      .pluck('user_ref');
  }

  /** Lists the people whose last catalog lookup was before an instant, oldest first. */
  async listStaleRefs(before: number, limit: number): Promise<string[]> {
    return this.knex('people')
      .where('updated_at', '<', new Date(before))
      .orderBy('updated_at')
      .limit(limit)
      .pluck('user_ref');
  }

  async upsert(people: Person[], now: number): Promise<void> {
    for (const peopleChunk of chunk(people, ROWS_PER_INSERT)) {
      await this.knex('people')
        .insert(
          peopleChunk.map(person => ({
            ...person,
            // One line per text: search terms have no line breaks, so they cannot match across two
            // texts.
            search_text: normaliseForSearch(
              [person.display_name, person.user_ref].join('\n'),
            ),
            updated_at: new Date(now),
          })),
        )
        .onConflict('user_ref')
        .merge([...columns, 'search_text', 'updated_at']);
    }
  }

  /** Updates the given people who are still stored. */
  async update(people: Person[], now: number): Promise<void> {
    const user_refs = people.map(({ user_ref }) => user_ref);
    await this.knex.transaction(async tx => {
      const stored = new Set<string>(
        await lockForNoKeyUpdate(
          tx('people').whereRaw(
            ...inListSql(tx, 'user_ref', user_refs, 'text'),
          ),
        ).pluck('user_ref'),
      );
      await new PeopleStore(tx).upsert(
        people.filter(({ user_ref }) => stored.has(user_ref)),
        now,
      );
    });
  }

  /** Marks people as missing in the catalog; their names stay. */
  async markMissing(user_refs: string[], now: number): Promise<void> {
    await this.knex('people')
      .whereIn('user_ref', user_refs)
      .update({ is_in_catalog: false, updated_at: new Date(now) });
  }
}
