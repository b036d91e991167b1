import { ChangeType, changeTypes, entityTypes } from '../changes/vocabulary';

/**
 * The event type of a new seal of the activity log. It occurs every few seconds, so it must be
 * subscribed to by name; `*` does not include it.
 *
 * @public
 */
export const SEALED_EVENT_TYPE = 'activity.sealed';

/** @public */
export type WebhookEventType = ChangeType | typeof SEALED_EVENT_TYPE;

/** All event types, `<entity type>.<action>`. @public */
export const webhookEventTypes: readonly WebhookEventType[] = [
  ...changeTypes,
  SEALED_EVENT_TYPE,
];

/**
 * The possible subscriptions of a webhook: an event type, all events of an entity type such as
 * `work_item.*`, or everything (`*`).
 *
 * @public
 */
export const webhookSubscriptions: readonly string[] = [
  '*',
  ...entityTypes.map(type => `${type}.*`),
  ...webhookEventTypes,
];

/** Whether one of these subscriptions covers an event type. @public */
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
