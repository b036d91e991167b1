import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import {
  calendarDate,
  createIntegerParameter,
  createListParameter,
  createPageSchema,
  instant,
  pageParameters,
  userRef,
  uuid,
} from '../contract/primitives';
import { createRequiredTextSchema } from '../contract/text';
import { permissions } from '../permissions';
import { timeOffKind } from './calendar';
import {
  dateRange,
  guestAccess,
  memberAccess,
  memberList,
  peopleFilter,
  requireOrderedRange,
  timeTag,
} from './common';

/** The maximum number of minutes of one adjustment: 1,000 hours. @public */
export const MAX_ADJUSTMENT_MINUTES = 60_000;

/** The maximum number of days from today to the `as_of` of a balance. @public */
export const MAX_BALANCE_DAYS_AHEAD = 366;

/** The maximum length of the reason of an adjustment. @public */
export const MAX_ADJUSTMENT_REASON = 500;

/** The maximum number of entitled days in a year. @public */
export const MAX_ENTITLED_DAYS = 366;

const minutes = z.int().min(0);

const sums = {
  expected_minutes: minutes,
  logged_minutes: minutes,
  adjusted_minutes: z.int(),
  /** Logged plus adjusted time, minus expected time. */
  balance_minutes: z.int(),
};

/** The leave of one kind in a calendar year. @public */
export const leaveBalance = z
  .strictObject({
    kind: z.string(),
    /** Null if the person has no entitlement of this kind in the year. */
    entitled_days: z.number().nullable(),
    /** Includes time off that is planned for the rest of the year. */
    taken_days: z.number().min(0),
    /** Null without an entitlement. */
    remaining_days: z.number().nullable(),
  })
  .meta({ id: 'LeaveBalance' });

/** @public */
export type LeaveBalance = z.output<typeof leaveBalance>;

const balanceFields = {
  /** A User reference. */
  member_id: z.string(),
  /** The first day that counts; null if no joining date, logged time or adjustment exists. */
  from: z.string().nullable(),
  /** The last day that counts. */
  as_of: z.string(),
  ...sums,
  /** The leave in the calendar year of `as_of`. */
  leave: z.array(leaveBalance),
};

/** The overtime balance of a month. @public */
export const monthBalance = z
  .strictObject({ month: z.string(), ...sums })
  .meta({ id: 'MonthBalance' });

/** @public */
export type MonthBalance = z.output<typeof monthBalance>;

/** The overtime and leave of a person. @public */
export const timeBalance = z
  .strictObject({
    ...balanceFields,
    /** With `include=month`: the balance of each month from `from` to `as_of`, not cumulative. */
    by_month: z.array(monthBalance).optional(),
  })
  .meta({ id: 'TimeBalance' });

/** @public */
export type TimeBalance = z.output<typeof timeBalance>;

/** The overtime and leave of a person in a list. @public */
export const memberTimeBalance = z
  .strictObject({
    ...balanceFields,
    display_name: z.string(),
    department_id: uuid.nullable(),
  })
  .meta({ id: 'MemberTimeBalance' });

/** @public */
export type MemberTimeBalance = z.output<typeof memberTimeBalance>;

/** A correction of a person's overtime balance. @public */
export const timeAdjustment = z
  .strictObject({
    id: uuid,
    /** A User reference. */
    member_id: z.string(),
    display_name: z.string(),
    date: z.string(),
    /** Positive minutes add overtime; negative ones reduce it. */
    minutes: z.int(),
    reason: z.string(),
    created_by: z.string(),
    created_by_name: z.string(),
    created_at: instant,
  })
  .meta({ id: 'TimeAdjustment' });

/** @public */
export type TimeAdjustment = z.output<typeof timeAdjustment>;

/** @public */
export const newTimeAdjustment = z
  .object({
    member_id: userRef,
    date: calendarDate,
    minutes: z
      .int('must be a whole number of minutes')
      .min(
        -MAX_ADJUSTMENT_MINUTES,
        `must be at least -${MAX_ADJUSTMENT_MINUTES}`,
      )
      .max(MAX_ADJUSTMENT_MINUTES, `must be at most ${MAX_ADJUSTMENT_MINUTES}`)
      .refine(value => value !== 0, 'must not be 0'),
    reason: createRequiredTextSchema(MAX_ADJUSTMENT_REASON),
  })
  .meta({ id: 'NewTimeAdjustment' });

/** @public */
export type NewTimeAdjustment = z.output<typeof newTimeAdjustment>;

/** The days of leave of one kind to which a person is entitled in a calendar year. @public */
export const leaveEntitlement = z
  .strictObject({
    id: uuid,
    /** A User reference. */
    member_id: z.string(),
    display_name: z.string(),
    kind: z.string(),
    year: z.int(),
    days: z.number(),
    version: z.int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'LeaveEntitlement' });

/** @public */
export type LeaveEntitlement = z.output<typeof leaveEntitlement>;

/** @public */
export const newLeaveEntitlement = z
  .object({
    member_id: userRef,
    kind: timeOffKind,
    year: z
      .int('must be a year')
      .min(1970, 'must be at least 1970')
      .max(2200, 'must be at most 2200'),
    days: z
      .number()
      .min(0, 'must not be negative')
      .max(MAX_ENTITLED_DAYS, `must be at most ${MAX_ENTITLED_DAYS}`)
      .multipleOf(0.01, 'must have at most two decimals'),
  })
  .meta({ id: 'NewLeaveEntitlement' });

/** @public */
export type NewLeaveEntitlement = z.output<typeof newLeaveEntitlement>;

const { get, post, put } = createEndpointDefiners(timeTag);

/** @public */
export const balanceEndpoints = {
  getTimeBalance: get('/workspaces/{slug}/time-balance', {
    summary:
      'Get the overtime and leave of the caller or a person whom they manage',
    access: guestAccess,
    permission: permissions.timeBalance.read,
    query: z.strictObject({
      /** Defaults to the caller. */
      member_id: userRef.optional(),
      /** Defaults to today in the workspace's time zone. */
      as_of: calendarDate.optional(),
      include: createListParameter(
        z.enum(['month'], { error: 'must be month' }),
      ).optional(),
    }),
    response: timeBalance,
  }),
  listTimeBalances: get('/workspaces/{slug}/time-balance/team', {
    summary:
      'List the overtime and leave of the staff whom the caller manages, by name',
    access: guestAccess,
    permission: permissions.timeBalance.read,
    isHeavy: true,
    query: z.strictObject({
      ...pageParameters,
      ...peopleFilter,
      /** Defaults to today in the workspace's time zone. */
      as_of: calendarDate.optional(),
    }),
    response: createPageSchema(memberTimeBalance),
  }),
  listTimeAdjustments: get('/workspaces/{slug}/time-balance/adjustments', {
    summary:
      'List the overtime adjustments of the caller and the people they manage, latest first',
    access: guestAccess,
    permission: permissions.timeAdjustment.read,
    query: requireOrderedRange(
      z.strictObject({
        ...pageParameters,
        ...dateRange,
        member_id: memberList,
      }),
    ),
    response: createPageSchema(timeAdjustment),
  }),
  createTimeAdjustment: post('/workspaces/{slug}/time-balance/adjustments', {
    summary: 'Adjust the overtime of a person whom the caller manages',
    access: memberAccess,
    permission: permissions.timeAdjustment.create,
    body: newTimeAdjustment,
    status: 201,
    response: timeAdjustment,
  }),
  listLeaveEntitlements: get('/workspaces/{slug}/leave-entitlements', {
    summary:
      'List the leave entitlements of the caller and the people they manage, newest first',
    access: guestAccess,
    permission: permissions.leaveEntitlement.read,
    query: z.strictObject({
      ...pageParameters,
      member_id: memberList,
      year: createIntegerParameter(1970, 2200).optional(),
      kind: timeOffKind.optional(),
    }),
    response: createPageSchema(leaveEntitlement),
  }),
  setLeaveEntitlement: put('/workspaces/{slug}/leave-entitlements', {
    summary:
      'Set the leave entitlement of a person for a kind of time off and a year',
    access: memberAccess,
    permission: permissions.leaveEntitlement.update,
    isConditional: true,
    body: newLeaveEntitlement,
    response: leaveEntitlement,
  }),
};
