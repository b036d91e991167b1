import { Knex } from 'knex';
import { includesRole } from '@callboard/plugin-callboard-common';
import { NotAllowedError } from '@backstage/errors';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import {
  noRoles,
  ProjectRoles,
  seesProject,
} from '../../../access/visibility/ProjectRoles';
import { ProjectRow } from '../../../access/Caller';
import { readProject } from '../../../core/projects/selectProjects';
import { inListSql } from '../../../database/bulk';
import { lockForShare } from '../../../database/locks';
import { InvalidRequestError } from '../../../http/errors';
import { formatItemIdentifier } from '../../work/items/WorkItemRow';
import { WorklogPair } from './WorklogRow';

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
    const items = tx('work_items').where({ workspace_id });
    return this.findLoggable(items, {
      knex: tx,
      user_ref,
      ids,
      lock: lockForShare,
    });
  }

  /** Like `lockItems`, for items in any workspace. */
  async lockItemsAnywhere(
    tx: Knex.Transaction,
    user_ref: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, LoggableItem>> {
    const items = tx('work_items');
    return this.findLoggable(items, {
      knex: tx,
      user_ref,
      ids,
      lock: lockForShare,
    });
  }

  /** Like `lockItemsAnywhere`, without locks. */
  async findAnywhere(
    knex: Knex,
    user_ref: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, LoggableItem>> {
    const items = knex('work_items');
    return this.findLoggable(items, {
      knex,
      user_ref,
      ids,
      lock: query => query,
    });
  }

  private async findLoggable(
    workItems: Knex.QueryBuilder,
    { knex, user_ref, ids, lock }: LoggableQuery,
  ): Promise<ReadonlyMap<string, LoggableItem>> {
    const rows: any[] = await workItems
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
  async lockProjects(
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

/** A person's rights to log time on an item. */
interface LoggingRights {
  /** Whether they have access to its project. */
  canView: boolean;
  /** Whether they may log: as member of the project or assignee of the item. */
  canLog: boolean;
  /** Whether they are an admin of the project. */
  isAdmin: boolean;
}

/** The rights that roles give to log time on an item of a project. */
export function getLoggingRights(
  roles: ProjectRoles,
  project: Pick<ProjectRow, 'access'>,
  isAssigned: boolean,
): LoggingRights {
  const canView = seesProject(roles, project);
  const isMember = roles.project && includesRole(roles.project, 'member');
  const isMemberSomewhere =
    isMember || (roles.workspace && includesRole(roles.workspace, 'member'));
  return {
    canView,
    canLog: canView && Boolean(isMember || (isAssigned && isMemberSomewhere)),
    isAdmin: canView && roles.project === 'admin',
  };
}

/** The reason why time cannot be logged in a project; undefined where it can. */
export function getUntrackedReason({
  name,
  archived_at,
  is_time_tracking_enabled,
}: ProjectRow): string | undefined {
  if (archived_at !== null) {
    return `the project ${name} is archived`;
  }
  return is_time_tracking_enabled
    ? undefined
    : `time tracking is off in the project ${name}`;
}

/** @throws InvalidRequestError for a project in which no time can be logged */
export function requireTracked(project: ProjectRow, field = 'path.pid'): void {
  const reason = getUntrackedReason(project);
  if (reason !== undefined) {
    throw new InvalidRequestError([{ field, reason }]);
  }
}

/**
 * Returns the item that a request names to log time on.
 *
 * @param items - the locked items by id
 * @throws InvalidRequestError for an unknown item, or one that the person may not
 *   log on
 */
export function requireLoggable(
  items: ReadonlyMap<string, LoggableItem>,
  work_item_id: string,
): LoggableItem {
  const item = items.get(work_item_id);
  const reason =
    item && !item.isDeleted && item.canLog
      ? getUntrackedReason(item.project)
      : 'is not a work item that you can log time on';
  if (!item || reason !== undefined) {
    throw new InvalidRequestError([
      { field: 'body.work_item_id', reason: reason! },
    ]);
  }
  return item;
}

/** The reason why a person cannot log time on an item, as shown to them; undefined if they can. */
export function getUnloggableReason(
  item: LoggableItem | undefined,
): string | undefined {
  if (!item?.canView) {
    return 'you no longer have access to its work item';
  }
  if (item.isDeleted) {
    return `${item.identifier} is deleted`;
  }
  return item.canLog
    ? getUntrackedReason(item.project)
    : `you can no longer log time on ${item.identifier}`;
}

/** Whether a change adds time: more minutes, or another day. */
export function addsTime({ before, after }: WorklogPair): boolean {
  return (
    after !== null &&
    (before === null ||
      after.duration_minutes > before.duration_minutes ||
      after.logged_at !== before.logged_at)
  );
}

/**
 * People who can no longer log time on an item can still correct their worklogs there: edit the
 * description, reduce the minutes, or delete them.
 *
 * @throws NotAllowedError for a change that adds time
 */
export function requireCorrection(
  { identifier, isAdmin, isDeleted, canLog }: LoggableItem,
  pair: WorklogPair,
): void {
  if (!isAdmin && (isDeleted || !canLog) && addsTime(pair)) {
    throw new NotAllowedError(
      `You can no longer log time on ${identifier}. You can only reduce or delete your time entries there`,
    );
  }
}
