import { z } from 'zod';

/**
 * How much somebody hears of a project or work item they follow: all of it, only
 * what mentions them, or nothing.
 *
 * @public
 */
export const subscriptionLevel = z
  .enum(['all', 'mentions', 'none'])
  .meta({ id: 'SubscriptionLevel' });

/** @public */
export type SubscriptionLevel = z.output<typeof subscriptionLevel>;

/** @public */
export const newSubscription = z
  .object({ level: subscriptionLevel })
  .meta({ id: 'NewSubscription' });

/** @public */
export type NewSubscription = z.output<typeof newSubscription>;

/** What somebody hears of a project or work item, and why. @public */
export const subscription = z
  .strictObject({
    level: subscriptionLevel,
    /**
     * `own`: they chose it here; `project`: they chose it for its project;
     * `assignee` and `author`: they follow by themselves; `none`: they do not
     * follow it.
     */
    source: z.enum(['own', 'project', 'assignee', 'author', 'none']),
  })
  .meta({ id: 'Subscription' });

/** @public */
export type Subscription = z.output<typeof subscription>;
