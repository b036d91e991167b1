import { OWN_SOURCE } from '@callboard/plugin-callboard-common';
import { Change } from '../../../changes/Changes';
import { ProjectRow } from '../../../access/rows';
import { createId } from '../../../database/ids';
import { CommentRow } from './CommentRow';

/** A new comment by the actor of a change. */
export function buildComment(
  { actor, now }: Pick<Change, 'actor' | 'now'>,
  comment: {
    project: Pick<ProjectRow, 'id' | 'workspace_id'>;
    work_item_id: string;
    body: string;
    mentions: string[];
  },
): CommentRow {
  const { project, work_item_id, body, mentions } = comment;
  const at = new Date(now).toISOString();
  return {
    id: createId(now),
    workspace_id: project.workspace_id,
    project_id: project.id,
    work_item_id,
    author_ref: actor.user_ref,
    author_name: actor.display_name,
    body,
    mentions,
    source: OWN_SOURCE,
    external_id: null,
    external_url: null,
    external_updated_at: null,
    external_digest: null,
    edited_at: null,
    version: 1,
    created_at: at,
    updated_at: at,
    deleted_at: null,
    deleted_by: null,
  };
}
