import { z } from 'zod';
import { areUnique, calendarDate } from '../contract/primitives';
import { defineSetting } from '../settings/SettingsSchema';
import { activityType, MAX_MINUTES_PER_DAY } from './common';

/** The activity types of a workspace by default. @public */
export const defaultActivityTypes = [
  'development',
  'review',
  'meeting',
  'support',
  'other',
] as const;

const readableByAll = { read: 'guest', write: 'admin' } as const;

/** The time settings of a workspace. @public */
export const timeSettings = {
  max_future_days: defineSetting({
    summary: 'The number of days in the future for which time can be logged',
    schema: z.int().min(0).max(366),
    default: 1,
    ...readableByAll,
  }),
  max_past_working_days: defineSetting({
    summary:
      'The number of past working days for which time can be logged; null for no limit',
    schema: z.int().min(0).max(3_660).nullable(),
    default: null,
    ...readableByAll,
  }),
  max_minutes_per_day: defineSetting({
    summary: 'The daily limit per person in minutes, across all projects',
    schema: z.int().min(1).max(MAX_MINUTES_PER_DAY),
    default: MAX_MINUTES_PER_DAY,
    ...readableByAll,
  }),
  working_days: defineSetting({
    summary: 'The working days of the week; 1 for Monday',
    schema: z
      .array(z.int().min(1).max(7))
      .max(7)
      .refine(areUnique, 'must not name a day twice'),
    default: [1, 2, 3, 4, 5],
    ...readableByAll,
  }),
  minutes_per_day: defineSetting({
    summary: 'The length of a working day in minutes',
    schema: z.int().min(1).max(MAX_MINUTES_PER_DAY),
    default: 480,
    ...readableByAll,
  }),
  activity_types: defineSetting({
    summary: 'The activity types of time entries',
    schema: z
      .array(activityType)
      .max(50)
      .refine(areUnique, 'must not name a type twice'),
    default: [...defaultActivityTypes],
    ...readableByAll,
  }),
  rounding_minutes: defineSetting({
    summary:
      'The interval to which timer durations are rounded, in minutes; 0 for no rounding',
    schema: z.literal([0, 5, 6, 10, 15, 30]),
    default: 0,
    ...readableByAll,
  }),
  max_timer_hours: defineSetting({
    summary: 'The number of hours after which a forgotten timer stops',
    schema: z.int().min(1).max(24),
    default: 12,
    ...readableByAll,
  }),
  require_description: defineSetting({
    summary: 'Whether time entries require a description',
    schema: z.boolean(),
    default: false,
    ...readableByAll,
  }),
  period: defineSetting({
    summary: 'The approval period: a week or a calendar month',
    schema: z.enum(['week', 'month']),
    default: 'week',
    ...readableByAll,
  }),
  balance_from: defineSetting({
    summary:
      'The first day that counts in overtime balances; null for the joining date of each person',
    schema: calendarDate.nullable(),
    default: null,
    ...readableByAll,
  }),
  reminders: defineSetting({
    summary:
      'The reminder for people who have logged less than a share of the expected time of a day',
    schema: z.strictObject({
      is_enabled: z.boolean(),
      at: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 16:30'),
      below_percent: z.int().min(1).max(100),
    }),
    default: { is_enabled: false, at: '16:30', below_percent: 90 },
    ...readableByAll,
  }),
} as const;

/** The time settings of a project. @public */
export const timeProjectSettings = {
  is_billable_by_default: defineSetting({
    summary: 'Whether time entries are billable by default',
    schema: z.boolean(),
    default: false,
    ...readableByAll,
  }),
} as const;
