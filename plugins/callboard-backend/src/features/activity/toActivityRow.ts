import { NewActivity } from '@callboard/plugin-callboard-common';
import { Actor } from '../../kernel/actor';
import { createId } from '../../database/ids';
import { ActivityRow } from '../../changes/ActivityLog';

/** Converts an event that a user posts to a row of the log. */
export function toActivityRow(
  { actor, workspace_id }: { actor: Actor; workspace_id: string },
  event: NewActivity,
  now: number,
): ActivityRow {
  const at = actor.at ?? now;
  return {
    id: createId(at),
    workspace_id,
    project_id: null,
    visibility: 'admins',
    people: [],
    user_id: actor.user_ref,
    user_name: actor.display_name,
    user_email: actor.email,
    action: event.action,
    entity_type: event.entity_type ?? null,
    entity_id: event.entity_id ?? null,
    entity_label: event.entity_label ?? null,
    metadata: event.metadata ?? null,
    changes: [],
    created_at: at,
    batch_id: null,
    is_detail: false,
    is_dated: actor.at !== undefined,
    source: 'frontend',
    ip: actor.ip,
    request_id: actor.request_id,
  };
}
