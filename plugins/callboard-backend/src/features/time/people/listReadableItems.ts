import { includesRole } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { uniq } from 'lodash';
import { RequestContext } from '../../../access/Caller';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import {
  noRoles,
  ProjectRoles,
  canSeeProject,
} from '../../../access/visibility/whereProjectVisible';
import { inListSql } from '../../../database/bulk';
import { formatItemIdentifier } from '../../work/items/WorkItemRow';
import { TimeReadAccess } from './timePlanningAccess';

/** A work item as shown next to the time logged on it. */
export interface ReadableItem {
  issue_id: string;
  identifier: string;
  issue_name: string;
  project_id: string;
}

/**
 * Finds work items on which the caller may read a person's time, including deleted items, in two
 * queries. Applies the rule of `whereTimeVisible`. But if `readAccess` is `administered`, returns
 * only items of projects that the caller administers.
 */
export async function listReadableItems(
  knex: Knex,
  audience: ProjectAudience,
  context: RequestContext,
  readAccess: TimeReadAccess,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReadableItem>> {
  const rows: any[] = await knex('work_items')
    .join('projects', 'projects.id', 'work_items.project_id')
    .select(
      'work_items.id',
      'work_items.project_id',
      'work_items.number',
      'work_items.title',
      'projects.identifier',
      'projects.access',
    )
    .whereRaw(...inListSql(knex, 'work_items.id', uniq(ids)));
  const roles = await audience.listRoles(
    knex,
    context.caller.user_ref,
    uniq(rows.map(({ project_id }) => project_id)),
  );
  const readable = rows.filter(row =>
    canReadTime(readAccess, context, roles.get(row.project_id) ?? noRoles, row),
  );
  return new Map(
    readable.map(({ id, project_id, number, title, identifier }) => [
      id,
      {
        issue_id: id,
        identifier: formatItemIdentifier(identifier, number),
        issue_name: title,
        project_id,
      },
    ]),
  );
}

function canReadTime(
  readAccess: TimeReadAccess,
  { role }: Pick<RequestContext, 'role'>,
  roles: ProjectRoles,
  project: Parameters<typeof canSeeProject>[1],
): boolean {
  if (role === 'admin') {
    return true;
  }
  if (readAccess === 'administered') {
    return roles.project === 'admin';
  }
  const isMember =
    roles.project !== null && includesRole(roles.project, 'member');
  const isOwn = readAccess === 'own' && includesRole(role, 'member');
  return isMember || (isOwn && canSeeProject(roles, project));
}
