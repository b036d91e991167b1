import { ChangeType, changeTypes, entityTypes } from '../changes/vocabulary';

/** All types of events, `<entity type>.<action>`. @public */
export const webhookEventTypes: readonly ChangeType[] = changeTypes;

/**
 * What a webhook can subscribe to: a type of events, all events about a type of
 * entities such as `work_item.*`, or everything (`*`).
 *
 * @public
 */
export const webhookSubscriptions: readonly string[] = [
  '*',
  ...entityTypes.map(type => `${type}.*`),
  ...changeTypes,
];

/** Whether one of these subscriptions covers a type of events. @public */
export function coversEventType(
  subscriptions: readonly string[],
  type: string,
): boolean {
  const [entityType] = type.split('.');
  return subscriptions.some(
    subscription =>
      subscription === '*' ||
      subscription === type ||
      subscription === `${entityType}.*`,
  );
}
