import { AuditorEvent } from '@backstage/backend-defaults/auditor';
import { JsonObject } from '@backstage/types';
import { MAX_METADATA_BYTES } from '@callboard/plugin-callboard-common';
import { BoundedCopy } from './BoundedCopy';
import { getEventSeverity } from './getEventSeverity';

const CUT_MARK = { is_cut: true };

/** Includes a comma. */
const ROOM_FOR_MARK = JSON.stringify(CUT_MARK).length;

/**
 * The metadata that the log stores of an event, in addition to actor, action and resource: its
 * identification first, then as much of the plugin's data as fits.
 */
export function toAuditMetadata(event: AuditorEvent): JsonObject {
  try {
    return copyEvent(event);
  } catch {
    // Part of it is unreadable; the rest is still stored.
    return { ...copyEvent({ ...event, meta: undefined }), ...CUT_MARK };
  }
}

function copyEvent(event: AuditorEvent): JsonObject {
  const copy = new BoundedCopy(MAX_METADATA_BYTES - ROOM_FOR_MARK);
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
