import { SubscriptionLevel } from '@callboard/plugin-callboard-common';

/** What somebody has said of a thread. */
export interface ThreadLevel {
  /** Of the work item. */
  item?: SubscriptionLevel;
  /** Of its project. */
  project?: SubscriptionLevel;
}

/**
 * Whether somebody does not want to hear of something, though it is addressed to
 * them: the same rule as `whereNotMuted`, for one person.
 */
export function isMuted(
  { item, project }: ThreadLevel,
  is_mention: boolean,
): boolean {
  if (item === undefined) {
    return project === 'none';
  }
  return item === 'none' || (item === 'mentions' && !is_mention);
}
