import { z } from 'zod';
import {
  createListParameter,
  booleanParameter,
  calendarDate,
  instant,
  instantInput,
  createPageSchema,
  userRef,
  uuid,
} from '../contract/primitives';
import { createMultiLineTextSchema } from '../contract/text';
import {
  activityType,
  dateRange,
  MAX_MINUTES_PER_DAY,
  peopleFilter,
} from './common';

/** The maximum length of a worklog's description, in characters. @public */
export const MAX_WORKLOG_DESCRIPTION = 1_000;

/** The origin of a worklog. @public */
export const worklogSource = z.enum([
  'manual',
  'timer',
  'timesheet',
  'suggestion',
  'ingest',
]);

/** @public */
export type WorklogSource = z.output<typeof worklogSource>;

/** The status of a period. Worklogs of a submitted or approved period cannot change. @public */
export const periodStatus = z.enum([
  'open',
  'submitted',
  'approved',
  'rejected',
]);

/** @public */
export type PeriodStatus = z.output<typeof periodStatus>;

/** A worklog: time that a user spent on a work item. @public */
export const worklog = z
  .strictObject({
    id: uuid,
    project_id: uuid,
    work_item_id: uuid,
    work_item: z.strictObject({
      id: uuid,
      identifier: z.string(),
      title: z.string(),
    }),
    /** A User reference. */
    logged_by: z.string(),
    logged_by_name: z.string(),
    duration_minutes: z.int(),
    description: z.string().nullable(),
    /** The calendar date of the work, without a time zone. */
    logged_at: z.string(),
    started_at: instant.nullable(),
    is_billable: z.boolean(),
    activity_type: z.string().nullable(),
    source: worklogSource,
    period_status: periodStatus,
    /** Set if the user logged other work at the same time. */
    overlaps: z.literal(true).optional(),
    version: z.int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'Worklog' });

/** @public */
export type Worklog = z.output<typeof worklog>;

/** A page of a list of worklogs. @public */
export const worklogPage = createPageSchema(worklog).extend({
  /** The sum of the minutes of the worklogs on all pages. */
  total_minutes: z.int().min(0).optional(),
});

/** @public */
export type WorklogPage = z.output<typeof worklogPage>;

/** The duration of one worklog, in minutes. @public */
export const durationMinutes = z
  .int('must be a whole number of minutes')
  .min(1, 'must be at least 1')
  .max(MAX_MINUTES_PER_DAY, `must be at most ${MAX_MINUTES_PER_DAY}`);

/** @public */
export const worklogDescription = createMultiLineTextSchema(
  MAX_WORKLOG_DESCRIPTION,
);

const commonFields = {
  description: worklogDescription.nullish(),
  started_at: instantInput.nullish(),
  activity_type: activityType.nullish(),
};

const fullFields = {
  ...commonFields,
  duration_minutes: durationMinutes,
  /**
   * Defaults to the date of `started_at` in the user's time zone, or, without `started_at`, to
   * today in the workspace's time zone. If both are given, they must agree.
   */
  logged_at: calendarDate.nullish(),
  /** Defaults to the project's setting. */
  is_billable: z.boolean().nullish(),
};

/** @public */
export const newWorklog = z
  .object({
    ...fullFields,
    /** The user for whom a project admin logs; defaults to the caller. */
    on_behalf_of: userRef.nullish(),
  })
  .meta({ id: 'NewWorklog' });

/** @public */
export type NewWorklog = z.output<typeof newWorklog>;

/** A full replacement of a worklog; omitted fields get the defaults of new worklogs. @public */
export const worklogReplacement = z
  .object({ ...fullFields, work_item_id: uuid.optional() })
  .meta({ id: 'WorklogReplacement' });

/** @public */
export type WorklogReplacement = z.output<typeof worklogReplacement>;

/** @public */
export const worklogPatch = z
  .object({
    ...commonFields,
    duration_minutes: durationMinutes.optional(),
    logged_at: calendarDate.optional(),
    is_billable: z.boolean().optional(),
    /** Another item, of any project, on which the caller may log time. */
    work_item_id: uuid.optional(),
  })
  .meta({ id: 'WorklogPatch' });

/** @public */
export type WorklogPatch = z.output<typeof worklogPatch>;

/** The order of a list of worklogs; a leading `-` means descending. @public */
export const worklogOrder = z.enum([
  'logged_at',
  '-logged_at',
  'created_at',
  '-created_at',
]);

/** @public */
export type WorklogOrder = z.output<typeof worklogOrder>;

/** The common filters of worklog lists, exports and summaries. @public */
export const worklogFilters = {
  project_id: createListParameter(uuid).optional(),
  ...peopleFilter,
  ...dateRange,
  billable: booleanParameter.optional(),
  activity_type: createListParameter(activityType).optional(),
};

/** The filters of lists and exports: the common filters, and two that summaries lack. @public */
export const worklogListFilters = {
  ...worklogFilters,
  work_item_id: createListParameter(uuid).optional(),
  /** Part of a description, or of an item's title or identifier. */
  q: z.string().min(1).max(200).optional(),
};

/** The filters that select worklogs. @public */
export type WorklogFilters = z.output<
  z.ZodObject<typeof worklogListFilters, z.core.$strict>
>;

/** The optional parts of a summary, in addition to people and items. @public */
export const summaryParts = [
  'day',
  'week',
  'month',
  'project',
  'department',
  'activity_type',
  'billable',
] as const;

/** @public */
export type SummaryPart = (typeof summaryParts)[number];

const total = { total_minutes: z.int().min(0) };

/** The time by person and by item, largest total first. @public */
export const worklogSummary = z
  .strictObject({
    total_duration_minutes: z.int().min(0),
    by_member: z.array(
      z.strictObject({
        member_id: z.string(),
        display_name: z.string(),
        ...total,
      }),
    ),
    by_issue: z.array(
      z.strictObject({
        issue_id: uuid,
        issue_name: z.string(),
        identifier: z.string(),
        estimate_time: z.int().nullable(),
        ...total,
      }),
    ),
    /** Every day of the range, including days without time. */
    by_day: z.array(z.strictObject({ date: z.string(), ...total })).optional(),
    /** By the first day of the week. */
    by_week: z.array(z.strictObject({ week: z.string(), ...total })).optional(),
    /** By `YYYY-MM`. */
    by_month: z
      .array(z.strictObject({ month: z.string(), ...total }))
      .optional(),
    by_project: z
      .array(
        z.strictObject({
          project_id: uuid,
          name: z.string(),
          identifier: z.string(),
          ...total,
        }),
      )
      .optional(),
    /** By each person's department on the day. */
    by_department: z
      .array(
        z.strictObject({
          department_id: uuid.nullable(),
          name: z.string().nullable(),
          ...total,
        }),
      )
      .optional(),
    by_activity_type: z
      .array(z.strictObject({ activity_type: z.string().nullable(), ...total }))
      .optional(),
    by_billable: z
      .array(z.strictObject({ is_billable: z.boolean(), ...total }))
      .optional(),
    /** Set if a list had more than 1 000 entries and was truncated. */
    truncated: z.literal(true).optional(),
  })
  .meta({ id: 'WorklogSummary' });

/** @public */
export type WorklogSummary = z.output<typeof worklogSummary>;
