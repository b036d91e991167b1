import { WebhookDelivery } from '@callboard/plugin-callboard-common';
import { NIL } from 'uuid';
import { ActivityMask } from '../../../pseudonyms/ActivityMask';

/** A delivery as somebody sees it; without names if there is a mask. */
export function maskedDelivery<Delivery extends WebhookDelivery>(
  delivery: Delivery,
  mask: ActivityMask | undefined,
): Delivery {
  if (!mask) {
    return delivery;
  }
  const [entity_type] = delivery.type.split('.');
  const { entity_id, entity_label } = mask.entity({ ...delivery, entity_type });
  return { ...delivery, entity_id: entity_id ?? NIL, entity_label };
}
