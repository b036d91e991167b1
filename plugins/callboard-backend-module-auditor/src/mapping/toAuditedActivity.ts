import { AuditorEvent } from '@backstage/backend-defaults/auditor';
import {
  userRef,
  MAX_METADATA_BYTES,
} from '@callboard/plugin-callboard-common';
import { JsonObject, JsonValue } from '@backstage/types';
import { QueuedAction } from '../capture/AuditQueue';
import { findUnnamedResource } from '../catalog/findUnnamedResource';
import { cleanText } from './cleanText';
import { getActionTarget } from './getActionTarget';

const MAX_TEXT = 1_000;
const MAX_DEPTH = 8;
/** The maximum number of entries of one object or list; further entries are not traversed. */
const MAX_ENTRIES = 200;

/**
 * Copies arbitrary values as JSON that every database accepts, up to a number of bytes. Skipped
 * entries count towards the limit as well, so the limit also bounds the work.
 */
class BoundedCopy {
  /** Whether anything was omitted. */
  isCut = false;

  /** @param remainingBytes - the maximum size of the JSON, in bytes of UTF-8 */
  constructor(private remainingBytes: number) {}

  /** @returns undefined if the value is not JSON, or does not fit */
  copy(value: unknown, depth = 0): JsonValue | undefined {
    switch (typeof value) {
      case 'string':
        this.isCut ||= value.length > MAX_TEXT;
        return this.spend(cleanText(value, MAX_TEXT));
      case 'number':
        return this.spend(Number.isFinite(value) ? value : null);
      case 'bigint':
        return this.spend(String(value).slice(0, MAX_TEXT));
      case 'boolean':
        return this.spend(value);
      case 'object':
        return value === null
          ? this.spend(null)
          : this.copyObject(value, depth);
      default:
        return undefined;
    }
  }

  private copyObject(value: object, depth: number): JsonValue | undefined {
    if (value instanceof Date) {
      return this.spend(Number.isNaN(+value) ? null : value.toISOString());
    }
    if (
      depth === MAX_DEPTH ||
      ArrayBuffer.isView(value) ||
      this.remainingBytes < 4
    ) {
      this.isCut = true;
      return undefined;
    }
    this.remainingBytes -= 2;
    return Array.isArray(value)
      ? this.copyList(value, depth)
      : this.copyRecord(value, depth);
  }

  private copyList(values: readonly unknown[], depth: number): JsonValue {
    const copied: JsonValue[] = [];
    for (const value of this.iterateEntries(values)) {
      this.remainingBytes -= 1;
      const item = this.copy(value, depth + 1);
      if (item !== undefined) {
        copied.push(item);
      }
    }
    return copied;
  }

  private copyRecord(value: object, depth: number): JsonValue {
    const copied: Array<[string, JsonValue]> = [];
    for (const name of this.iterateEntries(Object.keys(value))) {
      // Code that reads the log and assigns this key to an object would replace its prototype.
      if (name === '__proto__') {
        this.isCut = true;
        continue;
      }
      const key = this.spend(cleanText(name, MAX_TEXT));
      // The colon and a comma.
      this.remainingBytes -= 2;
      const item =
        key === undefined
          ? undefined
          : this.copy((value as Record<string, unknown>)[name], depth + 1);
      if (item !== undefined) {
        copied.push([key as string, item]);
      }
    }
    return Object.fromEntries(copied);
  }

  /** Yields entries up to the limits. */
  private *iterateEntries<T>(values: readonly T[]): Generator<T> {
    for (const value of values.slice(0, MAX_ENTRIES)) {
      if (this.remainingBytes <= 0) {
        this.isCut = true;
        return;
      }
      yield value;
    }
    this.isCut ||= values.length > MAX_ENTRIES;
  }

  /** Subtracts the size of a value. Once a value does not fit, nothing else is copied. */
  private spend<T extends string | number | boolean | null>(
    value: T,
  ): T | undefined {
    const bytes = Buffer.byteLength(JSON.stringify(value));
    if (bytes > this.remainingBytes) {
      // Otherwise, `copy` would try every following value.
      this.remainingBytes = 0;
      this.isCut = true;
      return undefined;
    }
    this.remainingBytes -= bytes;
    return value;
  }
}

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
 * Creates the metadata that the log stores in addition to an event's actor, action and resource:
 * first the auditor's own fields, then as much of the plugin's `meta` as fits.
 */
function toAuditMetadata(event: AuditorEvent): JsonObject {
  try {
    return copyEvent(event);
  } catch {
    // A part of `meta` is unreadable, so the event is stored without `meta`.
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

function describeError(error: unknown): object {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { message: String(error) };
}

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
