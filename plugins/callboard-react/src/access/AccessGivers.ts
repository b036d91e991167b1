/**
 * Who can give somebody access: the admins of a project first, then those of
 * its workspace. Where no workspace is named, the super admins.
 *
 * @public
 */
export interface AccessGivers {
  /** Its slug; the person must be in it. */
  workspace?: string;
  /** Its id; the person must see it. */
  project?: string;
}
