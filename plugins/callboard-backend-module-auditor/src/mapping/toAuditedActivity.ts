import { AuditorEvent } from '@backstage/backend-defaults/auditor';
import { QueuedAction } from '../capture/QueuedAction';
import { unnamedOf } from '../catalog/unnamedOf';
import { actorOf } from './actorOf';
import { cleanText } from './cleanText';
import { entityOf } from './entityOf';
import { metadataOf } from './metadataOf';

const MAX_ACTION = 64;

/** The estimated memory of an event in addition to its texts. */
const OVERHEAD_BYTES = 500;

/** A queued event. Retains no object of the audited plugin. */
export function toAuditedActivity(event: AuditorEvent, at: Date): QueuedAction {
  const metadata = metadataOf(event);
  const { ip } = event.actor;
  return {
    activity: {
      at,
      ...actorOf(event.actor.actorId),
      action: actionOf(event),
      ...entityOf(event),
      metadata,
      ip: ip === undefined ? null : cleanText(ip, 64),
    },
    unnamed: unnamedOf(event),
    bytes: OVERHEAD_BYTES + 2 * JSON.stringify(metadata).length,
  };
}

function actionOf({ plugin, eventId }: AuditorEvent): string {
  return `${plugin}.${eventId.slice(0, MAX_ACTION)}`
    .toLowerCase()
    .replace(/[^a-z0-9_.-]/g, '_')
    .slice(0, MAX_ACTION);
}
