import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import {
  instant,
  pageOf,
  pageParameters,
  timeZone,
  userRef,
  uuid,
} from '../contract/primitives';
import { ofDashboard, path, dashboardsTag, writing } from './common';

/** How many people a dashboard is mailed to at once. @public */
export const MAX_SCHEDULE_RECIPIENTS = 50;

/** How many schedules a dashboard can have. @public */
export const MAX_SCHEDULES_PER_DASHBOARD = 20;

/** The most schedules that one person can make, across all dashboards. @public */
export const MAX_SCHEDULES_PER_PERSON = 50;

/** @public */
export const scheduleFrequency = z.enum(['daily', 'weekly', 'monthly']);

/** @public */
export type ScheduleFrequency = z.output<typeof scheduleFrequency>;

/** The files that dashboards are mailed as. @public */
export const scheduleFormat = z.enum(['pdf', 'xlsx']);

/** @public */
export type ScheduleFormat = z.output<typeof scheduleFormat>;

/** To whom a dashboard is mailed, and when. @public */
export const dashboardSchedule = z
  .strictObject({
    id: uuid,
    dashboard_id: uuid,
    recipient_refs: z.array(z.string()),
    frequency: scheduleFrequency,
    /** 1 for Monday to 7 for Sunday; of a weekly one. */
    weekday: z.int().nullable(),
    /** Of a monthly one; months that are shorter have it on their last day. */
    day_of_month: z.int().nullable(),
    /** On the clock of its zone. */
    hour: z.int(),
    timezone: z.string(),
    format: scheduleFormat,
    is_enabled: z.boolean(),
    /** When it is due next; null while it is not enabled. */
    next_at: instant.nullable(),
    /** When a mail server last took a mail of it. */
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
  .min(1, 'must name somebody')
  .max(
    MAX_SCHEDULE_RECIPIENTS,
    `must name at most ${MAX_SCHEDULE_RECIPIENTS} people`,
  )
  .refine(
    refs => new Set(refs).size === refs.length,
    'must not name a person twice',
  );

const weekday = z.int().min(1).max(7);
const dayOfMonth = z.int().min(1).max(31);
const hour = z.int().min(0).max(23);

/** When a schedule is due. @public */
export type ScheduleTimes = Pick<
  DashboardSchedule,
  'frequency' | 'weekday' | 'day_of_month'
>;

/** Which day of a schedule is missing, or means nothing. @public */
export function problemsOfSchedule({
  frequency,
  weekday: week,
  day_of_month: month,
}: Partial<ScheduleTimes>): Array<{ path: string[]; message: string }> {
  const check = (
    name: string,
    of: ScheduleFrequency,
    value: number | null | undefined,
  ) => {
    const isThere = (value ?? null) !== null;
    if (isThere === (frequency === of)) {
      return [];
    }
    const message = isThere
      ? `is only for ${of} mails`
      : `is needed for ${of} mails`;
    return [{ path: [name], message }];
  };
  return [
    ...check('weekday', 'weekly', week),
    ...check('day_of_month', 'monthly', month),
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
    /** That of the workspace by default. */
    timezone: timeZone.nullish(),
    /** `pdf` by default. */
    format: scheduleFormat.nullish(),
    /** True by default. */
    is_enabled: z.boolean().nullish(),
  })
  .superRefine((value, context) => {
    for (const problem of problemsOfSchedule(value)) {
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
    /** What the other frequency needed is forgotten. */
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

const list = `${path}/{id}/schedules`;
const ofSchedule = ofDashboard.extend({ sid: uuid });

/**
 * Dashboards by mail: for their owners and, where they are shared, for admins of
 * the workspace.
 *
 * @public
 */
export const dashboardScheduleEndpoints = {
  listDashboardSchedules: defineEndpoint({
    method: 'GET',
    path: list,
    tag: dashboardsTag,
    summary: 'To whom a dashboard is mailed, and when',
    access: writing,
    params: ofDashboard,
    query: z.strictObject(pageParameters),
    response: pageOf(dashboardSchedule),
  }),
  createDashboardSchedule: defineEndpoint({
    method: 'POST',
    path: list,
    tag: dashboardsTag,
    summary: 'Have a dashboard mailed to people, each as they see it',
    access: writing,
    params: ofDashboard,
    body: newDashboardSchedule,
    status: 201,
    response: dashboardSchedule,
  }),
  updateDashboardSchedule: defineEndpoint({
    method: 'PATCH',
    path: `${list}/{sid}`,
    tag: dashboardsTag,
    summary: 'Change to whom a dashboard is mailed, or when',
    access: writing,
    params: ofSchedule,
    body: dashboardSchedulePatch,
    response: dashboardSchedule,
  }),
  deleteDashboardSchedule: defineEndpoint({
    method: 'DELETE',
    path: `${list}/{sid}`,
    tag: dashboardsTag,
    summary: 'Have a dashboard mailed no more',
    access: writing,
    params: ofSchedule,
    status: 204,
  }),
};
