import {
  ActivitySeal,
  SEALED_EVENT_TYPE,
  WebhookPayload,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { callboardActor } from '../../../kernel/actor';
import { getTraceparent } from '../../../kernel/tracing';
import { createId } from '../../../database/ids';
import { webhookStore } from '../WebhookStore';
import { DeliveryQueue } from './DeliveryQueue';
import { insertDeliveries } from './DeliveryStore';

/** Sends the seals of the activity log to webhooks, so that other systems store them. */
export class SealDeliveries {
  constructor(private readonly queue: DeliveryQueue) {}

  /** Creates a delivery of a seal for each subscribed webhook, in any workspace. */
  async notify(tx: Knex.Transaction, seal: ActivitySeal): Promise<void> {
    const subscribers = await webhookStore.listSealSubscribers(tx);
    const now = Date.parse(seal.sealed_at);
    for (const [workspace_id, workspaceSubscribers] of Object.entries(
      groupBy(subscribers, 'workspace_id'),
    )) {
      const event_id = createId(now);
      const body = JSON.stringify(toSealPayload(seal, workspace_id, event_id));
      await insertDeliveries(
        tx,
        [{ id: event_id, body }],
        workspaceSubscribers.map(({ id: webhook_id }) => ({
          id: createId(now),
          webhook_id,
          event_id,
          type: SEALED_EVENT_TYPE,
          // Seals must arrive in order. Deliveries are sent in order if they have the same entity.
          entity_id: workspace_id,
          entity_label: null,
          status: 'pending' as const,
          last_error: null,
          traceparent: getTraceparent(),
          created_at: new Date(now),
        })),
        now,
      );
      await this.queue.wake(tx, workspaceSubscribers, now);
    }
  }
}

export function toSealPayload(
  seal: ActivitySeal,
  workspace_id: string,
  id: string,
): WebhookPayload {
  const { user_ref, display_name } = callboardActor;
  return {
    type: SEALED_EVENT_TYPE,
    timestamp: seal.sealed_at,
    data: seal,
    workspace_id,
    activity: {
      id,
      actor: { user_ref, display_name },
      action: 'sealed',
      changes: [],
    },
  };
}
