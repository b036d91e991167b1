import { standingSql } from '../members/standingSql';

/**
 * SQL for whether somebody is suspended or has resigned in the workspace of a
 * row of `projects`: then the catalog may still name them as an owner, but they
 * are none here.
 *
 * @param user - SQL for the reference of the person
 */
export function isAwaySql(user: string): string {
  const standing = standingSql('projects.workspace_id', user);
  return `coalesce(${standing}, 'active') IN ('suspended', 'resigned')`;
}
