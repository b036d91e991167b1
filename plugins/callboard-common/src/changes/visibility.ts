/**
 * Who may hear of a change, beside whoever made it and the admins of the
 * workspace:
 *
 * - `workspace`: everybody in the workspace,
 * - `project`: whoever sees the project,
 * - `project_members`: its members and admins, but not its guests,
 * - `people`: some people, by reference,
 * - `admins`: nobody else.
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
