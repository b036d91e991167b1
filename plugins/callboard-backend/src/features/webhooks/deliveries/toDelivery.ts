import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { validate } from 'uuid';
import { createId } from '../../../database/ids';
import { WebhookRow } from '../WebhookRow';
import { NewDelivery } from './deliveryData';

/** The delivery of a change to a webhook; it fails where that is not active. */
export function toDelivery(
  { id: webhook_id, is_active }: WebhookRow,
  change: ChangeEvent,
): NewDelivery {
  const at = Date.parse(change.created_at);
  return {
    id: createId(at),
    webhook_id,
    event_id: change.id,
    type: `${change.entity_type}.${change.action}`,
    // An unmasked person has no UUID, so these events need no order.
    entity_id: validate(change.entity_id) ? change.entity_id : change.id,
    entity_label: change.entity_label,
    status: is_active ? 'pending' : 'failed',
    last_error: is_active ? null : 'The webhook was deactivated',
    created_at: new Date(at),
  };
}
