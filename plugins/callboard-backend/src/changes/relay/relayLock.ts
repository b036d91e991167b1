import { Knex } from 'knex';
import { tryWithAdvisoryLock, withAdvisoryLock } from '../../database/locks';

const RELAY_LOCK = 0x63_62_72_6c;

/** How long the relay may be unresponsive before another replica takes over. */
export const RELAY_IDLE_TIMEOUT_MS = 10_000;

/**
 * Runs `work` unless another replica is relaying.
 *
 * @param work - gets a function that tells whether the lock is still held, as far as known
 * @returns false if another replica is relaying, and `work` did not run
 */
export async function withRelayLock(
  knex: Knex,
  work: (isLocked: () => boolean) => Promise<void>,
): Promise<boolean> {
  return tryWithAdvisoryLock(knex, RELAY_LOCK, work);
}

/** Runs `work` while no replica relays. */
export async function withRelayPaused(
  knex: Knex,
  work: () => Promise<void>,
): Promise<void> {
  await withAdvisoryLock(knex, RELAY_LOCK, work);
}
