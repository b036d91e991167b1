/** The first steps, each completed once. @public */
export type FirstStep =
  /** Open the board of a project. */
  | 'board'
  /** Create or change a work item. */
  | 'item'
  /** Search for something. */
  | 'find'
  /** Look a person up. */
  | 'people'
  /** Ask a person for access. */
  | 'access'
  /** Add a member to a workspace. */
  | 'invite'
  /** Link a department to a project or workspace. */
  | 'link'
  /** Open the Activity Tracker. */
  | 'tracker';
