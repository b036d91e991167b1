import type { OwnWorkspace } from '@callboard/plugin-callboard-react';

/** The scope of the page's numbers. */
export interface AnalyticsScope {
  workspace: OwnWorkspace;
  /** Calendar dates, both included. */
  start: string;
  end: string;
  /** The current date in the workspace. */
  today: string;
  /** Includes only this project. */
  project?: string;
  /** Includes only this department and its descendants. */
  department?: string;
}
