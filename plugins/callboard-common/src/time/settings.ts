import { z } from 'zod';
import { defineSetting } from '../settings/Setting';
import { activityType, MAX_MINUTES_PER_DAY } from './common';

/** The activity types of a workspace by default. @public */
export const defaultActivityTypes = [
  'development',
  'review',
  'meeting',
  'support',
  'other',
] as const;

const everybodyReads = { read: 'guest', write: 'admin' } as const;
const unique = (values: readonly unknown[]) =>
  new Set(values).size === values.length;

/** The time settings of a workspace. @public */
export const timeSettings = {
  max_future_days: defineSetting({
    summary: 'How many days ahead of today time can be logged',
    schema: z.int().min(0).max(366),
    default: 1,
    ...everybodyReads,
  }),
  max_past_working_days: defineSetting({
    summary:
      'How many working days back time can be logged, today not counted; null for any number',
    schema: z.int().min(0).max(3_660).nullable(),
    default: null,
    ...everybodyReads,
  }),
  max_minutes_per_day: defineSetting({
    summary: 'How many minutes a person can log on a day, in all projects',
    schema: z.int().min(1).max(MAX_MINUTES_PER_DAY),
    default: MAX_MINUTES_PER_DAY,
    ...everybodyReads,
  }),
  working_days: defineSetting({
    summary: 'The days of the week on which people work, 1 for Monday',
    schema: z
      .array(z.int().min(1).max(7))
      .max(7)
      .refine(unique, 'must not name a day twice'),
    default: [1, 2, 3, 4, 5],
    ...everybodyReads,
  }),
  minutes_per_day: defineSetting({
    summary: 'How many minutes a working day has',
    schema: z.int().min(1).max(MAX_MINUTES_PER_DAY),
    default: 480,
    ...everybodyReads,
  }),
  activity_types: defineSetting({
    summary: 'What time can be spent on',
    schema: z
      .array(activityType)
      .max(50)
      .refine(unique, 'must not name a type twice'),
    default: [...defaultActivityTypes],
    ...everybodyReads,
  }),
  rounding_minutes: defineSetting({
    summary:
      'What the minutes of timers are rounded to; 0 leaves them as they are',
    schema: z.literal([0, 5, 6, 10, 15, 30]),
    default: 0,
    ...everybodyReads,
  }),
  max_timer_hours: defineSetting({
    summary: 'After how many hours a forgotten timer stops by itself',
    schema: z.int().min(1).max(24),
    default: 12,
    ...everybodyReads,
  }),
  require_description: defineSetting({
    summary: 'Whether every entry takes a description',
    schema: z.boolean(),
    default: false,
    ...everybodyReads,
  }),
  period: defineSetting({
    summary:
      'What is submitted for approval at once: a week, or a calendar month',
    schema: z.enum(['week', 'month']),
    default: 'week',
    ...everybodyReads,
  }),
  reminders: defineSetting({
    summary:
      'When people are reminded who have logged less than a share of what the day expects',
    schema: z.strictObject({
      is_enabled: z.boolean(),
      at: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 16:30'),
      below_percent: z.int().min(1).max(100),
    }),
    default: { is_enabled: false, at: '16:30', below_percent: 90 },
    ...everybodyReads,
  }),
} as const;

/** The time settings of a project. @public */
export const timeProjectSettings = {
  is_billable_by_default: defineSetting({
    summary: 'Whether time is billable where an entry does not say',
    schema: z.boolean(),
    default: false,
    ...everybodyReads,
  }),
} as const;
