import { NotAllowedError } from '@backstage/errors';
import { LoggableItem } from './LoggableItems';
import { WorklogPair } from './WorklogRow';

/** Whether a change adds time: more minutes, or another day. */
export function addsTime({ before, after }: WorklogPair): boolean {
  return (
    after !== null &&
    (before === null ||
      after.duration_minutes > before.duration_minutes ||
      after.logged_at !== before.logged_at)
  );
}

/**
 * People who can no longer log time on an item can still correct their worklogs there: edit the
 * description, reduce the minutes, or delete them.
 *
 * @throws NotAllowedError for a change that adds time
 */
export function requireCorrection(
  { identifier, isAdmin, isDeleted, canLog }: LoggableItem,
  pair: WorklogPair,
): void {
  if (!isAdmin && (isDeleted || !canLog) && addsTime(pair)) {
    throw new NotAllowedError(
      `You can no longer log time on ${identifier}. You can only reduce or delete your time entries there`,
    );
  }
}
