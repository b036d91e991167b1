import { ComparedNumber, DayRange } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import {
  ProjectViewer,
  whereProjectVisible,
} from '../../../access/visibility/whereProjectVisible';
import { toInstantRange } from '../../../database/zones';
import { selectSubtree } from '../../departments/departmentSql';

/** The resources of a workspace besides items and time. */
export type CountedResource = 'projects' | 'members' | 'cycles' | 'modules';

/** Filters by projects and by creation date. */
export interface ResourceQuery {
  workspace_id: string;
  /** Only these projects; by default all that the viewer sees. */
  project_ids?: readonly string[];
  range?: DayRange;
  previous?: DayRange;
  zone: string;
}

/** Counts the resources of a workspace. */
export class AnalyticsReadModel {
  constructor(private readonly knex: Knex) {}

  /** Counts the resources created in the range and in the previous range. */
  async count(
    resources: CountedResource,
    requested: ResourceQuery,
    viewer: ProjectViewer,
  ): Promise<ComparedNumber> {
    const countInRange = async (range: DayRange | undefined) => {
      const query = this.selectResources(resources, requested, viewer);
      const { from, to } = toInstantRange(
        range?.start,
        range?.end,
        requested.zone,
      );
      if (from !== undefined) query.where('created_at', '>=', new Date(from));
      if (to !== undefined) query.where('created_at', '<', new Date(to));
      const [row] = await query.count({ count: '*' });
      return Number(row.count);
    };
    return {
      count: await countInRange(requested.range),
      filter_count: requested.previous
        ? await countInRange(requested.previous)
        : null,
    };
  }

  /** The staff of departments and their descendants. */
  async listStaffRefs(
    workspace_id: string,
    department_ids: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const { knex } = this;
    const refs: string[] = await knex('staff')
      .where({ workspace_id })
      .whereNull('deleted_at')
      .whereNotNull('user_ref')
      .whereIn('department_id', selectSubtree(knex, department_ids))
      .pluck('user_ref');
    return new Set(refs);
  }

  private selectResources(
    resources: CountedResource,
    { workspace_id, project_ids }: ResourceQuery,
    viewer: ProjectViewer,
  ): Knex.QueryBuilder {
    const { knex } = this;
    if (resources === 'members') {
      return knex('memberships')
        .where({ scope_id: workspace_id })
        .whereNull('deleted_at');
    }
    const projects = whereProjectVisible(
      knex('projects')
        .where('projects.workspace_id', workspace_id)
        .whereNull('projects.deleted_at'),
      viewer,
    );
    if (project_ids) {
      projects.whereIn('projects.id', [...project_ids]);
    }
    return resources === 'projects'
      ? projects
      : knex(`work_${resources}`)
          .whereNull('deleted_at')
          .whereIn('project_id', projects.select('projects.id'));
  }
}
