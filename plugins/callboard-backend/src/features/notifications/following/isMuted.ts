import { SubscriptionLevel } from '@callboard/plugin-callboard-common';

/** A user's subscription levels that apply to an event. */
export interface ThreadLevel {
  /** The level of the work item. */
  item?: SubscriptionLevel;
  /** The level of its project. */
  project?: SubscriptionLevel;
}

/**
 * Whether a user has muted an event that is addressed to them: the rule of `whereNotMuted`
 * for one person.
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
