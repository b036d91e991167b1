import {
  ProjectAccess,
  ProjectOverview,
  ProjectOverviewOrder,
} from '@callboard/plugin-callboard-common';
import { DateTime } from 'luxon';
import { RequestContext } from '../../access/Caller';
import { Clock } from '../../kernel/clock';
import { toProjectResponse } from '../../core/projects/projectQueries';
import { toProjectViewer } from '../../access/visibility/whereProjectVisible';
import { readPage, PageQuery } from '../../database/paging';
import { ProjectOverviewReadModel } from './ProjectOverviewReadModel';

/** Lists projects for a viewer, with counts of their work items. */
export class ProjectOverviews {
  constructor(
    private readonly deps: {
      readModel: ProjectOverviewReadModel;
      clock: Clock;
    },
  ) {}

  /** Lists the projects that the caller can see, the caller's own projects first. */
  async list(
    context: RequestContext,
    query: PageQuery & {
      is_mine?: boolean;
      access?: ProjectAccess;
      is_archived?: boolean;
      search?: string;
      order_by: ProjectOverviewOrder;
    },
  ) {
    const { readModel, clock } = this.deps;
    const { cursor, limit, order_by, ...filters } = query;
    const { workspace } = context;
    const filter = {
      workspace_id: workspace.id,
      viewer: toProjectViewer(context),
      ...filters,
    };
    const today = DateTime.fromMillis(clock.now(), {
      zone: workspace.timezone,
    }).toFormat('yyyy-MM-dd');
    const page = await readPage(
      { cursor, limit },
      readModel.createPositionGuard(order_by),
      {
        list: (after, size) =>
          readModel.list(filter, { order_by, today, after, limit: size }),
        getPosition: ({ position }) => position,
      },
    );
    const stats = await readModel.readStats(
      page.items.map(({ project }) => project.id),
      today,
    );
    return {
      items: page.items.map(
        ({ is_mine, ...projectWithRole }): ProjectOverview => ({
          project: toProjectResponse(projectWithRole),
          is_mine,
          ...stats.get(projectWithRole.project.id)!,
        }),
      ),
      next_cursor: page.next_cursor,
      total: await readModel.count(filter),
    };
  }
}
