import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';

/**
 * What the portal's auditor has heard of one act, as a row of the activity log
 * tells it.
 *
 * @public
 */
export interface AuditedActivity {
  /** When it was heard. */
  at: Date;
  /**
   * Who did it, as a lower-case entity reference: a User, or `system:…` for a
   * plugin or program.
   */
  user_ref: string;
  /** What they are called, where they are no User. */
  display_name: string;
  /** `<plugin>.<event>`: 1 to 64 of `a-z0-9_.-`. */
  action: string;
  /** What it was done to, in at most 64, 255 and 512 characters. */
  entity_type: string | null;
  entity_id: string | null;
  entity_label: string | null;
  /**
   * `plugin`, `event`, `severity` and `status` as the auditor has them, and what
   * else is known; at most 8192 bytes of JSON.
   */
  metadata: JsonObject;
  /** Kept only where Callboard records addresses. */
  ip: string | null;
}

/** Where audited acts go. Everything is in the process. @public */
export interface AuditSink {
  /**
   * Adds acts to the log, in the default workspace, where its admins and those
   * who did them can read them. Whole or not at all, but for those that the
   * database refuses.
   *
   * Given the same objects again after an error, it adds each once.
   *
   * @param acts - some hundreds at most
   * @returns how many the database has refused
   * @throws when nothing can be stored now
   */
  store(actions: readonly AuditedActivity[]): Promise<{ refused: number }>;
}

/** Hears what other plugins audit. @public */
export interface AuditSource {
  /** Called once Callboard can store what it heard. */
  connect(sink: AuditSink): void;
}

/** @public */
export interface AuditSourcesExtensionPoint {
  addSource(source: AuditSource): void;
}

/**
 * Lets a module add to the log what the portal's auditor hears.
 *
 * @public
 */
export const auditSourcesExtensionPoint =
  createExtensionPoint<AuditSourcesExtensionPoint>({
    id: 'callboard.audit-sources',
  });
