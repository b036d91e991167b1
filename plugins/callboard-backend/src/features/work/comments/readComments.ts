import { parseEntityRef } from '@backstage/catalog-model';
import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { inListSql } from '../../../database/bulk';
import { readInstant, readOptionalInstant } from '../../../database/dialect';
import { CommentRow } from './CommentRow';

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
