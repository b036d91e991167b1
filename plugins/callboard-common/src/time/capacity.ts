import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { userRef, uuid } from '../contract/primitives';
import {
  dateRange,
  everyRole,
  inWorkspace,
  minutesOfDay,
  rangeInOrder,
  timeTag,
  whoseTime,
} from './common';

const minutes = z.int().min(0);

/** Below 90 % of what is expected, above 110 %, or between. @public */
export const capacityBand = z.enum(['under', 'on', 'over']);

/** @public */
export type CapacityBand = z.output<typeof capacityBand>;

const sums = {
  expected_minutes: minutes,
  logged_minutes: minutes,
  /** Logged by expected; null where nothing is expected. */
  ratio: z.number().min(0).nullable(),
  band: capacityBand,
};

/** What is expected of a person, and what they have logged. @public */
export const memberCapacity = z
  .strictObject({
    member_id: z.string(),
    display_name: z.string(),
    department_id: uuid.nullable(),
    ...sums,
    days: z.array(
      z.strictObject({
        date: z.string(),
        expected_minutes: minutes,
        logged_minutes: minutes,
      }),
    ),
  })
  .meta({ id: 'MemberCapacity' });

/** @public */
export type MemberCapacity = z.output<typeof memberCapacity>;

/** The same of the people of a department that are in the answer. @public */
export const departmentCapacity = z
  .strictObject({
    department_id: uuid.nullable(),
    name: z.string().nullable(),
    people: z.int().min(0),
    ...sums,
  })
  .meta({ id: 'DepartmentCapacity' });

/** @public */
export type DepartmentCapacity = z.output<typeof departmentCapacity>;

/** How many minutes each day of the week has, Monday first. */
const minutesPerWeekday = z.array(minutesOfDay).length(7, {
  error: 'must be seven numbers, for Monday to Sunday',
});

/** When somebody works. @public */
export const workSchedule = z
  .strictObject({
    /** Null where nothing was ever settled. */
    id: uuid.nullable(),
    member_id: z.string(),
    /** Monday first; null where it is the workspace's. */
    minutes_per_weekday: minutesPerWeekday.nullable(),
    workspace_minutes_per_weekday: minutesPerWeekday,
    /** Whether the caller can change it. */
    is_editable: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'WorkSchedule' });

/** @public */
export type WorkSchedule = z.output<typeof workSchedule>;

const whose = z.strictObject({
  /** Left out, the caller. */
  member_id: userRef.optional(),
});

/** @public */
export const capacityEndpoints = {
  getCapacity: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/capacity',
    tag: timeTag,
    summary:
      "What is expected and logged, by person and department: one's own, and of the people one manages",
    access: everyRole,
    params: inWorkspace,
    query: rangeInOrder(z.strictObject({ ...whoseTime, ...dateRange })),
    response: z.strictObject({
      items: z.array(memberCapacity),
      departments: z.array(departmentCapacity),
    }),
  }),
  getWorkSchedule: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/work-schedule',
    tag: timeTag,
    summary: 'How many minutes somebody works on each day of the week',
    access: everyRole,
    params: inWorkspace,
    query: whose,
    response: workSchedule,
  }),
  setWorkSchedule: defineEndpoint({
    method: 'PUT',
    path: '/workspaces/{slug}/work-schedule',
    tag: timeTag,
    summary: 'Say how many minutes somebody works, for managers and admins',
    access: everyRole,
    params: inWorkspace,
    query: whose,
    body: z.object({
      /** Null for what the workspace's settings say. */
      minutes_per_weekday: minutesPerWeekday.nullable(),
    }),
    response: workSchedule,
  }),
};
