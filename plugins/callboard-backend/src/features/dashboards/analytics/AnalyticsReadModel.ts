import { ComparedNumber, DayRange } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import {
  ProjectViewer,
  whereProjectVisible,
} from '../../../core/projects/whereProjectVisible';
import { instantsOfDays } from '../../../database/zones';
import { selectSubtree } from '../../departments/tree/selectSubtree';

/** The things a workspace keeps, besides items and time. */
export type CountedResource = 'projects' | 'members' | 'cycles' | 'modules';

/** Limits to some projects and to the days on which things were made. */
export interface ResourceQuery {
  workspace_id: string;
  /** Only of these; else of all that the viewer sees. */
  project_ids?: readonly string[];
  range?: DayRange;
  previous?: DayRange;
  zone: string;
}

/** How much there is of what people keep in a workspace. */
export class AnalyticsReadModel {
  constructor(private readonly knex: Knex) {}

  /** How many were made in the range, and in the days before. */
  async count(
    resources: CountedResource,
    requested: ResourceQuery,
    viewer: ProjectViewer,
  ): Promise<ComparedNumber> {
    const countIn = async (range: DayRange | undefined) => {
      const query = this.rows(resources, requested, viewer);
      const { from, to } = instantsOfDays(
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
      count: await countIn(requested.range),
      filter_count: requested.previous
        ? await countIn(requested.previous)
        : null,
    };
  }

  /** The people who are in any of some departments, or beneath. */
  async staffOf(
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

  private rows(
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
