import { Knex } from 'knex';
import { isPostgres } from '../database/dialect';

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
  await knex.raw('PRAGMA synchronous = OFF');
  try {
    await work();
  } finally {
    await knex.raw(`PRAGMA synchronous = ${synchronous}`);
  }
}
