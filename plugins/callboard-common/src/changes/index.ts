import { JsonObject } from '@backstage/types';
import { FieldChange } from '../activity/schemas';
import { ChangeAction, EntityType, Visibility } from './vocabulary';

export * from './vocabulary';

/**
 * The topic of the platform's events service on which every committed change is published, at least
 * once. A redelivered event has the same id.
 *
 * @public
 */
export const CHANGES_TOPIC = 'callboard.changes';

/**
 * A committed change, as subscribers receive it. The event contains all data of the change, because
 * the database may have changed since.
 *
 * @public
 */
export interface ChangeEvent {
  /** The id of the activity row of the change; stable over redelivery. */
  id: string;
  workspace_id: string;
  /** The project of the change, if any. */
  project_id: string | null;
  /**
   * The person who made the change: an entity reference, and their name at that
   * time.
   */
  actor: { user_ref: string; display_name: string };
  /** The audience, in addition to the actor and the admins of the workspace. */
  visibility: Visibility;
  /** The audience (entity references) if `visibility` is `people`; empty otherwise. */
  people: string[];
  action: ChangeAction;
  entity_type: EntityType;
  entity_id: string;
  entity_label: string | null;
  changes: FieldChange[];
  /**
   * Additional data: the counts of a bulk operation, and `names`, which maps the ids in `changes`
   * to names.
   */
  metadata: JsonObject | null;
  /**
   * The resource as the API shows it to an admin of the workspace: after the change, or before a
   * deletion. Sensitive values are `[hidden]`, as in `changes`. Null for an action without a
   * single resource, and if the resource exceeds `MAX_RESOURCE_BYTES`.
   */
  resource: JsonObject | null;
  /** Whether `resource` is null because it exceeds `MAX_RESOURCE_BYTES`. */
  is_resource_left_out: boolean;
  batch_id: string | null;
  /**
   * Whether the change is one part of a bulk action. All parts have the `batch_id` of the change
   * that records the action as a whole.
   */
  is_detail: boolean;
  /** ISO 8601, UTC. */
  created_at: string;
}

/** The maximum size of the resource in a change event, in bytes of JSON. @public */
export const MAX_RESOURCE_BYTES = 256 * 1024;

/**
 * The topic on which every new seal of the activity log is published, at least once. The payload is
 * the seal.
 *
 * @public
 */
export const SEALS_TOPIC = 'callboard.activity.sealed';
