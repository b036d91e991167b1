import { Knex } from 'knex';
import { isPostgres } from '../isPostgres';

/**
 * The size of the page cache during the work. Index writes are scattered over all pages, so the
 * cache must hold most pages of a year of data.
 */
const CACHE_KIB = 128 * 1024;

/**
 * Runs `work` without waiting for the disk after each transaction of SQLite, which would take most
 * of the time to seed a year of data. A power failure during `work` only loses seeded data. Later
 * transactions are synchronised as usual, together with all earlier ones.
 */
export async function withoutWaitingForDisk(
  knex: Knex,
  work: () => Promise<void>,
): Promise<void> {
  if (isPostgres(knex)) {
    await work();
    return;
  }
  const [{ synchronous }] = await knex.raw('PRAGMA synchronous');
  const [{ cache_size }] = await knex.raw('PRAGMA cache_size');
  await knex.raw('PRAGMA synchronous = OFF');
  await knex.raw(`PRAGMA cache_size = -${CACHE_KIB}`);
  try {
    await work();
  } finally {
    await knex.raw(`PRAGMA synchronous = ${synchronous}`);
    await knex.raw(`PRAGMA cache_size = ${cache_size}`);
  }
}
