import { Knex } from 'knex';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { noRoles } from '../../../access/visibility/ProjectRoles';
import { ProjectRow } from '../../../access/rows';
import { readProject } from '../../../core/projects/readProject';
import { inListSql } from '../../../database/bulk';
import { lockForShare } from '../../../database/dialect';
import { formatItemIdentifier } from '../../work/items/WorkItemRow';
import { LoggingRights, getLoggingRights } from './getLoggingRights';

/** An item with a person's logging rights. */
export interface LoggableItem extends LoggingRights {
  id: string;
  identifier: string;
  title: string;
  project: ProjectRow;
  /** Time on it remains, but no more can be logged. */
  isDeleted: boolean;
}

interface LoggableQuery {
  knex: Knex;
  user_ref: string;
  ids: readonly string[];
  /** Locks projects, or does nothing. */
  lock(projects: Knex.QueryBuilder): Knex.QueryBuilder;
}

/** Finds items with people's rights to log time on them. */
export class LoggableItems {
  constructor(private readonly audience: ProjectAudience) {}

  /**
   * Returns items of a workspace by id, with a person's rights: a few queries for any number. Items
   * that never existed are missing.
   *
   * Locks their projects until the transaction ends, so that tracking cannot be disabled nor a
   * project archived meanwhile.
   */
  async lockItems(
    tx: Knex.Transaction,
    workspace_id: string,
    user_ref: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, LoggableItem>> {
    const among = tx('work_items').where({ workspace_id });
    return this.findLoggable(among, {
      knex: tx,
      user_ref,
      ids,
      lock: lockForShare,
    });
  }

  /** The same for items in any workspace. */
  async lockItemsAnywhere(
    tx: Knex.Transaction,
    user_ref: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, LoggableItem>> {
    const among = tx('work_items');
    return this.findLoggable(among, {
      knex: tx,
      user_ref,
      ids,
      lock: lockForShare,
    });
  }

  /** The same without locks. */
  async findAnywhere(
    knex: Knex,
    user_ref: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, LoggableItem>> {
    const among = knex('work_items');
    return this.findLoggable(among, {
      knex,
      user_ref,
      ids,
      lock: query => query,
    });
  }

  private async findLoggable(
    items: Knex.QueryBuilder,
    { knex, user_ref, ids, lock }: LoggableQuery,
  ): Promise<ReadonlyMap<string, LoggableItem>> {
    const rows: any[] = await items
      .select('id', 'project_id', 'number', 'title', 'deleted_at')
      .whereRaw(...inListSql(knex, 'id', ids));
    const projects = await this.readProjectsById(
      knex,
      rows.map(({ project_id }) => project_id),
      lock,
    );
    const roles = await this.audience.listRoles(knex, user_ref, [
      ...projects.keys(),
    ]);
    const assigned = new Set<string>(
      await knex('work_item_assignees')
        .where({ user_ref })
        .whereRaw(...inListSql(knex, 'work_item_id', ids))
        .pluck('work_item_id'),
    );
    return new Map(
      rows.flatMap(({ id, project_id, number, title, deleted_at }) => {
        const project = projects.get(project_id);
        if (!project) {
          return [];
        }
        const personRoles = roles.get(project_id) ?? noRoles;
        const item: LoggableItem = {
          id,
          identifier: formatItemIdentifier(project.identifier, number),
          title,
          project,
          isDeleted: deleted_at !== null,
          ...getLoggingRights(personRoles, project, assigned.has(id)),
        };
        return [[id, item] as const];
      }),
    );
  }

  /** Returns projects by id and locks them FOR SHARE until the transaction ends. */
  async share(
    tx: Knex,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, ProjectRow>> {
    return this.readProjectsById(tx, ids, lockForShare);
  }

  private async readProjectsById(
    knex: Knex,
    ids: readonly string[],
    lock: LoggableQuery['lock'],
  ): Promise<ReadonlyMap<string, ProjectRow>> {
    const rows: any[] = await lock(
      knex('projects')
        .whereRaw(...inListSql(knex, 'id', [...new Set(ids)]))
        .whereNull('deleted_at')
        .orderBy('id'),
    );
    return new Map(rows.map(row => [row.id, readProject(row)]));
  }
}
