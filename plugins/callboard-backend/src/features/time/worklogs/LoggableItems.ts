import { Knex } from 'knex';
import { includesRole } from '@callboard/plugin-callboard-common';
import { NotAllowedError } from '@backstage/errors';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import {
  noRoles,
  ProjectRoles,
  canSeeProject,
} from '../../../access/visibility/whereProjectVisible';
import { ProjectRow } from '../../../access/Caller';
import { inListSql } from '../../../database/bulk';
import { lockForShare } from '../../../database/locks';
import { createFieldError } from '../../../http/errors';
import { formatItemIdentifier } from '../../work/items/WorkItemRow';
import { WorklogPair } from './WorklogRow';
import { projectTable } from '../../../core/projects/projectQueries';

export interface ItemWithRights extends LoggingRights {
  id: string;
  identifier: string;
  title: string;
  project: ProjectRow;
  /** Time logged on a deleted item stays, but nobody can log more. */
  isDeleted: boolean;
}

/** Returns the fields of an item that an import shows. */
export function toItemReference({
  id,
  identifier,
  title,
  project,
}: ItemWithRights) {
  return { id, identifier, title, project_id: project.id };
}

export class LoggableItems {
  constructor(private readonly audience: ProjectAudience) {}

  /**
   * Returns items by id, with a person's rights. Runs a constant number of queries. Omits unknown
   * ids, and items of deleted projects. Includes deleted items.
   */
  async find(
    knex: Knex,
    user_ref: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, ItemWithRights>> {
    return this.findWithRights(knex, user_ref, ids, knex('work_items'), false);
  }

  /**
   * Like `find`, and locks the items' projects until the transaction ends, so that no project can be
   * archived and no time tracking can be turned off.
   *
   * @param workspace_id - if set, omits items of other workspaces
   */
  async findAndLockProjects(
    tx: Knex.Transaction,
    user_ref: string,
    ids: readonly string[],
    workspace_id?: string,
  ): Promise<ReadonlyMap<string, ItemWithRights>> {
    const workItems = tx('work_items').where(
      workspace_id === undefined ? {} : { workspace_id },
    );
    return this.findWithRights(tx, user_ref, ids, workItems, true);
  }

  private async findWithRights(
    knex: Knex,
    user_ref: string,
    ids: readonly string[],
    workItems: Knex.QueryBuilder,
    isLocking: boolean,
  ): Promise<ReadonlyMap<string, ItemWithRights>> {
    const findItems = (): Promise<any[]> =>
      workItems
        .clone()
        .select('id', 'project_id', 'number', 'title', 'deleted_at')
        .whereRaw(...inListSql(knex, 'id', ids));
    const found = await findItems();
    const projects = await findProjects(
      knex,
      found.map(({ project_id }) => project_id),
      isLocking ? lockForShare : undefined,
    );
    // Another transaction may have deleted items before the lock.
    const rows = isLocking ? await findItems() : found;
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
        const item: ItemWithRights = {
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
}

/**
 * Returns projects by id, without deleted ones.
 *
 * @param lock - locks the rows until the transaction ends; by default, the rows are not locked
 */
export async function findProjects(
  knex: Knex,
  ids: readonly string[],
  lock = (projects: Knex.QueryBuilder) => projects,
): Promise<ReadonlyMap<string, ProjectRow>> {
  const rows: any[] = await lock(
    knex('projects')
      .whereRaw(...inListSql(knex, 'id', [...new Set(ids)]))
      .whereNull('deleted_at')
      .orderBy('id'),
  );
  return new Map(rows.map(row => [row.id, projectTable.read(row)]));
}

interface LoggingRights {
  /** Whether they have access to the item's project. */
  canView: boolean;
  /**
   * Whether they may log time. They need access to the item's project, and must be a member of the
   * project, or both an assignee of the item and a member of the workspace.
   */
  canLog: boolean;
  /** Whether they can view the item and are an admin of its project. */
  isAdmin: boolean;
}

export function getLoggingRights(
  roles: ProjectRoles,
  project: Pick<ProjectRow, 'access'>,
  isAssigned: boolean,
): LoggingRights {
  const canView = canSeeProject(roles, project);
  const isProjectMember =
    roles.project && includesRole(roles.project, 'member');
  const isWorkspaceMember =
    roles.workspace && includesRole(roles.workspace, 'member');
  return {
    canView,
    canLog:
      canView && Boolean(isProjectMember || (isAssigned && isWorkspaceMember)),
    isAdmin: canView && roles.project === 'admin',
  };
}

/** The reason why time cannot be logged in a project; undefined if it can. */
export function getProjectRefusalReason({
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

/** @throws InvalidRequestError for a project that is archived or has time tracking off */
export function requireProjectAcceptsTime(project: ProjectRow): void {
  const reason = getProjectRefusalReason(project);
  if (reason !== undefined) {
    throw createFieldError('path.pid', reason);
  }
}

/**
 * Returns the item on which a request logs time.
 *
 * @param items - items by id; their projects are locked
 * @throws InvalidRequestError for an item that is unknown or deleted, on which the person may not
 *   log time, or whose project is archived or has time tracking off
 */
export function requireLoggable(
  items: ReadonlyMap<string, ItemWithRights>,
  work_item_id: string,
): ItemWithRights {
  const item = items.get(work_item_id);
  const reason =
    item && !item.isDeleted && item.canLog
      ? getProjectRefusalReason(item.project)
      : 'is not a work item that you can log time on';
  if (!item || reason !== undefined) {
    throw createFieldError('body.work_item_id', reason!);
  }
  return item;
}

/** The reason why a person cannot log time on an item, as shown to them; undefined if they can. */
export function getUnloggableReason(
  item: ItemWithRights | undefined,
): string | undefined {
  if (!item?.canView) {
    return 'you do not have access to the work item';
  }
  if (item.isDeleted) {
    return `${item.identifier} is deleted`;
  }
  return item.canLog
    ? getProjectRefusalReason(item.project)
    : `you can no longer log time on ${item.identifier}`;
}

/** Whether a change adds time to a day: a new worklog, more minutes, or a move to another day. */
export function addsTime({ before, after }: WorklogPair): boolean {
  return (
    after !== null &&
    (before === null ||
      after.duration_minutes > before.duration_minutes ||
      after.logged_at !== before.logged_at)
  );
}

/**
 * Rejects a change that adds time to an item on which the person can no longer log time. The person
 * can still edit the description of a worklog on the item, reduce its minutes or delete it. Admins
 * of the project are exempt.
 *
 * @throws NotAllowedError for a change that adds time
 */
export function rejectAddedTime(
  { identifier, isAdmin, isDeleted, canLog }: ItemWithRights,
  pair: WorklogPair,
): void {
  if (!isAdmin && (isDeleted || !canLog) && addsTime(pair)) {
    throw new NotAllowedError(
      `You can no longer log time on ${identifier}. You can only edit the descriptions of your time entries there, reduce their time or delete them`,
    );
  }
}
