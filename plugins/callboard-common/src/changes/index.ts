import { FieldChange } from '../activity/schemas';

/**
 * The topic of the platform's events service on which every committed change
 * is published, at least once, with the activity's id as a stable id.
 *
 * @public
 */
export const CHANGES_TOPIC = 'callboard.changes';

/** The signals channel that tells browsers what to fetch again. @public */
export const SIGNALS_CHANNEL = 'callboard';

/**
 * A committed change, as subscribers receive it.
 *
 * @public
 */
export interface ChangeEvent {
  /** The id of the activity row of the change; stable over redelivery. */
  id: string;
  workspace_id: string;
  /** Who made the change, as an entity reference. */
  actor: string;
  action: string;
  entity_type: string;
  entity_id: string;
  entity_label: string | null;
  changes: FieldChange[];
  batch_id: string | null;
  /** One of many changes that share a `batch_id` with the one that says why. */
  is_detail: boolean;
  /** ISO 8601, UTC. */
  created_at: string;
}

/**
 * What browsers are told: ids, never content.
 *
 * @public
 */
export type CallboardSignal =
  | {
      type: 'change';
      workspace_id: string;
      entity_type: string;
      entity_id: string;
    }
  | { type: 'activity'; workspace_id: string };
