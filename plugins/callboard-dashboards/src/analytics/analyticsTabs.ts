import type { AnalyticsTab } from '@callboard/plugin-callboard-common';

/** Maps the tab name in the URL to the tab name in the API. */
export const analyticsTabs = {
  overview: 'overview',
  work: 'work-items',
  people: 'people',
  time: 'time',
} as const satisfies Record<string, AnalyticsTab>;

/** The name of a tab in the URL. */
export type AnalyticsTabName = keyof typeof analyticsTabs;

/** All tabs, in order. */
export const analyticsTabNames = Object.keys(
  analyticsTabs,
) as AnalyticsTabName[];
