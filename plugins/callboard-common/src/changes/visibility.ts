/**
 * The audience of a change, in addition to its actor and the admins of the workspace:
 *
 * - `workspace`: all members of the workspace,
 * - `project`: users who can see the project,
 * - `project_members`: members and admins of the project, but not its guests,
 * - `people`: the listed users,
 * - `admins`: no one else.
 *
 * @public
 */
export const visibilities = [
  'workspace',
  'project',
  'project_members',
  'people',
  'admins',
] as const;

/** @public */
export type Visibility = (typeof visibilities)[number];
