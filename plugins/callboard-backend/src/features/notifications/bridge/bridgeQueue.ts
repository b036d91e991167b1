import { z } from 'zod';
import { MAX_ATTEMPTS, computeRetryDelay } from '../../../kernel/backoff';
import { Queue } from '../../../queue/Queue';
import { RecipientsListener } from '../dispatch/FanOut';
import { PortalBridge } from './PortalBridge';

const QUEUE = 'portal-notifications';

/** Low, because the portal's plugin inserts rows one by one. */
const BRIDGE_CONCURRENCY = 2;

const payload = z.object({
  notification_event_id: z.string(),
  first: z.string(),
  last: z.string(),
});

/** Registers the worker that forwards notifications, apart from the fan-out. */
export function registerBridgeWorker(queue: Queue, bridge: PortalBridge): void {
  queue.registerWorker(QUEUE, {
    kind: 'external',
    payload,
    concurrency: BRIDGE_CONCURRENCY,
    // Retries for about a quarter of an hour, which outlasts an upgrade of the plugin.
    retry: ({ attempts }) =>
      attempts < MAX_ATTEMPTS * 3
        ? { after_ms: computeRetryDelay(attempts) }
        : 'give up',
    run: job => bridge.forward(job.payload),
  });
}

/** Queues the forwarding of notifications, in the transaction that writes them. */
export function forwardRecipients(queue: Queue): RecipientsListener {
  return async (tx, notificationEvent, recipients) => {
    if (recipients.length > 0) {
      const refs = recipients.map(({ user_ref }) => user_ref).sort();
      await queue.add(tx, [
        {
          queue: QUEUE,
          payload: {
            notification_event_id: notificationEvent.id,
            first: refs[0],
            last: refs[refs.length - 1],
          },
        },
      ]);
    }
  };
}
