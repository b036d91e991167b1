import { Knex } from 'knex';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { noRoles } from '../../../core/projects/ProjectRoles';
import { ProjectRow } from '../../../core/projects/ProjectRow';
import { readProject } from '../../../core/projects/readProject';
import { isOneOf } from '../../../database/bulk';
import { forShare } from '../../../database/dialect';
import { itemIdentifier } from '../../work/items/readWorkItems';
import { LoggingRights, getLoggingRights } from './getLoggingRights';

/** An item, and what somebody may do about time on it. */
export interface LoggableItem extends LoggingRights {
  id: string;
  identifier: string;
  title: string;
  project: ProjectRow;
  /** Time on it stays, and no more is logged. */
  isDeleted: boolean;
}

interface LoggableQuery {
  knex: Knex;
  user_ref: string;
  ids: readonly string[];
  /** Keeps projects as they are, or not. */
  lock(projects: Knex.QueryBuilder): Knex.QueryBuilder;
}

/** The items that people log time on. */
export class LoggableItems {
  constructor(private readonly audience: ProjectAudience) {}

  /**
   * Some items of a workspace, by id, as they stand to a person: a few queries,
   * however many. What never was is missing.
   *
   * The projects stay as they are until the transaction ends: neither can their
   * tracking be switched off meanwhile nor can they be archived.
   */
  async hold(
    tx: Knex.Transaction,
    workspace_id: string,
    user_ref: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, LoggableItem>> {
    const among = tx('work_items').where({ workspace_id });
    return this.among(among, { knex: tx, user_ref, ids, lock: forShare });
  }

  /** The same of items in any workspaces. */
  async holdAnywhere(
    tx: Knex.Transaction,
    user_ref: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, LoggableItem>> {
    const among = tx('work_items');
    return this.among(among, { knex: tx, user_ref, ids, lock: forShare });
  }

  /** The same without keeping anything as it is. */
  async findAnywhere(
    knex: Knex,
    user_ref: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, LoggableItem>> {
    const among = knex('work_items');
    return this.among(among, { knex, user_ref, ids, lock: query => query });
  }

  private async among(
    items: Knex.QueryBuilder,
    { knex, user_ref, ids, lock }: LoggableQuery,
  ): Promise<ReadonlyMap<string, LoggableItem>> {
    const rows: any[] = await items
      .select('id', 'project_id', 'number', 'title', 'deleted_at')
      .whereRaw(...isOneOf(knex, 'id', ids));
    const projects = await this.projects(
      knex,
      rows.map(({ project_id }) => project_id),
      lock,
    );
    const roles = await this.audience.rolesOf(knex, user_ref, [
      ...projects.keys(),
    ]);
    const assigned = new Set<string>(
      await knex('work_item_assignees')
        .where({ user_ref })
        .whereRaw(...isOneOf(knex, 'work_item_id', ids))
        .pluck('work_item_id'),
    );
    return new Map(
      rows.flatMap(({ id, project_id, number, title, deleted_at }) => {
        const project = projects.get(project_id);
        if (!project) {
          return [];
        }
        const held = roles.get(project_id) ?? noRoles;
        const item: LoggableItem = {
          id,
          identifier: itemIdentifier(project.identifier, number),
          title,
          project,
          isDeleted: deleted_at !== null,
          ...getLoggingRights(held, project, assigned.has(id)),
        };
        return [[id, item] as const];
      }),
    );
  }

  /** Some projects, by id, which stay as they are until the transaction ends. */
  async share(
    tx: Knex,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, ProjectRow>> {
    return this.projects(tx, ids, forShare);
  }

  private async projects(
    knex: Knex,
    ids: readonly string[],
    lock: LoggableQuery['lock'],
  ): Promise<ReadonlyMap<string, ProjectRow>> {
    const rows: any[] = await lock(
      knex('projects')
        .whereRaw(...isOneOf(knex, 'id', [...new Set(ids)]))
        .whereNull('deleted_at')
        .orderBy('id'),
    );
    return new Map(rows.map(row => [row.id, readProject(row)]));
  }
}
