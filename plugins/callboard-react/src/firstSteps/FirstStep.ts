/** Things that people try first, each once. @public */
export type FirstStep =
  /** To open the board of a project. */
  | 'board'
  /** To make or change a work item. */
  | 'item'
  /** To find something by typing. */
  | 'find'
  /** To look somebody up. */
  | 'people'
  /** To ask somebody for access. */
  | 'access'
  /** To make somebody a member of a workspace. */
  | 'invite'
  /** To link a department to a project or workspace. */
  | 'link'
  /** To look into the Activity Tracker. */
  | 'tracker';
