import { NotAllowedError } from '@backstage/errors';
import { LoggableItem } from './LoggableItems';
import { WorklogPair } from './WorklogRow';

/** Whether a change logs time that was not there: more minutes, or another day. */
export function isMore({ before, after }: WorklogPair): boolean {
  return (
    after !== null &&
    (before === null ||
      after.duration_minutes > before.duration_minutes ||
      after.logged_at !== before.logged_at)
  );
}

/**
 * Whoever can log no more time on an item can still correct what they logged there:
 * say it better, make it less, or take it back.
 *
 * @throws NotAllowedError for a change that logs more
 */
export function requireCorrection(
  { identifier, isAdmin, isDeleted, mayLog }: LoggableItem,
  pair: WorklogPair,
): void {
  if (!isAdmin && (isDeleted || !mayLog) && isMore(pair)) {
    throw new NotAllowedError(
      `You can no longer log time on ${identifier}: what is logged there can only become less`,
    );
  }
}
