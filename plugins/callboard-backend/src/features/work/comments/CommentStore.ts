import { Knex } from 'knex';
import { isEqual } from 'lodash';
import {
  Insertion,
  insertTogether,
  inListSql,
  updateMany,
} from '../../../database/bulk';
import { lockForShare, lockForUpdate } from '../../../database/locks';
import {
  CommentPair,
  CommentRow,
  readComments,
  selectComments,
} from './CommentRow';

/** The path of a comment. */
export interface CommentPath {
  project_id: string;
  work_item_id: string;
  id: string;
}

/** The tables of comments; deleted ones are invisible here. */
export class CommentStore {
  /** A comment on an item, if it is there. */
  async find(knex: Knex, path: CommentPath): Promise<CommentRow | undefined> {
    const rows = await selectComments(knex)
      .where('work_item_comments.id', path.id)
      .where('work_item_comments.work_item_id', path.work_item_id)
      .where('work_item_comments.project_id', path.project_id)
      .whereNull('work_item_comments.deleted_at');
    const [found] = await readComments(knex, rows);
    return found;
  }

  /** Finds and locks a comment until the transaction ends. */
  async lock(
    tx: Knex.Transaction,
    path: CommentPath,
  ): Promise<CommentRow | undefined> {
    await lockForUpdate(
      tx('work_item_comments').select('id').where({ id: path.id }),
    );
    return this.find(tx, path);
  }

  /** The assignees of an item, which cannot change until the transaction ends. */
  async lockAssignees(
    tx: Knex.Transaction,
    work_item_id: string,
  ): Promise<ReadonlySet<string>> {
    // Changing the assignees locks the item, too.
    await lockForShare(
      tx('work_items').select('id').where({ id: work_item_id }),
    );
    return new Set(
      await tx('work_item_assignees').where({ work_item_id }).pluck('user_ref'),
    );
  }

  /** Stores created, changed and deleted comments with a fixed number of statements. */
  async save(
    tx: Knex.Transaction,
    pairs: readonly CommentPair[],
    { now, deleted_by }: { now: number; deleted_by: string },
  ): Promise<void> {
    const made = pairs.flatMap(({ before, after }) =>
      !before && after ? [after] : [],
    );
    const changed = pairs.flatMap(({ before, after }) =>
      before && after ? [{ before, after }] : [],
    );
    const deleted = pairs.flatMap(({ before, after }) =>
      before && !after ? [before.id] : [],
    );
    await updateMany(
      tx,
      'work_item_comments',
      changed.map(({ after }) => toColumns(after)),
    );
    if (deleted.length > 0) {
      await tx('work_item_comments')
        .whereRaw(...inListSql(tx, 'id', deleted))
        .update({ deleted_at: new Date(now), deleted_by });
    }
    const otherwise = changed.filter(
      ({ before, after }) => !isEqual(before.mentions, after.mentions),
    );
    const stale = otherwise.map(({ before }) => before.id);
    if (stale.length > 0) {
      await tx('work_item_comment_mentions')
        .whereRaw(...inListSql(tx, 'comment_id', stale))
        .delete();
    }
    const insertions: Insertion[] = [
      { table: 'work_item_comments', rows: made.map(toColumns) },
      {
        table: 'work_item_comment_mentions',
        rows: [...made, ...otherwise.map(({ after }) => after)].flatMap(
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
}

function toOptionalDate(value: string | null): Date | null {
  return value === null ? null : new Date(value);
}

function toColumns({ mentions: _mentions, author_name, ...row }: CommentRow) {
  return {
    ...row,
    // The names of Users are stored with the Users, and may change.
    author_name: row.author_ref === null ? author_name : null,
    edited_at: toOptionalDate(row.edited_at),
    external_updated_at: toOptionalDate(row.external_updated_at),
    created_at: new Date(row.created_at),
    updated_at: new Date(row.updated_at),
    deleted_at: toOptionalDate(row.deleted_at),
  };
}
