import {
  WorkItemComment,
  CALLBOARD_SOURCE,
} from '@callboard/plugin-callboard-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { ProjectRow } from '../../../access/Caller';
import { Change } from '../../../changes/Changes';
import { inListSql } from '../../../database/bulk';
import { readInstant, readOptionalInstant } from '../../../database/dialect';
import { createId } from '../../../database/ids';

/** Builds the row of a new comment by the actor of a change. */
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
    source: CALLBOARD_SOURCE,
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

/** Selects comments, including deleted ones, with joined names. */
export function selectComments(knex: Knex): Knex.QueryBuilder {
  return knex('work_item_comments')
    .leftJoin('people', 'people.user_ref', 'work_item_comments.author_ref')
    .select('work_item_comments.*', 'people.display_name');
}

/** Converts rows of `selectComments` to comments; one additional query loads all mentions. */
export async function readComments(
  knex: Knex,
  rows: readonly any[],
): Promise<CommentRow[]> {
  const mentions =
    rows.length === 0
      ? []
      : await knex('work_item_comment_mentions')
          .select('comment_id', 'user_ref')
          .whereRaw(
            ...inListSql(
              knex,
              'comment_id',
              rows.map(({ id }) => id),
            ),
          )
          .orderBy('sort_order');
  const byComment = groupBy(mentions, 'comment_id');
  return rows.map(row => ({
    id: row.id,
    workspace_id: row.workspace_id,
    project_id: row.project_id,
    work_item_id: row.work_item_id,
    author_ref: row.author_ref,
    author_name: getAuthorName(row),
    body: row.body,
    mentions: (byComment[row.id] ?? []).map(({ user_ref }: any) => user_ref),
    source: row.source,
    external_id: row.external_id,
    external_url: row.external_url,
    external_updated_at: readOptionalInstant(row.external_updated_at),
    external_digest: row.external_digest,
    edited_at: readOptionalInstant(row.edited_at),
    version: row.version,
    created_at: readInstant(row.created_at),
    updated_at: readInstant(row.updated_at),
    deleted_at: readOptionalInstant(row.deleted_at),
    deleted_by: row.deleted_by,
  }));
}

function getAuthorName({ author_ref, author_name, display_name }: any): string {
  return (
    display_name ?? author_name ?? parseEntityRef(author_ref as string).name
  );
}

/** A comment as it is stored. */
export type CommentRow = WorkItemComment & {
  workspace_id: string;
  /**
   * When the source last changed it, by the newest snapshot; null if it was written in Callboard.
   */
  external_updated_at: string | null;
  /** The digest of that snapshot. */
  external_digest: string | null;
};

/** A comment before and after a change; null before creation and after deletion. */
export interface CommentPair {
  before: CommentRow | null;
  after: CommentRow | null;
}

/** Converts a comment to the API's format; a deleted one without its content. */
export function toCommentResponse({
  workspace_id: _workspace,
  external_updated_at: _updated,
  external_digest: _digest,
  ...comment
}: CommentRow): WorkItemComment {
  return comment.deleted_at === null
    ? comment
    : { ...comment, body: '', mentions: [] };
}
