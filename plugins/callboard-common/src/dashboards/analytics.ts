import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { instant, uuid } from '../contract/primitives';
import { viewerFilters, checkRange } from './viewerFilters';
import { dashboardParams, reading, dashboardsTag } from './common';
import { dayRange, interval } from './widgetConfig';

/** The tabs of the page that answers without a dashboard. @public */
export const analyticsTab = z.enum([
  'overview',
  'work-items',
  'people',
  'time',
]);

/** @public */
export type AnalyticsTab = z.output<typeof analyticsTab>;

/** A number of a range, and of as many days right before. @public */
export const comparedNumber = z
  .strictObject({
    /** In the range; of all times without one. */
    count: z.number(),
    /** In the days before; null without a range. */
    filter_count: z.number().nullable(),
  })
  .meta({ id: 'ComparedNumber' });

/** @public */
export type ComparedNumber = z.output<typeof comparedNumber>;

const answer = <Tab extends AnalyticsTab, Shape extends z.ZodRawShape>(
  tab: Tab,
  shape: Shape,
) =>
  z.strictObject({
    tab: z.literal(tab),
    range: dayRange.nullable(),
    previous_range: dayRange.nullable(),
    ...shape,
    computed_at: instant,
  });

const overTime = {
  /** Whether the keys of `over_time` stand for days, weeks or months. */
  interval,
};

/** How much there is, and what of it is new. @public */
export const analyticsOverview = answer('overview', {
  projects: comparedNumber,
  members: comparedNumber,
  work_items: comparedNumber,
  completed: comparedNumber,
  cycles: comparedNumber,
  modules: comparedNumber,
  logged_minutes: comparedNumber,
}).meta({ id: 'AnalyticsOverview' });

const numbersOfWork = {
  /** Made in the range. */
  created: comparedNumber,
  /** Completed in the range. */
  completed: comparedNumber,
  /** Of those made in the range, how many are in progress. */
  started: comparedNumber,
  /** Due in the range, past, and still open. */
  overdue: comparedNumber,
};

/** The work of each project, and how it came in and went out. @public */
export const analyticsOfWork = answer('work-items', {
  projects: z.array(
    z.strictObject({ project_id: uuid, name: z.string(), ...numbersOfWork }),
  ),
  /** Of all projects, also of those that are not told. */
  totals: z.strictObject(numbersOfWork),
  /** Whether there are more projects than are told. */
  truncated: z.boolean(),
  over_time: z.array(
    z.strictObject({
      key: z.string(),
      created: z.number(),
      completed: z.number(),
    }),
  ),
  ...overTime,
}).meta({ id: 'AnalyticsOfWork' });

/** The work that each person has and has done, and the time they logged. @public */
export const analyticsOfPeople = answer('people', {
  people: z.array(
    z.strictObject({
      user_ref: z.string(),
      name: z.string(),
      /** Items made in the range that are theirs. */
      assigned: comparedNumber,
      completed: comparedNumber,
      logged_minutes: comparedNumber,
    }),
  ),
  truncated: z.boolean(),
}).meta({ id: 'AnalyticsOfPeople' });

/** Time by project, by kind, and over time. @public */
export const analyticsOfTime = answer('time', {
  logged_minutes: comparedNumber,
  billable_minutes: comparedNumber,
  people: comparedNumber,
  projects: z.array(
    z.strictObject({
      project_id: uuid,
      name: z.string(),
      logged_minutes: comparedNumber,
    }),
  ),
  activity_types: z.array(
    z.strictObject({
      /** Null for time of no kind. */
      activity_type: z.string().nullable(),
      logged_minutes: comparedNumber,
    }),
  ),
  truncated: z.boolean(),
  over_time: z.array(
    z.strictObject({ key: z.string(), logged_minutes: z.number() }),
  ),
  ...overTime,
}).meta({ id: 'AnalyticsOfTime' });

/** The answer of a tab. @public */
export const analytics = z.union([
  analyticsOverview,
  analyticsOfWork,
  analyticsOfPeople,
  analyticsOfTime,
]);

/** @public */
export type Analytics = z.output<typeof analytics>;

/** @public */
export const analyticsEndpoints = {
  getAnalytics: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/analytics',
    tag: dashboardsTag,
    summary:
      'Numbers of what the caller may see, beside those of the days before',
    access: reading,
    params: dashboardParams,
    query: z
      .strictObject({ tab: analyticsTab.default('overview'), ...viewerFilters })
      .superRefine(checkRange),
    response: analytics,
    isHeavy: true,
  }),
};
