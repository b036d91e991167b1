import { AuditorEvent } from '@backstage/backend-defaults/auditor';
import { QueuedAction } from '../capture/QueuedAction';
import { findUnnamedResource } from '../catalog/findUnnamedResource';
import { toAuditActor } from './toAuditActor';
import { cleanText } from './cleanText';
import { getActionTarget } from './getActionTarget';
import { toAuditMetadata } from './toAuditMetadata';

const MAX_ACTION = 64;

/** The estimated memory of an event in addition to its texts. */
const OVERHEAD_BYTES = 500;

/** A queued event. Retains no object of the audited plugin. */
export function toAuditedActivity(event: AuditorEvent, at: Date): QueuedAction {
  const metadata = toAuditMetadata(event);
  const { ip } = event.actor;
  return {
    activity: {
      at,
      ...toAuditActor(event.actor.actorId),
      action: toAuditedAction(event),
      ...getActionTarget(event),
      metadata,
      ip: ip === undefined ? null : cleanText(ip, 64),
    },
    unnamed: findUnnamedResource(event),
    bytes: OVERHEAD_BYTES + 2 * JSON.stringify(metadata).length,
  };
}

function toAuditedAction({ plugin, eventId }: AuditorEvent): string {
  return `${plugin}.${eventId.slice(0, MAX_ACTION)}`
    .toLowerCase()
    .replace(/[^a-z0-9_.-]/g, '_')
    .slice(0, MAX_ACTION);
}
