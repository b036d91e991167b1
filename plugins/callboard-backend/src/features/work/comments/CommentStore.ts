import { Knex } from 'knex';
import { isEqual } from 'lodash';
import { Insertion, insertTogether, inListSql } from '../../../database/bulk';
import { lockForShare, lockForUpdate } from '../../../database/locks';
import {
  CommentPair,
  CommentRow,
  readComments,
  selectComments,
  commentTable,
} from './CommentRow';
import { groupRowChanges } from '../../../database/Table';

/** The path of a comment. */
export interface CommentPath {
  project_id: string;
  work_item_id: string;
  id: string;
}

/** Reads and writes the tables of comments. Never finds deleted comments. */
export class CommentStore {
  /** Finds a comment on an item. */
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

  /** Reads the assignees of an item, and prevents changes to them until the transaction ends. */
  async lockAssignees(
    tx: Knex.Transaction,
    work_item_id: string,
  ): Promise<ReadonlySet<string>> {
    // Transactions that change the assignees lock the item exclusively.
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
    const { created, changed, deletedIds } = groupRowChanges(pairs);
    await commentTable.updateMany(
      tx,
      changed.map(({ after }) => after),
    );
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
        rows: [
          ...created,
          ...withNewMentions.map(({ after }) => after),
        ].flatMap(({ id, mentions }) =>
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
