import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { instant, uuid } from '../contract/primitives';
import { rangeCheck, viewerFilters } from './inputs';
import { dayRange, interval } from './widgetConfig';
import { dashboardRead } from './common';

/** The tabs of the analytics page, which needs no dashboard. @public */
export const analyticsTab = z.enum([
  'overview',
  'work-items',
  'people',
  'time',
]);

/** @public */
export type AnalyticsTab = z.output<typeof analyticsTab>;

/** A number in a range and in the preceding range of equal length. @public */
export const comparedNumber = z
  .strictObject({
    /** In the range; in total without a range. */
    count: z.number(),
    /** Despite its name, the count in the preceding range; null without a range. */
    filter_count: z.number().nullable(),
  })
  .meta({ id: 'ComparedNumber' });

/** @public */
export type ComparedNumber = z.output<typeof comparedNumber>;

const createTabSchema = <Tab extends AnalyticsTab, Shape extends z.ZodRawShape>(
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

const intervalField = {
  /** The unit of the keys in `over_time`: days, weeks or months. */
  interval,
};

/** The numbers of new resources and of completed items, and the logged time. @public */
export const analyticsOverview = createTabSchema('overview', {
  projects: comparedNumber,
  members: comparedNumber,
  work_items: comparedNumber,
  completed: comparedNumber,
  cycles: comparedNumber,
  modules: comparedNumber,
  logged_minutes: comparedNumber,
}).meta({ id: 'AnalyticsOverview' });

const numbersOfWork = {
  /** Created in the range. */
  created: comparedNumber,
  /** Completed in the range. */
  completed: comparedNumber,
  /** Created in the range and in progress. */
  started: comparedNumber,
  /** Due in the range and before today, and still open. */
  overdue: comparedNumber,
};

/** The work of each project, and the numbers of items created and completed over time. @public */
export const analyticsOfWork = createTabSchema('work-items', {
  projects: z.array(
    z.strictObject({ project_id: uuid, name: z.string(), ...numbersOfWork }),
  ),
  /** The sums over all projects, including those not returned. */
  totals: z.strictObject(numbersOfWork),
  /** Whether more projects exist than are returned. */
  truncated: z.boolean(),
  over_time: z.array(
    z.strictObject({
      key: z.string(),
      created: z.number(),
      completed: z.number(),
    }),
  ),
  ...intervalField,
}).meta({ id: 'AnalyticsOfWork' });

/** The assigned and completed work of each person, and their logged time. @public */
export const analyticsOfPeople = createTabSchema('people', {
  people: z.array(
    z.strictObject({
      user_ref: z.string(),
      name: z.string(),
      /** Items created in the range and assigned to the person. */
      assigned: comparedNumber,
      completed: comparedNumber,
      logged_minutes: comparedNumber,
    }),
  ),
  truncated: z.boolean(),
}).meta({ id: 'AnalyticsOfPeople' });

/** Time by project, by activity type, and over time. @public */
export const analyticsOfTime = createTabSchema('time', {
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
      /** Null for time without an activity type. */
      activity_type: z.string().nullable(),
      logged_minutes: comparedNumber,
    }),
  ),
  truncated: z.boolean(),
  over_time: z.array(
    z.strictObject({ key: z.string(), logged_minutes: z.number() }),
  ),
  ...intervalField,
}).meta({ id: 'AnalyticsOfTime' });

/** The response of a tab. @public */
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
    ...dashboardRead,
    path: '/workspaces/{slug}/analytics',
    summary:
      'Get analytics of the data that the caller can see, compared with the previous period',
    query: z
      .strictObject({ tab: analyticsTab.default('overview'), ...viewerFilters })
      .check(rangeCheck),
    response: analytics,
    isHeavy: true,
  }),
};
