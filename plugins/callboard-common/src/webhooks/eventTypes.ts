import { ChangeType, changeTypes, entityTypes } from '../changes/vocabulary';

/**
 * The type of the event that tells of a new seal of the activity log. It comes every few
 * seconds, so only those get it who ask for it, not all who ask for everything.
 *
 * @public
 */
export const SEALED_EVENT_TYPE = 'activity.sealed';

/** @public */
export type WebhookEventType = ChangeType | typeof SEALED_EVENT_TYPE;

/** All types of events, `<entity type>.<action>`. @public */
export const webhookEventTypes: readonly WebhookEventType[] = [
  ...changeTypes,
  SEALED_EVENT_TYPE,
];

/**
 * What a webhook can subscribe to: a type of events, all events about a type of
 * entities such as `work_item.*`, or everything (`*`).
 *
 * @public
 */
export const webhookSubscriptions: readonly string[] = [
  '*',
  ...entityTypes.map(type => `${type}.*`),
  ...webhookEventTypes,
];

/** Whether one of these subscriptions covers a type of events. @public */
export function coversEventType(
  subscriptions: readonly string[],
  type: string,
): boolean {
  const [entityType] = type.split('.');
  return subscriptions.some(
    subscription =>
      (subscription === '*' && type !== SEALED_EVENT_TYPE) ||
      subscription === type ||
      subscription === `${entityType}.*`,
  );
}
