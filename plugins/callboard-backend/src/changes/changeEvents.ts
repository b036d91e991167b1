import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { JsonObject, JsonValue } from '@backstage/types';
import { readInstant, readJson } from '../database/dialect';
import { readVisibility } from './ActivityLog';

/** A field before and after a change; undefined if the change did not touch it. */
export function findFieldChange(
  { changes }: Pick<ChangeEvent, 'changes'>,
  field: string,
): { before: JsonValue; after: JsonValue } | undefined {
  const found = changes.find(change => change.field === field);
  return found && { before: found.old_value, after: found.new_value };
}

/**
 * The value of a field after a change. If that is null, as after a deletion, the value before the
 * change. Fields that did not change are read from the event's resource; undefined if it lacks the
 * field.
 */
export function getFieldValue(change: ChangeEvent, field: string): unknown {
  const fieldChange = findFieldChange(change, field);
  const value = fieldChange?.after ?? fieldChange?.before;
  return fieldChange ? value : change.resource?.[field];
}

/** The texts that a change has added to a list, and the texts that it has removed. */
export function diffTextList(
  change: Pick<ChangeEvent, 'changes'>,
  field: string,
): { added: string[]; removed: string[] } {
  const fieldChange = findFieldChange(change, field);
  const before = toTexts(fieldChange?.before);
  const after = toTexts(fieldChange?.after);
  return {
    added: after.filter(text => !before.includes(text)),
    removed: before.filter(text => !after.includes(text)),
  };
}

/** Finds the name that a change recorded for the id of a resource. */
export function findRecordedName(
  { metadata }: Pick<ChangeEvent, 'metadata'>,
  id: unknown,
): string | undefined {
  const names = metadata?.names as Record<string, unknown> | undefined;
  const name = typeof id === 'string' ? names?.[id] : undefined;
  return typeof name === 'string' ? name : undefined;
}

function toTexts(value: JsonValue | undefined): string[] {
  return Array.isArray(value)
    ? value.filter(item => typeof item === 'string')
    : [];
}

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
 * Builds the event of a change for subscribers.
 *
 * @param activity - the change's row of the log
 * @param entry - the change's row of the outbox; without it, the resource counts as left out
 */
export function toEvent(
  activity: any,
  entry: any = { resource: null, resource_bytes: 1, people: null },
): ChangeEvent {
  const resource =
    entry.resource === null ? null : readJson<JsonObject>(entry.resource);
  return {
    id: activity.id,
    workspace_id: activity.workspace_id,
    project_id: activity.project_id,
    actor: { user_ref: activity.user_id, display_name: activity.user_name },
    visibility: readVisibility(activity.visibility),
    people: entry.people === null ? [] : readJson<string[]>(entry.people),
    action: activity.action,
    entity_type: activity.entity_type,
    entity_id: activity.entity_id,
    entity_label: activity.entity_label,
    changes: readJson<any>(activity.changes),
    metadata:
      activity.metadata === null
        ? null
        : readJson<JsonObject>(activity.metadata),
    resource,
    is_resource_left_out: resource === null && entry.resource_bytes > 0,
    batch_id: activity.batch_id,
    is_detail: Boolean(activity.is_detail),
    created_at: readInstant(activity.created_at),
  };
}
