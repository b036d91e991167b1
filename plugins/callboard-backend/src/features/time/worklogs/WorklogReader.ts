import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  includesRole,
  Worklog,
  WorklogFilters,
  WorklogOrder,
} from '@callboard/plugin-callboard-common';
import { Core } from '../../../core/Core';
import { RequestContext } from '../../../access/Caller';
import { readPage, PageQuery } from '../../../database/paging';
import { ContextOf } from '../../../http/Handler';
import {
  createPositionGuard,
  findOverlappingWorklogs,
  listWorklogs,
  sumTotals,
} from './listWorklogs';
import {
  readTimeViewer,
  TimeViewer,
  toTimeViewer,
  WorklogSelection,
} from './whereTimeVisible';
import { findWorklog, toWorklogResponse } from './WorklogRow';

interface OrderedPageQuery extends PageQuery {
  order_by: WorklogOrder;
}

/**
 * Reads the worklogs that callers may read. Lists use the reader connection, because a long list
 * would block other requests on the main connection.
 */
export class WorklogReader {
  constructor(private readonly core: Pick<Core, 'knex' | 'reader'>) {}

  /**
   * Lists the worklogs on an item. Callers who are not members of the project see only their own
   * worklogs.
   *
   * @throws NotFoundError when the item is not in the project
   */
  async listByItem(context: ContextOf<'listWorklogsOfItem'>) {
    const { iid } = context.params;
    const item = await this.core
      .knex('work_items')
      .where({ id: iid, project_id: context.project.id })
      .first('id');
    if (!item) {
      throw new NotFoundError(`Work item ${iid} not found`);
    }
    const isMember = includesRole(context.projectRole, 'member');
    return this.listPage(
      toTimeViewer(context),
      {
        project_id: [context.project.id],
        work_item_id: [iid],
        ...(isMember ? {} : { member_id: [context.caller.user_ref] }),
      },
      context.query,
    );
  }

  /** Lists the worklogs of a workspace that the caller may read. */
  async list(
    context: RequestContext,
    {
      cursor,
      limit,
      order_by,
      ...filters
    }: WorklogFilters & Pick<WorklogSelection, 'narrow'> & OrderedPageQuery,
  ) {
    const viewer = await readTimeViewer(this.core.knex, context);
    return this.listPage(viewer, filters, { cursor, limit, order_by });
  }

  /**
   * @throws NotFoundError when the worklog does not exist
   * @throws NotAllowedError for another person's worklog, unless the caller is a member of the
   *   project
   */
  async get(context: ContextOf<'getWorklog'>): Promise<Worklog> {
    const { knex } = this.core;
    const worklog = await findWorklog(knex, context.params);
    if (!worklog) {
      throw new NotFoundError(`Time entry ${context.params.id} not found`);
    }
    if (
      worklog.logged_by !== context.caller.user_ref &&
      !includesRole(context.projectRole, 'member')
    ) {
      throw new NotAllowedError(
        "Only members of the project can see other people's time",
      );
    }
    const viewer = toTimeViewer(context);
    return toWorklogResponse(
      worklog,
      await findOverlappingWorklogs(knex, viewer, [worklog]),
    );
  }

  private async listPage(
    viewer: TimeViewer,
    filters: WorklogFilters & Pick<WorklogSelection, 'narrow'>,
    { order_by, ...query }: OrderedPageQuery,
  ) {
    const { knex, reader } = this.core;
    const selection = { viewer, ...filters };
    const page = await readPage(query, createPositionGuard(order_by), {
      list: (after, limit) =>
        listWorklogs(reader, selection, { order_by, after, limit }),
      getPosition: ({ position }) => position,
    });
    const rows = page.items.map(({ row }) => row);
    const overlapping = await findOverlappingWorklogs(knex, viewer, rows);
    return {
      items: rows.map(row => toWorklogResponse(row, overlapping)),
      next_cursor: page.next_cursor,
      ...(await sumTotals(reader, selection)),
    };
  }
}
