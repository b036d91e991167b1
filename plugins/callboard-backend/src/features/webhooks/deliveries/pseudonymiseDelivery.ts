import { WebhookDelivery } from '@callboard/plugin-callboard-common';
import { NIL } from 'uuid';
import { ActivityPseudonymiser } from '../../../pseudonyms/ActivityPseudonymiser';

/** A delivery as a viewer may see it; a pseudonymiser hides names. */
export function pseudonymiseDelivery<Delivery extends WebhookDelivery>(
  delivery: Delivery,
  pseudonymiser: ActivityPseudonymiser | undefined,
): Delivery {
  if (!pseudonymiser) {
    return delivery;
  }
  const [entity_type] = delivery.type.split('.');
  const { entity_id, entity_label } = pseudonymiser.pseudonymiseEntity({
    ...delivery,
    entity_type,
  });
  return { ...delivery, entity_id: entity_id ?? NIL, entity_label };
}
