import { measureChanges } from './changes.mjs';
import { measureIdle } from './idle.mjs';
import { measureNotifications } from './notifications.mjs';
import { measureQueue } from './queue.mjs';
import { measureReplicas } from './replicas.mjs';
import { measureWebhooks } from './webhooks.mjs';

/** From a commit to subscribers, notifications, webhooks and open pages. */
export async function measure(context) {
  await measureIdle(context);
  await measureChanges(context);
  await measureNotifications(context);
  await measureWebhooks(context);
  await measureQueue(context);
  await measureReplicas(context);
}
