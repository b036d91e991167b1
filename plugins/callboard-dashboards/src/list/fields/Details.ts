import type { DashboardAccess } from '@callboard/plugin-callboard-common';

/** How long names and descriptions are at most. */
export const NAME_LENGTH = 255;
export const DESCRIPTION_LENGTH = 4_000;

/** What people say of a dashboard. */
export interface Details {
  name: string;
  description: string;
}

/** The same of a new one. */
export interface NewDetails extends Details {
  access: DashboardAccess;
}
