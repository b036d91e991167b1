import {
  ChangeAction,
  EntityType,
  MAX_RESOURCE_BYTES,
} from '@callboard/plugin-callboard-common';
import { JsonObject } from '@backstage/types';
import { createId } from '../database/ids';
import { cutText } from '../database/text';
import { Actor } from '../kernel/actor';
import { ActivityRow } from './ActivityLog';
import { FieldRules, ResponseFields, diff, redactFields } from './diff';
import {
  buildActivityMetadata,
  MAX_ENTITY_LABEL_LENGTH,
} from './activityMetadata';

/** The activity entry of a changed resource: a row of the log, and further data for subscribers. */
export interface ActivityEntry {
  row: ActivityRow;
  /** The resource; null for an action without a single resource, and if it is too large. */
  resource: JsonObject | null;
  /** The size of the resource in bytes of JSON, even if it is too large. */
  resource_bytes: number;
}

/** The activity entry of a changed resource; undefined if no field has changed. */
export function toActivityEntry(
  actor: Actor,
  now: number,
  change: ResourceChange,
): ActivityEntry | undefined {
  const { before, after } = change;
  const changes = diff(before, after, change);
  if (changes.length === 0 && before && after) {
    return undefined;
  }
  return {
    ...redactResource(change),
    row: {
      id: change.id ?? createId(now),
      workspace_id: change.workspace_id,
      project_id: change.project_id ?? null,
      visibility: change.visibility,
      people: change.visibility === 'people' ? change.people : [],
      user_id: actor.user_ref,
      user_name: actor.display_name,
      user_email: actor.email,
      action: change.action ?? getDefaultAction(change),
      entity_type: change.entity_type,
      entity_id: change.entity_id,
      entity_label:
        change.entity_label &&
        cutText(change.entity_label, MAX_ENTITY_LABEL_LENGTH),
      metadata: buildActivityMetadata(change.metadata, change.names, changes),
      changes,
      created_at: now,
      batch_id: null,
      is_detail: change.detail ?? false,
      is_dated: actor.at !== undefined,
      source: actor.source ?? 'backend',
      ip: actor.ip,
      request_id: actor.request_id,
    },
  };
}

function getDefaultAction({ before, after }: ResourceChange): ChangeAction {
  if (!before) return 'create';
  return after ? 'update' : 'delete';
}

function redactResource(
  change: ResourceChange,
): Pick<ActivityEntry, 'resource' | 'resource_bytes'> {
  const current = change.after ?? change.before;
  if (!current) {
    return { resource: null, resource_bytes: 0 };
  }
  const resource = redactFields(current, change) as JsonObject;
  const resource_bytes = Buffer.byteLength(JSON.stringify(resource));
  return {
    resource: resource_bytes > MAX_RESOURCE_BYTES ? null : resource,
    resource_bytes,
  };
}

/** The change of one resource, as a service reports it to `Change.record`. */
export type ResourceChange<Types extends EntityType = EntityType> =
  EntityChange<Types> & ChangeVisibility;

type EntityChange<Types extends EntityType> = {
  [Type in Types]: ChangedResource & {
    entity_type: Type;
    /** The action; by default create, update or delete, derived from `before` and `after`. */
    action?: ChangeAction<Type>;
  };
}[Types];

type ChangeVisibility =
  | { visibility: 'workspace' | 'admins'; project_id?: string }
  | { visibility: 'project' | 'project_members'; project_id: string }
  | {
      visibility: 'people';
      /** The audience, as lower-case references. */
      people: readonly string[];
      project_id?: string;
    };

interface ChangedResource extends FieldRules {
  /** The id of the activity entry, for callers that must know it beforehand. */
  id?: string;
  workspace_id: string;
  /** The UUID of the resource. */
  entity_id: string;
  entity_label: string | null;
  /**
   * The resource before the change, as the API shows it to an admin of the workspace; null if it
   * did not exist.
   */
  before: ResponseFields | null;
  /** The resource after the change; null if it was deleted. */
  after: ResponseFields | null;
  metadata?: ActivityRow['metadata'];
  /**
   * The names, by id, of resources whose ids occur in the changed values. As many as fit are stored
   * with the entry, as `metadata.names`.
   */
  names?: ReadonlyMap<string, string>;
  /**
   * Whether the change is a consequence of another, or a part of a bulk operation. Lists and totals
   * omit details; the history of the resource shows them. If one of the changes recorded together
   * is a detail, all of them share a `batch_id`.
   */
  detail?: boolean;
}
