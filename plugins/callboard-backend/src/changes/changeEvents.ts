import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { JsonObject } from '@backstage/types';
import { readInstant, readJson } from '../database/dialect';
import { readVisibility } from './log/visibilityCodes';

/** The columns of an activity entry that subscribers receive. */
export const eventColumns = [
  'id',
  'workspace_id',
  'project_id',
  'visibility',
  'user_id',
  'user_name',
  'action',
  'entity_type',
  'entity_id',
  'entity_label',
  'changes',
  'metadata',
  'batch_id',
  'is_detail',
  'created_at',
] as const;

/**
 * Builds the change event for subscribers.
 *
 * @param trace - its row of the log
 * @param entry - its row of the outbox, if it still exists
 */
export function toEvent(
  trace: any,
  entry: any = { resource: null, resource_bytes: 1, people: null },
): ChangeEvent {
  const resource =
    entry.resource === null ? null : readJson<JsonObject>(entry.resource);
  return {
    id: trace.id,
    workspace_id: trace.workspace_id,
    project_id: trace.project_id,
    actor: { user_ref: trace.user_id, display_name: trace.user_name },
    visibility: readVisibility(trace.visibility),
    people: entry.people === null ? [] : readJson<string[]>(entry.people),
    action: trace.action,
    entity_type: trace.entity_type,
    entity_id: trace.entity_id,
    entity_label: trace.entity_label,
    changes: readJson<any>(trace.changes),
    metadata:
      trace.metadata === null ? null : readJson<JsonObject>(trace.metadata),
    resource,
    is_resource_left_out: resource === null && entry.resource_bytes > 0,
    batch_id: trace.batch_id,
    is_detail: Boolean(trace.is_detail),
    created_at: readInstant(trace.created_at),
  };
}
