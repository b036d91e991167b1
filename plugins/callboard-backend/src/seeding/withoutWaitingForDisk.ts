import { Knex } from 'knex';
import { isPostgres } from '../database/dialect';

/** Room for most of a year of data: indexes are written all over. */
const CACHE_KIB = 128 * 1024;

/**
 * Runs `work` without waiting for the disk after each transaction of SQLite,
 * which is what making a year of data would mostly do. Should the machine lose
 * its power meanwhile, there was nothing in the database but what was being
 * made. What follows is written as always, and everything before it with it.
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
