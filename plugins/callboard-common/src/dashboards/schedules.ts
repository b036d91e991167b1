import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import {
  instant,
  createPageSchema,
  pageParameters,
  timeZone,
  userRef,
  uuid,
  areUnique,
} from '../contract/primitives';
import {
  subscription,
  subscriptionLevel,
} from '../notifications/subscriptions';
import {
  dashboardsPath,
  dashboardsTag,
  writeAccess,
  readAccess,
} from './common';
import { permissions } from '../permissions';

/**
 * The level of a subscription to a dashboard; never `mentions`, because dashboards mention nobody.
 *
 * @public
 */
export const newDashboardSubscription = z
  .object({ level: subscriptionLevel.exclude(['mentions']) })
  .meta({ id: 'NewDashboardSubscription' });

/** @public */
export type NewDashboardSubscription = z.output<
  typeof newDashboardSubscription
>;

const subscriptionEndpoint = {
  path: `${dashboardsPath}/{id}/subscription`,
  tag: dashboardsTag,
  access: readAccess,
} as const;

/** The endpoints to follow dashboards, for everyone who can read them. @public */
export const dashboardSubscriptionEndpoints = {
  getDashboardSubscription: defineEndpoint({
    ...subscriptionEndpoint,
    method: 'GET',
    summary: "Get the caller's subscription to a dashboard",
    response: subscription,
  }),
  putDashboardSubscription: defineEndpoint({
    ...subscriptionEndpoint,
    method: 'PUT',
    summary: 'Follow or unfollow a dashboard',
    permission: permissions.dashboardSubscription.update,
    body: newDashboardSubscription,
    response: subscription,
  }),
  deleteDashboardSubscription: defineEndpoint({
    ...subscriptionEndpoint,
    method: 'DELETE',
    summary: "Reset the caller's subscription to a dashboard to the default",
    permission: permissions.dashboardSubscription.delete,
    status: 204,
  }),
};

/** The maximum number of recipients of a schedule. @public */
export const MAX_SCHEDULE_RECIPIENTS = 50;

/** The maximum number of schedules per dashboard. @public */
export const MAX_SCHEDULES_PER_DASHBOARD = 20;

/** The maximum number of schedules per person, across all dashboards. @public */
export const MAX_SCHEDULES_PER_PERSON = 50;

/** @public */
export const scheduleFrequency = z.enum(['daily', 'weekly', 'monthly']);

/** @public */
export type ScheduleFrequency = z.output<typeof scheduleFrequency>;

/** The file formats of scheduled dashboards. @public */
export const scheduleFormat = z.enum(['pdf', 'xlsx']);

/** @public */
export type ScheduleFormat = z.output<typeof scheduleFormat>;

/** The recipients and times of scheduled dashboard emails. @public */
export const dashboardSchedule = z
  .strictObject({
    id: uuid,
    dashboard_id: uuid,
    recipient_refs: z.array(z.string()),
    frequency: scheduleFrequency,
    /** 1 for Monday to 7 for Sunday; only if weekly. */
    weekday: z.int().nullable(),
    /** Only if monthly; shorter months use their last day. */
    day_of_month: z.int().nullable(),
    /** In the schedule's time zone. */
    hour: z.int(),
    timezone: z.string(),
    format: scheduleFormat,
    is_enabled: z.boolean(),
    /** The next due time; null if disabled. */
    next_at: instant.nullable(),
    /** The time when a mail server last accepted an email of the schedule. */
    last_sent_at: instant.nullable(),
    version: z.int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'DashboardSchedule' });

/** @public */
export type DashboardSchedule = z.output<typeof dashboardSchedule>;

const recipients = z
  .array(userRef)
  .min(1, 'must contain at least one person')
  .max(
    MAX_SCHEDULE_RECIPIENTS,
    `must name at most ${MAX_SCHEDULE_RECIPIENTS} people`,
  )
  .refine(areUnique, 'must not contain the same person twice');

const weekday = z.int().min(1).max(7);
const dayOfMonth = z.int().min(1).max(31);
const hour = z.int().min(0).max(23);

/** The times of a schedule. @public */
export type ScheduleTimes = Pick<
  DashboardSchedule,
  'frequency' | 'weekday' | 'day_of_month'
>;

/** Lists the day fields of a schedule that are missing or superfluous. @public */
export function findScheduleProblems(
  schedule: Partial<ScheduleTimes>,
): Array<{ path: string[]; message: string }> {
  const findFieldProblems = (
    field: 'weekday' | 'day_of_month',
    frequencyOfField: ScheduleFrequency,
  ) => {
    const isSet = (schedule[field] ?? null) !== null;
    if (isSet === (schedule.frequency === frequencyOfField)) {
      return [];
    }
    const message = isSet
      ? `is allowed only for ${frequencyOfField} emails`
      : `is required for ${frequencyOfField} emails`;
    return [{ path: [field], message }];
  };
  return [
    ...findFieldProblems('weekday', 'weekly'),
    ...findFieldProblems('day_of_month', 'monthly'),
  ];
}

/** @public */
export const newDashboardSchedule = z
  .strictObject({
    recipient_refs: recipients,
    frequency: scheduleFrequency,
    weekday: weekday.nullish(),
    day_of_month: dayOfMonth.nullish(),
    hour,
    /** Defaults to the time zone of the workspace. */
    timezone: timeZone.nullish(),
    /** Defaults to `pdf`. */
    format: scheduleFormat.nullish(),
    /** Defaults to true. */
    is_enabled: z.boolean().nullish(),
  })
  .superRefine((value, context) => {
    for (const problem of findScheduleProblems(value)) {
      context.addIssue({ code: 'custom', ...problem });
    }
  })
  .meta({ id: 'NewDashboardSchedule' });

/** @public */
export type NewDashboardSchedule = z.output<typeof newDashboardSchedule>;

/** @public */
export const dashboardSchedulePatch = z
  .strictObject({
    recipient_refs: recipients.optional(),
    /** Clears the day fields of the other frequencies. */
    frequency: scheduleFrequency.optional(),
    weekday: weekday.nullable().optional(),
    day_of_month: dayOfMonth.nullable().optional(),
    hour: hour.optional(),
    timezone: timeZone.optional(),
    format: scheduleFormat.optional(),
    is_enabled: z.boolean().optional(),
  })
  .meta({ id: 'DashboardSchedulePatch' });

/** @public */
export type DashboardSchedulePatch = z.output<typeof dashboardSchedulePatch>;

const schedulesPath = `${dashboardsPath}/{id}/schedules`;

const scheduleEndpoint = { tag: dashboardsTag, access: writeAccess } as const;

/**
 * The endpoints of email schedules, for the owner of the dashboard and, if it is shared, for admins
 * of the workspace.
 *
 * @public
 */
export const dashboardScheduleEndpoints = {
  listDashboardSchedules: defineEndpoint({
    ...scheduleEndpoint,
    method: 'GET',
    path: schedulesPath,
    summary: 'List the email schedules of a dashboard',
    permission: permissions.dashboardSchedule.read,
    query: z.strictObject(pageParameters),
    response: createPageSchema(dashboardSchedule),
  }),
  createDashboardSchedule: defineEndpoint({
    ...scheduleEndpoint,
    method: 'POST',
    path: schedulesPath,
    summary:
      'Schedule emails of a dashboard; each recipient gets the data that they can see',
    permission: permissions.dashboardSchedule.create,
    canConflict: true,
    body: newDashboardSchedule,
    status: 201,
    response: dashboardSchedule,
  }),
  updateDashboardSchedule: defineEndpoint({
    ...scheduleEndpoint,
    method: 'PATCH',
    path: `${schedulesPath}/{sid}`,
    summary: 'Update an email schedule of a dashboard',
    permission: permissions.dashboardSchedule.update,
    isConditional: true,
    body: dashboardSchedulePatch,
    response: dashboardSchedule,
  }),
  deleteDashboardSchedule: defineEndpoint({
    ...scheduleEndpoint,
    method: 'DELETE',
    path: `${schedulesPath}/{sid}`,
    summary: 'Delete an email schedule of a dashboard',
    permission: permissions.dashboardSchedule.delete,
    isConditional: true,
    status: 204,
  }),
};
