import { employmentStatusSql } from './employmentStatusSql';

/** Owners with these employment statuses in a workspace are ignored there. */
export const AWAY = ['suspended', 'resigned'] as const;

/**
 * SQL for whether a user is suspended or has resigned in a workspace. They then do not count as
 * owners, even if the catalog still names them.
 *
 * @param user - SQL for the reference of the person
 * @param workspace - SQL for the id of the workspace; by default that of the row of `projects`
 */
export function isAwaySql(
  user: string,
  workspace: string = 'projects.workspace_id',
): string {
  const employmentStatus = employmentStatusSql(workspace, user);
  const away = AWAY.map(status => `'${status}'`).join(', ');
  return `coalesce(${employmentStatus}, 'active') IN (${away})`;
}
