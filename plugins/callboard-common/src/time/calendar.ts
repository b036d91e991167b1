import { z } from 'zod';
import {
  calendarDate,
  instant,
  createPageSchema,
  pageParameters,
  userRef,
  uuid,
  whenValid,
} from '../contract/primitives';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import { CALENDAR_MEDIA_TYPE } from '../contract/endpoint';
import {
  createPatternSchema,
  createRequiredLineSchema,
} from '../contract/text';
import { createSettingsSchema } from '../settings/SettingsSchema';
import {
  adminAccess,
  dateRange,
  guestAccess,
  memberAccess,
  memberList,
  minutesOfDay,
  requireOrderedRange,
  timeTag,
} from './common';
import { timeSettings } from './settings';
import { permissions } from '../permissions';

/** The calendar feed of a user's time entries, without its secret. @public */
export const calendarFeed = z
  .strictObject({ id: uuid, user_ref: z.string(), created_at: instant })
  .meta({ id: 'CalendarFeed' });

/** @public */
export type CalendarFeed = z.output<typeof calendarFeed>;

const userAccess = { kind: 'user' } as const;
const path = '/me/calendar-feed';

const { get, post, patch, remove } = createEndpointDefiners(timeTag);

/** @public */
export const calendarFeedEndpoints = {
  getCalendarFeed: get(path, {
    summary: "Get the caller's calendar feed",
    access: userAccess,
    response: z.strictObject({ created_at: instant.nullable() }),
  }),
  createCalendarFeed: post(path, {
    summary:
      "Create a calendar feed of the caller's time entries; it replaces the caller's earlier feed",
    access: userAccess,
    permission: permissions.calendarFeed.create,
    body: z.object({}).optional(),
    status: 201,
    response: z.strictObject({
      /** Returned only once; anyone with the URL can read the calendar. */
      url: z.string(),
    }),
  }),
  deleteCalendarFeed: remove(path, {
    summary: "Delete the caller's calendar feed",
    access: userAccess,
    permission: permissions.calendarFeed.delete,
  }),
  readCalendar: get('/calendar/{token}.ics', {
    summary:
      "Get a person's time entries as iCalendar, by the secret token of the feed",
    access: { kind: 'public' },
    params: z.strictObject({ token: z.string() }),
    download: CALENDAR_MEDIA_TYPE,
    isHeavy: true,
  }),
};

/** A day on which a workspace expects an unusual number of minutes, often 0. @public */
export const holiday = z
  .strictObject({
    id: uuid,
    date: z.string(),
    name: z.string(),
    /** The minutes expected of everyone who would work that day. */
    minutes: z.int(),
    created_at: instant,
  })
  .meta({ id: 'Holiday' });

/** @public */
export type Holiday = z.output<typeof holiday>;

/** @public */
export const newHoliday = z
  .object({
    date: calendarDate,
    name: createRequiredLineSchema(255),
    minutes: minutesOfDay.nullish(),
  })
  .meta({ id: 'NewHoliday' });

/** @public */
export type NewHoliday = z.output<typeof newHoliday>;

/** Days on which a user does not work, or works less. @public */
export const timeOff = z
  .strictObject({
    id: uuid,
    /** A User reference. */
    member_id: z.string(),
    display_name: z.string(),
    date_from: z.string(),
    date_to: z.string(),
    /** The minutes off on each day; null for whole days. */
    minutes_per_day: z.int().nullable(),
    kind: z.string(),
    created_by: z.string(),
    created_at: instant,
  })
  .meta({ id: 'TimeOff' });

/** @public */
export type TimeOff = z.output<typeof timeOff>;

/** The kinds of time off that pages offer. @public */
export const timeOffKinds = [
  'vacation',
  'sick',
  'parental',
  'training',
  'other',
] as const;

/** A kind of time off: one of `timeOffKinds`, or the organisation's own. @public */
export const timeOffKind = z
  .string()
  .regex(
    /^[a-z][a-z0-9_-]{0,31}$/,
    'must be 1 to 32 lower-case letters, digits, hyphens or underscores',
  );

/** The maximum length of a time off, in days. @public */
export const MAX_DAYS_OFF = 731;

/** @public */
export const newTimeOff = requireOrderedRange(
  z.object({
    date_from: calendarDate,
    date_to: calendarDate,
    minutes_per_day: minutesOfDay.min(1, 'must be at least 1').nullish(),
    kind: timeOffKind,
    /** Defaults to the caller; managers and admins may name other people. */
    member_id: userRef.nullish(),
  }),
)
  .refine(
    ({ date_from, date_to }) =>
      Date.parse(date_to) - Date.parse(date_from) < MAX_DAYS_OFF * 86_400_000,
    {
      path: ['date_to'],
      message: `must be less than ${MAX_DAYS_OFF} days after date_from`,
      when: whenValid('date_from', 'date_to'),
    },
  )
  .meta({ id: 'NewTimeOff' });

/** @public */
export type NewTimeOff = z.output<typeof newTimeOff>;

/** A workspace's time settings, as one resource. */
const settings = createSettingsSchema(timeSettings);

/** @public */
export const shownTimeSettings = settings.shown
  .extend({ version: z.int(), updated_at: instant })
  .meta({ id: 'TimeSettings' });

/** @public */
export type TimeSettings = z.output<typeof shownTimeSettings>;

/** @public */
export const timeSettingsPatch = settings.patch
  .extend({
    /** Omitted fields stay unchanged. */
    reminders: timeSettings.reminders.schema.partial().nullish(),
  })
  .meta({ id: 'TimeSettingsPatch' });

/** @public */
export type TimeSettingsPatch = z.output<typeof timeSettingsPatch>;

/** @public */
export const timeSettingEndpoints = {
  getTimeSettings: get('/workspaces/{slug}/time-settings', {
    summary: 'Get the time settings of a workspace',
    access: guestAccess,
    response: shownTimeSettings,
  }),
  updateTimeSettings: patch('/workspaces/{slug}/time-settings', {
    summary: 'Update the time settings of a workspace',
    access: adminAccess,
    permission: permissions.timeSettings.update,
    isConditional: true,
    body: timeSettingsPatch,
    response: shownTimeSettings,
  }),
};

/** @public */
export const holidayEndpoints = {
  listHolidays: get('/workspaces/{slug}/holidays', {
    summary: 'List the holidays of a workspace, by date',
    access: guestAccess,
    query: requireOrderedRange(
      z.strictObject({ ...pageParameters, ...dateRange }),
    ),
    response: createPageSchema(holiday),
  }),
  createHoliday: post('/workspaces/{slug}/holidays', {
    summary: 'Add a holiday',
    access: adminAccess,
    permission: permissions.holiday.create,
    canConflict: true,
    body: newHoliday,
    status: 201,
    response: holiday,
  }),
  deleteHoliday: remove('/workspaces/{slug}/holidays/{id}', {
    summary: 'Delete a holiday',
    access: adminAccess,
    permission: permissions.holiday.delete,
  }),
  importHolidays: post('/workspaces/{slug}/holidays/import', {
    summary: 'Import the public holidays of a country for a year',
    access: adminAccess,
    permission: permissions.holiday.import,
    body: z.object({
      /** ISO 3166-1, two letters. */
      country: createPatternSchema(
        /^[A-Za-z]{2}$/,
        'must be a country such as DE',
      ),
      /** The code that the package `date-holidays` uses for a state or region of the country. */
      region: createRequiredLineSchema(16).nullish(),
      year: z.int().min(1970).max(2200),
    }),
    response: z.strictObject({
      created: z.int().min(0),
      /** Days that already had a holiday of the same name. */
      skipped: z.int().min(0),
    }),
  }),
};

/** @public */
export const timeOffEndpoints = {
  listTimeOff: get('/workspaces/{slug}/time-off', {
    summary: 'List the time off of the caller and the people they manage',
    access: guestAccess,
    permission: permissions.timeOff.read,
    query: requireOrderedRange(
      z.strictObject({
        ...pageParameters,
        ...dateRange,
        member_id: memberList,
      }),
    ),
    response: createPageSchema(timeOff),
  }),
  createTimeOff: post('/workspaces/{slug}/time-off', {
    summary: 'Add time off for the caller or a person they manage',
    access: memberAccess,
    permission: permissions.timeOff.create,
    body: newTimeOff,
    status: 201,
    response: timeOff,
  }),
  deleteTimeOff: remove('/workspaces/{slug}/time-off/{id}', {
    summary: 'Delete time off',
    access: memberAccess,
    permission: permissions.timeOff.delete,
  }),
};
