import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';

/** An audit event of the portal's auditor, as a row of the activity log. @public */
export interface AuditedActivity {
  /** The time of receipt. */
  at: Date;
  /** The actor, in lower case: the reference of a User, or `system:…` for a plugin or program. */
  user_ref: string;
  /** The actor's name; for a User, used only if Callboard does not know their name. */
  display_name: string;
  /** `<plugin>.<event>`: 1 to 64 of the characters `a-z`, `0-9`, `_`, `.` and `-`. */
  action: string;
  /** The type of the resource; at most 64 characters. */
  entity_type: string | null;
  /** The id of the resource; at most 255 characters. */
  entity_id: string | null;
  /** The label of the resource; at most 512 characters. */
  entity_label: string | null;
  /**
   * The auditor's `plugin`, `event`, `severity` and `status`, and further data; at most 8192 bytes
   * of JSON.
   */
  metadata: JsonObject;
  /** Stored only if Callboard records IP addresses. */
  ip: string | null;
}

/** Receives audit events in the same process. @public */
export interface AuditSink {
  /**
   * Adds audit events to the log of the default workspace, where its admins and the actors can read
   * them. Skips events that the database rejects.
   *
   * After an error, call this again with the same objects: events that are already stored are not
   * added twice.
   *
   * @param actions - at most a few hundred
   * @returns the number of rejected events
   * @throws if the database is unavailable
   */
  store(actions: readonly AuditedActivity[]): Promise<{ refused: number }>;
}

/** Receives the audit events of other plugins. @public */
export interface AuditSource {
  /** Called once Callboard can store audit events. */
  connect(sink: AuditSink): void;
}

/** @public */
export interface AuditSourcesExtensionPoint {
  addSource(source: AuditSource): void;
}

/** Lets a module add the portal's audit events to the log. @public */
export const auditSourcesExtensionPoint =
  createExtensionPoint<AuditSourcesExtensionPoint>({
    id: 'callboard.audit-sources',
  });
