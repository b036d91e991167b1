import type { DashboardAccess } from '@callboard/plugin-callboard-common';

/** The maximum lengths of names and descriptions. */
export const NAME_LENGTH = 255;
export const DESCRIPTION_LENGTH = 4_000;

/** A dashboard's name and description. */
export interface Details {
  name: string;
  description: string;
}

/** The same for a new dashboard. */
export interface NewDetails extends Details {
  access: DashboardAccess;
}
