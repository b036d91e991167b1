import {
  WorkItemComment,
  WorkItemCommentOrder,
  buildCommentPath,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { ResourceResolver } from '../../../core/resources/ResourceResolver';
import { whereProjectInScope } from '../../../core/resources/VisibilityScope';
import { inListSql } from '../../../database/bulk';
import { countRows } from '../../../database/statements';
import {
  createTupleGuard,
  PageQuery,
  readPage,
  selectPage,
} from '../../../database/paging';
import {
  CommentPath,
  readComments,
  requireComment,
  selectComments,
  toCommentResponse,
} from './CommentRow';
import { requireItem, formatItemIdentifier } from '../items/WorkItemRow';

/** Resolves a comment to a link with the identifier and title of the work item. */
export const commentResolver: ResourceResolver = {
  type: 'work_item_comment',
  async find(knex, ids, scope) {
    const query = knex('work_item_comments')
      .join('work_items', 'work_items.id', 'work_item_comments.work_item_id')
      .join('projects', 'projects.id', 'work_items.project_id')
      .select(
        'work_item_comments.id',
        'work_item_comments.work_item_id',
        'work_items.title',
        'work_items.number',
        'projects.identifier',
        'projects.workspace_id',
        'projects.entity_ref',
        'work_item_comments.deleted_at',
        'work_items.deleted_at as item_deleted_at',
        'projects.deleted_at as project_deleted_at',
      )
      .whereRaw(...inListSql(knex, 'work_item_comments.id', ids));
    const rows = await whereProjectInScope(knex, query, scope);
    return rows.map(row => ({
      type: 'work_item_comment',
      id: row.id,
      title: `${formatItemIdentifier(row.identifier, row.number)} ${row.title}`,
      workspace_slug: scope.getSlug(row.workspace_id)!,
      url: buildCommentPath(row.entity_ref, row.work_item_id, row.id),
      is_deleted: [
        row.deleted_at,
        row.item_deleted_at,
        row.project_deleted_at,
      ].some(deletedAt => deletedAt !== null),
    }));
  },
};

/** The cursor of a list of comments. It includes the order of the list. */
type CommentPosition = [order: string, created_at: string, id: string];

export class CommentReader {
  constructor(private readonly knex: Knex) {}

  /**
   * Lists the comments on an item, by time of creation.
   *
   * @throws NotFoundError when the item does not exist
   */
  async list(
    { project_id, work_item_id }: Omit<CommentPath, 'id'>,
    query: PageQuery & {
      order_by: WorkItemCommentOrder;
      include_deleted?: boolean;
    },
  ) {
    const { knex } = this;
    await requireItem(knex, project_id, work_item_id);
    const { order_by, include_deleted } = query;
    const filterComments = (comments: Knex.QueryBuilder) => {
      comments.where('work_item_comments.work_item_id', work_item_id);
      return include_deleted
        ? comments
        : comments.whereNull('work_item_comments.deleted_at');
    };
    const isPosition = createTupleGuard<CommentPosition>(
      value => value === order_by,
      'instant',
      'id',
    );
    const page = await readPage(query, isPosition, {
      async list(after, limit) {
        const rows = await selectPage(
          filterComments(selectComments(knex)),
          ['work_item_comments.created_at', 'work_item_comments.id'],
          {
            after: after && [new Date(after[1]), after[2]],
            limit,
            direction: order_by === 'created_at' ? 'asc' : 'desc',
          },
        );
        return readComments(knex, rows);
      },
      getPosition: ({ created_at, id }): CommentPosition => [
        order_by,
        created_at,
        id,
      ],
    });
    return {
      items: page.items.map(toCommentResponse),
      next_cursor: page.next_cursor,
      total: await countRows(filterComments(knex('work_item_comments'))),
    };
  }

  /** @throws NotFoundError when the comment or the item does not exist */
  async get(path: CommentPath): Promise<WorkItemComment> {
    await requireItem(this.knex, path.project_id, path.work_item_id);
    return toCommentResponse(await requireComment(this.knex, path));
  }
}
