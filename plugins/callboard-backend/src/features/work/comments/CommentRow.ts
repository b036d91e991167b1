import {
  WorkItemComment,
  CALLBOARD_SOURCE,
} from '@callboard/plugin-callboard-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { groupBy, isEqual } from 'lodash';
import { ProjectRow } from '../../../access/Caller';
import { Change } from '../../../changes/Changes';
import { Insertion, insertTogether, inListSql } from '../../../database/bulk';
import { createId } from '../../../database/ids';
import { groupRowChanges, Table } from '../../../database/Table';

/** Builds the row of a new comment, whose author is the actor of the change. */
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

const commentTable = new Table<CommentRow>(
  'work_item_comments',
  {
    id: 'text',
    workspace_id: 'text',
    project_id: 'text',
    work_item_id: 'text',
    author_ref: 'text',
    author_name: 'text',
    body: 'text',
    mentions: 'joined',
    source: 'text',
    external_id: 'text',
    external_url: 'text',
    external_updated_at: 'instant',
    external_digest: 'text',
    edited_at: 'instant',
    version: 'number',
    created_at: 'instant',
    updated_at: 'instant',
    deleted_at: 'instant',
    deleted_by: 'text',
  },
  ({ author_ref, author_name }) => ({
    // The table `people` stores the names of Users, because names can change.
    author_name: author_ref === null ? author_name : null,
  }),
);

/** Selects comments, including deleted ones, with the current names of their authors. */
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
  const ids = rows.map(({ id }) => id);
  const mentions =
    ids.length === 0
      ? []
      : await knex('work_item_comment_mentions')
          .select('comment_id', 'user_ref')
          .whereRaw(...inListSql(knex, 'comment_id', ids))
          .orderBy('sort_order');
  const byComment = groupBy(mentions, 'comment_id');
  return rows.map(row => ({
    ...commentTable.read(row),
    author_name:
      row.display_name ??
      row.author_name ??
      parseEntityRef(row.author_ref).name,
    mentions: (byComment[row.id] ?? []).map(({ user_ref }: any) => user_ref),
  }));
}

export type CommentRow = WorkItemComment & {
  workspace_id: string;
  /**
   * When the source last changed the comment, according to the newest ingested version; null if the
   * comment was written in Callboard.
   */
  external_updated_at: string | null;
  /** The digest of the newest ingested version; null if the comment was written in Callboard. */
  external_digest: string | null;
};

/** A comment before and after a change; null before creation and after deletion. */
export interface CommentPair {
  before: CommentRow | null;
  after: CommentRow | null;
}

export interface CommentPath {
  project_id: string;
  work_item_id: string;
  id: string;
}

/** @throws NotFoundError when the comment does not exist */
export async function requireComment(
  knex: Knex,
  path: CommentPath,
): Promise<CommentRow> {
  const rows = await selectComments(knex)
    .where('work_item_comments.id', path.id)
    .where('work_item_comments.work_item_id', path.work_item_id)
    .where('work_item_comments.project_id', path.project_id)
    .whereNull('work_item_comments.deleted_at');
  const [found] = await readComments(knex, rows);
  if (!found) {
    throw new NotFoundError(`Comment ${path.id} not found`);
  }
  return found;
}

/** Stores created, changed and deleted comments with a fixed number of statements. */
export async function saveComments(
  tx: Knex.Transaction,
  pairs: readonly CommentPair[],
  { now, deleted_by }: { now: number; deleted_by: string },
): Promise<void> {
  const { created, changed, deletedIds } = groupRowChanges(pairs);
  const changedRows = changed.map(({ after }) => after);
  await commentTable.updateMany(tx, changedRows);
  await commentTable.softDelete(tx, deletedIds, now, { deleted_by });
  const withNewMentions = changed.filter(
    ({ before, after }) => !isEqual(before.mentions, after.mentions),
  );
  const staleIds = withNewMentions.map(({ before }) => before.id);
  if (staleIds.length > 0) {
    await tx('work_item_comment_mentions')
      .whereRaw(...inListSql(tx, 'comment_id', staleIds))
      .delete();
  }
  const insertions: Insertion[] = [
    {
      table: 'work_item_comments',
      rows: created.map(commentTable.toColumns),
    },
    {
      table: 'work_item_comment_mentions',
      rows: [...created, ...withNewMentions.map(({ after }) => after)].flatMap(
        ({ id, mentions }) =>
          mentions.map((user_ref, index) => ({
            comment_id: id,
            user_ref,
            sort_order: index,
          })),
      ),
    },
  ];
  await insertTogether(tx, insertions);
}

/** Converts a comment to the API's format. Omits the content of a deleted comment. */
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
