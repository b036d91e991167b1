import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import { calendarDate, instant, userRef, uuid } from '../contract/primitives';
import {
  dateRange,
  guestAccess,
  minutesOfDay,
  requireOrderedRange,
  timeTag,
  peopleFilter,
} from './common';
import { permissions } from '../permissions';

const minutes = z.int().min(0);

/** `under`: below 90 % of the expected time; `over`: above 110 %; `on`: between. @public */
export const capacityBand = z.enum(['under', 'on', 'over']);

/** @public */
export type CapacityBand = z.output<typeof capacityBand>;

const sums = {
  expected_minutes: minutes,
  logged_minutes: minutes,
  /** Logged divided by expected time; null if no time is expected. */
  ratio: z.number().min(0).nullable(),
  band: capacityBand,
};

/** The expected and the logged time of a person. @public */
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

/**
 * The sums over the people of one department in the response, or over the people without a
 * department.
 *
 * @public
 */
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

/** The minutes of each weekday, Monday first. */
const minutesPerWeekday = z.array(minutesOfDay).length(7, {
  error: 'must be seven numbers, for Monday to Sunday',
});

/** The work schedule of a user. @public */
export const workSchedule = z
  .strictObject({
    /** Null if never set. */
    id: uuid.nullable(),
    member_id: z.string(),
    /** Monday first; null if the workspace's schedule applies. */
    minutes_per_weekday: minutesPerWeekday.nullable(),
    workspace_minutes_per_weekday: minutesPerWeekday,
    /** The first day of the schedule; null if it applies to all days. */
    effective_from: z.string().nullable(),
    /** Whether the caller may change the schedule. */
    is_editable: z.boolean(),
    version: z.int(),
    /** Null if never set. */
    updated_at: instant.nullable(),
  })
  .meta({ id: 'WorkSchedule' });

/** @public */
export type WorkSchedule = z.output<typeof workSchedule>;

const memberQuery = z.strictObject({
  member_id: userRef.optional().meta({
    description: 'The person, as a user reference; by default the caller',
  }),
});

const { get, put } = createEndpointDefiners(timeTag);

/** @public */
export const capacityEndpoints = {
  getCapacity: get('/workspaces/{slug}/capacity', {
    summary:
      'Get expected and logged time by person and department, for the caller and the people they manage',
    access: guestAccess,
    permission: permissions.capacity.read,
    query: requireOrderedRange(
      z.strictObject({ ...peopleFilter, ...dateRange }),
    ),
    response: z.strictObject({
      items: z.array(memberCapacity),
      departments: z.array(departmentCapacity),
    }),
  }),
  getWorkSchedule: get('/workspaces/{slug}/work-schedule', {
    summary: 'Get the work schedule of a person',
    access: guestAccess,
    permission: permissions.workSchedule.read,
    query: memberQuery,
    response: workSchedule,
  }),
  setWorkSchedule: put('/workspaces/{slug}/work-schedule', {
    summary: 'Set the work schedule of a person; only for managers and admins',
    access: guestAccess,
    permission: permissions.workSchedule.update,
    isConditional: true,
    query: memberQuery,
    body: z.object({
      /** Null applies the workspace's settings. */
      minutes_per_weekday: minutesPerWeekday.nullable(),
      /**
       * The first day of the schedule, at most today; earlier days keep their schedules. If
       * omitted, the minutes of the current schedule change, and its first day stays the same.
       */
      effective_from: calendarDate.nullish(),
    }),
    response: workSchedule,
  }),
};
