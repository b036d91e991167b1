import { Knex } from 'knex';
import { normaliseForSearch } from '../../database/normaliseForSearch';

/** Short enough for an index and a cursor. */
const LENGTH = 200;

/** The sort name of a user whose name is not known yet. */
export function toSortName(user_ref: string): string {
  return normaliseForSearch(user_ref).slice(0, LENGTH);
}

/** Sets the sort names of memberships to users' current names, where they differ. */
export async function sortByName(
  knex: Knex,
  [condition, bindings]: readonly [sql: string, bindings: Knex.RawBinding[]],
): Promise<void> {
  await knex.raw(
    `UPDATE memberships
     SET sort_name = substr(people.search_text, 1, ${LENGTH})
     FROM people
     WHERE people.user_ref = memberships.user_ref
       AND memberships.sort_name <> substr(people.search_text, 1, ${LENGTH})
       AND ${condition}`,
    bindings,
  );
}
