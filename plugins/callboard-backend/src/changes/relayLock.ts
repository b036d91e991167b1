import { Knex } from 'knex';
import { isPostgres } from '../database/dialect';

const RELAY_LOCK = 0x63_62_72_6c;

/**
 * Runs `work` while no other replica runs it. The lock belongs to a
 * transaction of its own, so it dies with its holder.
 *
 * @returns false when another replica holds the lock, and `work` did not run
 */
export async function withRelayLock(
  knex: Knex,
  work: () => Promise<void>,
): Promise<boolean> {
  if (!isPostgres(knex)) {
    // An embedded database has one process, and a relay never overlaps itself.
    await work();
    return true;
  }
  return knex.transaction(async tx => {
    const { rows } = await tx.raw('SELECT pg_try_advisory_xact_lock(?) AS ok', [
      RELAY_LOCK,
    ]);
    if (!rows[0].ok) {
      return false;
    }
    await work();
    return true;
  });
}
