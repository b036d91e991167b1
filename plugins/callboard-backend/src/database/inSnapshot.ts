import { Knex } from 'knex';
import { isPostgres } from './dialect';

/**
 * Runs reads that have to agree with each other: none of them sees what others
 * commit in between. For short reads only, as it holds a connection.
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
