import type { OwnWorkspace } from '@callboard/plugin-callboard-react';

/** What the numbers of the page are about. */
export interface AnalyticsScope {
  workspace: OwnWorkspace;
  /** Calendar dates, both included. */
  start: string;
  end: string;
  /** The date it is in the workspace. */
  today: string;
  /** The only project that counts. */
  project?: string;
  /** The only department that counts, with those beneath it. */
  department?: string;
}
