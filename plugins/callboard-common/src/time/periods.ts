import { z } from 'zod';
import {
  createListParameter,
  booleanParameter,
  calendarDate,
  instant,
  createPageSchema,
  pageParameters,
  userRef,
  uuid,
} from '../contract/primitives';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import { createRequiredTextSchema } from '../contract/text';
import { guestAccess, memberAccess, memberList, timeTag } from './common';
import { periodStatus } from './worklogs';
import { permissions } from '../permissions';

/** The maximum length of a reason, in characters. @public */
export const MAX_REASON_LENGTH = 1_000;

/** The actions on a period. @public */
export const periodAction = z.enum([
  'submit',
  'recall',
  'approve',
  'reject',
  'reopen',
]);

/** @public */
export type PeriodAction = z.output<typeof periodAction>;

/** A person's week or month, which is submitted and approved as a whole. @public */
export const period = z
  .strictObject({
    id: uuid,
    /** A User reference. */
    member_id: z.string(),
    display_name: z.string(),
    week_start: z.string(),
    week_end: z.string(),
    status: periodStatus,
    /**
     * The minutes logged in the period. For callers other than the person, excludes the minutes in
     * projects that the caller cannot see.
     */
    total_minutes: z.int().min(0),
    expected_minutes: z.int().min(0),
    submitted_at: instant.nullable(),
    /** The user who last approved, rejected or reopened the period. */
    decided_by: z.string().nullable(),
    decided_by_name: z.string().nullable(),
    decided_at: instant.nullable(),
    /** The reason for the rejection or reopening. */
    reason: z.string().nullable(),
    /** Whether the caller may now approve, reject or reopen the period. */
    can_decide: z.boolean(),
    version: z.int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'Period' });

/** @public */
export type Period = z.output<typeof period>;

/** A period, and its possible approvers. @public */
export const periodDetails = period
  .extend({
    /**
     * The managers who can approve the period, the nearest first; empty unless the period is
     * submitted. Admins of the workspace approve a submitted period without such managers.
     */
    approvers: z.array(
      z.strictObject({ user_ref: z.string(), display_name: z.string() }),
    ),
  })
  .meta({ id: 'PeriodDetails' });

/** @public */
export type PeriodDetails = z.output<typeof periodDetails>;

/** One action on a period. @public */
export const periodStep = z
  .strictObject({
    id: uuid,
    action: periodAction,
    actor_ref: z.string(),
    actor_name: z.string(),
    reason: z.string().nullable(),
    total_minutes: z.int().min(0),
    created_at: instant,
  })
  .meta({ id: 'PeriodStep' });

/** @public */
export type PeriodStep = z.output<typeof periodStep>;

/** The changes in a period since the last decision. @public */
export const periodChanges = z
  .strictObject({
    /** The last decision; null if nobody has decided yet. Then all time counts as changed. */
    since: periodStep.nullable(),
    items: z.array(
      z.strictObject({
        issue_id: uuid.nullable(),
        identifier: z.string().nullable(),
        issue_name: z.string().nullable(),
        date: z.string(),
        before_minutes: z.int().min(0),
        after_minutes: z.int().min(0),
      }),
    ),
  })
  .meta({ id: 'PeriodChanges' });

/** @public */
export type PeriodChanges = z.output<typeof periodChanges>;

const reasonBody = z.object({
  reason: createRequiredTextSchema(MAX_REASON_LENGTH),
});
const path = '/workspaces/{slug}/periods';
const itemPath = `${path}/{id}`;

const { get, post } = createEndpointDefiners(timeTag);

/** @public */
export const periodEndpoints = {
  listPeriods: get(path, {
    summary:
      "List the caller's periods, and the periods that the caller can approve",
    access: guestAccess,
    permission: permissions.timesheet.read,
    query: z.strictObject({
      ...pageParameters,
      status: createListParameter(periodStatus).optional(),
      member_id: memberList,
      /** Any day of the period. */
      week: calendarDate.optional(),
      /** Only periods that wait for the caller's decision. */
      to_approve: booleanParameter.optional(),
    }),
    response: createPageSchema(period),
  }),
  submitPeriod: post(path, {
    summary: "Submit the caller's period for approval",
    access: memberAccess,
    permission: permissions.timesheet.submit,
    canConflict: true,
    body: z.object({
      /** Any day of the period. */
      week: calendarDate,
      /** Must be the caller. */
      member_id: userRef.nullish(),
    }),
    status: 201,
    response: period,
  }),
  getPeriod: get(itemPath, {
    summary: 'Get a period',
    access: guestAccess,
    permission: permissions.timesheet.read,
    response: periodDetails,
  }),
  recallPeriod: post(`${itemPath}/recall`, {
    summary: "Withdraw the caller's submitted period",
    access: guestAccess,
    permission: permissions.timesheet.recall,
    isConditional: true,
    canConflict: true,
    body: z.object({}).optional(),
    response: period,
  }),
  approvePeriod: post(`${itemPath}/approve`, {
    summary: 'Approve a period of another person',
    access: guestAccess,
    permission: permissions.timesheet.approve,
    isConditional: true,
    canConflict: true,
    body: z.object({}).optional(),
    response: period,
  }),
  rejectPeriod: post(`${itemPath}/reject`, {
    summary: 'Reject a period of another person, with a reason',
    access: guestAccess,
    permission: permissions.timesheet.reject,
    isConditional: true,
    canConflict: true,
    body: reasonBody,
    response: period,
  }),
  reopenPeriod: post(`${itemPath}/reopen`, {
    summary: 'Reopen a submitted or approved period',
    access: guestAccess,
    permission: permissions.timesheet.reopen,
    isConditional: true,
    canConflict: true,
    body: reasonBody,
    response: period,
  }),
  getPeriodHistory: get(`${itemPath}/history`, {
    summary: 'List the history of a period, newest first',
    access: guestAccess,
    permission: permissions.timesheet.read,
    query: z.strictObject(pageParameters),
    response: createPageSchema(periodStep),
  }),
  getPeriodChanges: get(`${itemPath}/changes`, {
    summary: 'List the changes in a period since its last decision',
    access: guestAccess,
    permission: permissions.timesheet.read,
    response: periodChanges,
  }),
};
