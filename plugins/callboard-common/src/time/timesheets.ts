import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import { calendarDate, userRef, uuid } from '../contract/primitives';
import { guestAccess, memberAccess, minutesOfDay, timeTag } from './common';
import { periodStatus, worklogDescription } from './worklogs';
import { permissions } from '../permissions';

/** The maximum number of timesheet cells in one request. @public */
export const MAX_CELLS = 200;

/** Minutes, or a number of worklogs, by day. */
const numbersByDay = z.record(z.string(), z.int().min(0));

/**
 * The time of one item on the days of a week. Items that the reader can no longer see are combined
 * in one row without a name.
 *
 * @public
 */
export const timesheetRow = z
  .strictObject({
    issue_id: uuid.nullable(),
    identifier: z.string().nullable(),
    issue_name: z.string().nullable(),
    project_id: uuid.nullable(),
    /** Minutes by day; days without time are absent. */
    days: numbersByDay,
    total_minutes: z.int().min(0),
    /** The number of worklogs by day; days without worklogs are absent. */
    entries: numbersByDay,
  })
  .meta({ id: 'TimesheetRow' });

/** @public */
export type TimesheetRow = z.output<typeof timesheetRow>;

/** The timesheet of a user's week. @public */
export const timesheet = z
  .strictObject({
    member_id: z.string(),
    week_start: z.string(),
    week_end: z.string(),
    /** The period of the requested day; its id is null if the period was never submitted. */
    period: z.strictObject({
      id: uuid.nullable(),
      status: periodStatus,
      week_start: z.string(),
      week_end: z.string(),
      version: z.int().nullable(),
    }),
    rows: z.array(timesheetRow),
    /** The minutes of every day of the week. */
    daily_totals: numbersByDay,
    /** The minutes that the working calendar expects, by day. */
    daily_expected: numbersByDay,
    expected_minutes: z.int().min(0),
    grand_total_minutes: z.int().min(0),
    /** The submitted or approved days of the week. */
    locked_days: z.array(z.string()),
    /** Whether the caller may change the days that are not locked. */
    is_editable: z.boolean(),
  })
  .meta({ id: 'Timesheet' });

/** @public */
export type Timesheet = z.output<typeof timesheet>;

/** @public */
export const timesheetCell = z.object({
  work_item_id: uuid,
  date: calendarDate,
  /** 0 deletes the worklogs of the cell. */
  minutes: minutesOfDay,
  /** If omitted, an existing worklog keeps its description. */
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

const { get, put } = createEndpointDefiners(timeTag);

/** @public */
export const timesheetEndpoints = {
  getTimesheet: get('/workspaces/{slug}/timesheet', {
    summary:
      'Get a timesheet; project admins and managers can read the timesheets of other people',
    access: guestAccess,
    permission: permissions.timesheet.read,
    query: z.strictObject({
      /** Any day of the week; defaults to today in the workspace's zone. */
      week: calendarDate.optional(),
      member_id: userRef.optional().meta({
        description: 'The person, as a user reference; by default the caller',
      }),
    }),
    response: timesheet,
  }),
  saveTimesheet: put('/workspaces/{slug}/timesheet', {
    summary: "Set the minutes of cells in the caller's timesheet, all or none",
    access: memberAccess,
    permission: permissions.timesheet.update,
    canConflict: true,
    body: timesheetChanges,
    response: timesheet,
  }),
};
