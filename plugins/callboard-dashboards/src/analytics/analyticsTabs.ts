import type { AnalyticsTab } from '@callboard/plugin-callboard-common';

/** The tabs of the page by their names in the address, each as the API calls it. */
export const analyticsTabs = {
  overview: 'overview',
  work: 'work-items',
  people: 'people',
  time: 'time',
} as const satisfies Record<string, AnalyticsTab>;

/** A tab by its name in the address. */
export type AnalyticsTabName = keyof typeof analyticsTabs;

/** All tabs, in order. */
export const analyticsTabNames = Object.keys(
  analyticsTabs,
) as AnalyticsTabName[];
