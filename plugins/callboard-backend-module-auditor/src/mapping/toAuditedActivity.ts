import { AuditorEvent } from '@backstage/backend-defaults/auditor';
import {
  userRef,
  MAX_METADATA_BYTES,
} from '@callboard/plugin-callboard-common';
import { JsonObject } from '@backstage/types';
import { QueuedAction } from '../capture/AuditQueue';
import { findUnnamedResource } from '../catalog/findUnnamedResource';
import { BoundedCopy } from './BoundedCopy';
import { cleanText } from './cleanText';
import { getActionTarget } from './getActionTarget';

/** The severity of an event: at least `high` for a failure. */
export function getEventSeverity({
  severityLevel,
  status,
}: AuditorEvent): AuditorEvent['severityLevel'] {
  return status === 'failed' && severityLevel !== 'critical'
    ? 'high'
    : severityLevel;
}

const CUT_MARK = { is_cut: true };

/** The bytes that the mark adds to other metadata, including a comma. */
const CUT_MARK_BYTES = JSON.stringify(CUT_MARK).length;

/**
 * The metadata that the log stores of an event, in addition to actor, action and resource: its
 * identification first, then as much of the plugin's data as fits.
 */
function toAuditMetadata(event: AuditorEvent): JsonObject {
  try {
    return copyEvent(event);
  } catch {
    // A part of `meta` is unreadable: the rest of the event is still stored.
    return { ...copyEvent({ ...event, meta: undefined }), ...CUT_MARK };
  }
}

function copyEvent(event: AuditorEvent): JsonObject {
  const copy = new BoundedCopy(MAX_METADATA_BYTES - CUT_MARK_BYTES);
  const metadata = copy.copy({
    plugin: event.plugin,
    event: event.eventId,
    severity: getEventSeverity(event),
    status: event.status,
    request: event.request && {
      method: event.request.method,
      url: event.request.url,
    },
    error: event.status === 'failed' ? describeError(event.error) : undefined,
    meta: event.meta,
  }) as JsonObject;
  return copy.isCut ? { ...metadata, ...CUT_MARK } : metadata;
}

/** Describes any thrown value. */
function describeError(error: unknown): object {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { message: String(error) };
}

/** The actor as the log stores it. */
interface AuditActor {
  user_ref: string;
  display_name: string;
}

const UNKNOWN: AuditActor = {
  user_ref: 'system:portal/unknown',
  display_name: 'Unknown',
};

/** The subject of a service: `plugin:catalog`, `external:ci`. */
const servicePattern = /^([a-z][a-z0-9-]{0,62}):([^\s:/]{1,128})$/i;

/**
 * Maps an auditor's actor: a user to the user's reference; a service to a reference such as
 * `system:plugin/catalog`, which no catalog entity has; any other actor to `UNKNOWN`.
 */
function toAuditActor(actorId: string | undefined): AuditActor {
  const ref = actorId?.slice(0, 512).toLowerCase() ?? '';
  if (userRef.safeParse(ref).success) {
    return { user_ref: ref, display_name: ref.slice(ref.indexOf('/') + 1) };
  }
  const [, kind, name] = servicePattern.exec(ref) ?? [];
  if (!kind || kind === 'user') {
    return UNKNOWN;
  }
  const cleanName = name.replace(/[^a-z0-9_.-]/g, '_');
  return {
    user_ref: `system:${kind}/${cleanName}`,
    display_name: `${kind}:${cleanName}`,
  };
}

const MAX_ACTION = 64;

/** The estimated memory of an event in addition to its texts. */
const OVERHEAD_BYTES = 500;

/** Converts an audit event to a queued event, which retains no object of the audited plugin. */
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
