/** A project, or, with `iid`, one of its work items. @public */
export interface FollowedWork {
  /** The workspace. */
  slug: string;
  /** The id of the project. */
  pid: string;
  /** The id of the work item. */
  iid?: string;
}

/** @public */
export interface FollowedDashboard {
  /** The workspace. */
  slug: string;
  /** The id of the dashboard. */
  dashboard: string;
}

/** What can be followed. @public */
export type Followed = FollowedWork | FollowedDashboard;
