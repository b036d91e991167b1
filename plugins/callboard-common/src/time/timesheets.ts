import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { calendarDate, userRef, uuid } from '../contract/primitives';
import {
  everyRole,
  inWorkspace,
  members,
  minutesOfDay,
  timeTag,
} from './common';
import { periodStatus, worklogDescription } from './worklogs';

/** How many cells of a timesheet can be saved at once. @public */
export const MAX_CELLS = 200;

/** Minutes, or a number of entries, by day; days without any are missing. */
const byDay = z.record(z.string(), z.int().min(0));

/**
 * The time of one item on the days of a week. What the reader has lost sight of
 * is one row without a name.
 *
 * @public
 */
export const timesheetRow = z
  .strictObject({
    issue_id: uuid.nullable(),
    identifier: z.string().nullable(),
    issue_name: z.string().nullable(),
    project_id: uuid.nullable(),
    /** Minutes by day. */
    days: byDay,
    total_minutes: z.int().min(0),
    /** How many entries a day has. */
    entries: byDay,
  })
  .meta({ id: 'TimesheetRow' });

/** @public */
export type TimesheetRow = z.output<typeof timesheetRow>;

/** The week of a person. @public */
export const timesheet = z
  .strictObject({
    member_id: z.string(),
    week_start: z.string(),
    week_end: z.string(),
    /**
     * The period of the day that was asked about; without an id, it was never
     * submitted.
     */
    period: z.strictObject({
      id: uuid.nullable(),
      status: periodStatus,
      week_start: z.string(),
      week_end: z.string(),
      version: z.int().nullable(),
    }),
    rows: z.array(timesheetRow),
    /** Every day of the week. */
    daily_totals: byDay,
    /** What the working calendar expects, by day. */
    daily_expected: byDay,
    expected_minutes: z.int().min(0),
    grand_total_minutes: z.int().min(0),
    /** The days of the week that are submitted or approved. */
    locked_days: z.array(z.string()),
    /** Whether the caller can change it, on its other days. */
    is_editable: z.boolean(),
  })
  .meta({ id: 'Timesheet' });

/** @public */
export type Timesheet = z.output<typeof timesheet>;

/** @public */
export const timesheetCell = z.object({
  work_item_id: uuid,
  date: calendarDate,
  /** 0 deletes. */
  minutes: minutesOfDay,
  /** Left out, an entry keeps the one it has. */
  description: worklogDescription.nullish(),
});

/** @public */
export type TimesheetCell = z.output<typeof timesheetCell>;

/** @public */
export const timesheetChanges = z
  .object({
    /** Any day of the week. */
    week: calendarDate,
    cells: z
      .array(timesheetCell)
      .max(MAX_CELLS)
      .refine(
        cells =>
          new Set(cells.map(({ work_item_id, date }) => work_item_id + date))
            .size === cells.length,
        'must not name a cell twice',
      ),
  })
  .meta({ id: 'TimesheetChanges' });

/** @public */
export type TimesheetChanges = z.output<typeof timesheetChanges>;

/** @public */
export const timesheetEndpoints = {
  getTimesheet: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/timesheet',
    tag: timeTag,
    summary: "One's own week; admins of projects and managers see others'",
    access: everyRole,
    params: inWorkspace,
    query: z.strictObject({
      /** Any day of the week; left out, today in the workspace's zone. */
      week: calendarDate.optional(),
      member_id: userRef.optional(),
    }),
    response: timesheet,
  }),
  saveTimesheet: defineEndpoint({
    method: 'PUT',
    path: '/workspaces/{slug}/timesheet',
    tag: timeTag,
    summary:
      "Say how many minutes cells of one's own week have, all or nothing",
    access: members,
    params: inWorkspace,
    body: timesheetChanges,
    response: timesheet,
  }),
};
