import { Knex } from 'knex';
import { isPostgres } from './isPostgres';

/**
 * Runs reads in one snapshot: none of them sees commits in between. For short reads only, because
 * it occupies a connection.
 */
export async function inSnapshot<T>(
  knex: Knex,
  read: (snapshot: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return isPostgres(knex)
    ? knex.transaction(read, {
        isolationLevel: 'repeatable read',
        readOnly: true,
      })
    : knex.transaction(read);
}
