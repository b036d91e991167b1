import { Knex } from 'knex';
import { isPostgres } from './isPostgres';

/**
 * Whether the client blocks the thread until a statement ends. SQLite works in the calling thread:
 * meanwhile, this process answers no request.
 */
export function isBlocking(knex: Knex): boolean {
  return !isPostgres(knex);
}

/**
 * Chooses how many rows a statement or transaction processes. Large batches are efficient, but a
 * blocking client would delay all requests until the batch ends.
 */
export function chooseBatchSize(
  knex: Knex,
  sizes: { concurrent: number; blocking: number },
): number {
  return isBlocking(knex) ? sizes.blocking : sizes.concurrent;
}
