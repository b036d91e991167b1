import { z } from 'zod';

/**
 * The level of a subscription to a project or work item: everything, only mentions, or nothing.
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

/** The subscription level of a user for a project or work item, and its source. @public */
export const subscription = z
  .strictObject({
    level: subscriptionLevel,
    /**
     * `own`: set here; `project`: set for its project; `assignee` and `author`: followed
     * automatically; `none`: not followed.
     */
    source: z.enum(['own', 'project', 'assignee', 'author', 'none']),
  })
  .meta({ id: 'Subscription' });

/** @public */
export type Subscription = z.output<typeof subscription>;
