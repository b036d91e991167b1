import { JsonObject } from '@backstage/types';
import { FieldChange } from '../activity/schemas';
import { Visibility } from './visibility';
import { ChangeAction, EntityType } from './vocabulary';

export * from './schemas';
export * from './visibility';
export * from './vocabulary';

/**
 * The topic of the platform's events service on which every committed change
 * is published, at least once, with the activity's id as a stable id.
 *
 * @public
 */
export const CHANGES_TOPIC = 'callboard.changes';

/**
 * A committed change, as subscribers receive it: enough to tell of it without
 * reading anything that may have changed since.
 *
 * @public
 */
export interface ChangeEvent {
  /** The id of the activity row of the change; stable over redelivery. */
  id: string;
  workspace_id: string;
  /** The project it is about, if it is about one. */
  project_id: string | null;
  /**
   * The person who made the change: an entity reference, and their name at that
   * time.
   */
  actor: { user_ref: string; display_name: string };
  /** Who may hear of it, beside the actor and the admins of the workspace. */
  visibility: Visibility;
  /** For whom it is, where `visibility` is `people`: entity references. */
  people: string[];
  action: ChangeAction;
  entity_type: EntityType;
  entity_id: string;
  entity_label: string | null;
  changes: FieldChange[];
  /**
   * What the log says besides: what was counted in a bulk operation, and as
   * `names`, by id, what the things are called whose ids are among the values of
   * `changes`.
   */
  metadata: JsonObject | null;
  /**
   * The resource as the API shows it to an admin of the workspace: after the
   * change, or before it where it was deleted. Sensitive values are masked as in
   * `changes`. Null for an act that is about no single resource, and where it
   * would be larger than `MAX_RESOURCE_BYTES`.
   */
  resource: JsonObject | null;
  /** Whether the resource is left out for its size. */
  is_resource_left_out: boolean;
  batch_id: string | null;
  /** One of many changes that share a `batch_id` with the one that says why. */
  is_detail: boolean;
  /** ISO 8601, UTC. */
  created_at: string;
}

/** How large the resource in a change event is at most, as JSON. @public */
export const MAX_RESOURCE_BYTES = 256 * 1024;

/**
 * The topic on which every new seal of the activity log is published, at least once; its
 * payload is the seal.
 *
 * @public
 */
export const SEALS_TOPIC = 'callboard.activity.sealed';
