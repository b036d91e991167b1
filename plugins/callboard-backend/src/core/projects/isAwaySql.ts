import { standingSql } from '../members/standingSql';

/** The statuses of those who own nothing where they have them. */
export const AWAY = ['suspended', 'resigned'] as const;

/**
 * SQL for whether somebody is suspended or has resigned in a workspace: then the
 * catalog may still name them as an owner, but they are none here.
 *
 * @param user - SQL for the reference of the person
 * @param workspace - SQL for the id of the workspace: that of a row of `projects`,
 *   if nothing is said
 */
export function isAwaySql(
  user: string,
  workspace: string = 'projects.workspace_id',
): string {
  const standing = standingSql(workspace, user);
  const away = AWAY.map(status => `'${status}'`).join(', ');
  return `coalesce(${standing}, 'active') IN (${away})`;
}
