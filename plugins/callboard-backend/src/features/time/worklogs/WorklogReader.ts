import { NotFoundError } from '@backstage/errors';
import {
  includesRole,
  Worklog,
  WorklogFilters,
  WorklogOrder,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Core } from '../../../core/Core';
import { RequestContext, ProjectAccess } from '../../../access/Caller';
import { readPage } from '../../../database/paging';
import { findOverlappingWorklogs, WorklogReadModel } from './WorklogReadModel';
import {
  readTimeViewer,
  TimeViewer,
  toTimeViewer,
  WorklogSelection,
} from './whereTimeVisible';
import { toWorklogResponse } from './WorklogRow';
import { WorklogPath, WorklogStore } from './WorklogStore';

/** Paging parameters. */
interface PageQuery {
  cursor?: string;
  limit: number;
  order_by: WorklogOrder;
}

/** Reads the worklogs that callers may read. */
export class WorklogReader {
  constructor(
    private readonly deps: {
      knex: Knex;
      store: WorklogStore;
      readModel: WorklogReadModel;
    },
  ) {}

  /**
   * Lists the worklogs on an item. Callers who are not members of the project see only their own.
   *
   * @throws NotFoundError when the item is not in the project
   */
  async listByItem(
    context: RequestContext & ProjectAccess,
    work_item_id: string,
    query: PageQuery,
  ) {
    const item = await this.deps
      .knex('work_items')
      .where({ id: work_item_id, project_id: context.project.id })
      .first('id');
    if (!item) {
      throw new NotFoundError(`Work item ${work_item_id} not found`);
    }
    const isMember = includesRole(context.projectRole, 'member');
    return this.listPage(
      toTimeViewer(context),
      {
        project_id: [context.project.id],
        work_item_id: [work_item_id],
        ...(isMember ? {} : { member_id: [context.caller.user_ref] }),
      },
      query,
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
    }: WorklogFilters & Pick<WorklogSelection, 'narrow'> & PageQuery,
  ) {
    const viewer = await readTimeViewer(this.deps.knex, context);
    return this.listPage(viewer, filters, {
      cursor,
      limit,
      order_by,
    });
  }

  /** @throws NotFoundError when the worklog does not exist */
  async get(context: RequestContext, path: WorklogPath): Promise<Worklog> {
    const { knex, store } = this.deps;
    const worklog = await store.find(knex, path);
    if (!worklog) {
      throw new NotFoundError(`Time entry ${path.id} not found`);
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
    { order_by, ...query }: PageQuery,
  ) {
    const { knex, readModel } = this.deps;
    const selection = { viewer, ...filters };
    const page = await readPage(
      query,
      readModel.createPositionGuard(order_by),
      {
        list: (after, limit) =>
          readModel.list(selection, { order_by, after, limit }),
        getPosition: ({ position }) => position,
      },
    );
    const rows = page.items.map(({ row }) => row);
    const overlapping = await findOverlappingWorklogs(knex, viewer, rows);
    return {
      items: rows.map(row => toWorklogResponse(row, overlapping)),
      next_cursor: page.next_cursor,
      ...(await readModel.sumTotals(selection)),
    };
  }
}

/**
 * Creates a reader. Lists use the reader connection, because a long list would block other requests
 * on the main connection.
 */
export function createWorklogReader({
  knex,
  reader,
}: Pick<Core, 'knex' | 'reader'>): WorklogReader {
  return new WorklogReader({
    knex,
    store: new WorklogStore(),
    readModel: new WorklogReadModel(reader),
  });
}
