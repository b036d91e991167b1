/** A project; with `iid`, one of its work items. @public */
export interface FollowedWork {
  /** The workspace's slug. */
  slug: string;
  /** The project's id. */
  pid: string;
  /** The work item's id. */
  iid?: string;
}

/** @public */
export interface FollowedDashboard {
  /** The workspace's slug. */
  slug: string;
  /** The dashboard's id. */
  dashboard: string;
}

/** A resource that can be followed. @public */
export type Followed = FollowedWork | FollowedDashboard;
