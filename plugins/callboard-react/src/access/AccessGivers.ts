/**
 * The scope whose admins can grant access: the admins of a project first, then those of its
 * workspace; without a workspace, the super admins.
 *
 * @public
 */
export interface AccessGivers {
  /** The workspace's slug. The person must be a member of it. */
  workspace?: string;
  /** The project's id. The person must be able to see it. */
  project?: string;
}
