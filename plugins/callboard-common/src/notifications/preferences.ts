import { z } from 'zod';
import { timeZone } from '../contract/primitives';

/** The channels of notifications. @public */
export const notificationChannels = [
  'bell',
  'email',
  'browser',
  'digest',
] as const;

/** @public */
export type NotificationChannel = (typeof notificationChannels)[number];

/** A time of day in the user's zone, `HH:MM`. @public */
export const timeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 08:30');

const channels = z.strictObject({
  bell: z.boolean(),
  email: z.boolean(),
  browser: z.boolean(),
  digest: z.boolean(),
});

/** The channels of one notification type. */
const typePreference = z.strictObject({
  type: z.string(),
  label: z.string(),
  /** Such a type cannot be switched off in the bell. */
  is_mandatory: z.boolean(),
  /** Such a type is sent by email only; the other channels have no effect. */
  is_mail_only: z.boolean().optional(),
  channels,
});

/** The notification preferences of a user. @public */
export const notificationPreferences = z
  .strictObject({
    types: z.array(typePreference).max(500),
    digest: z.strictObject({
      frequency: z.enum(['off', 'daily', 'weekly']),
      at: timeOfDay,
      /** 1 for Monday to 7 for Sunday; only for a weekly digest. */
      weekday: z.int().min(1).max(7),
    }),
    timezone: z.string(),
    /** No emails and no desktop notifications at these times; may span midnight. */
    quiet_hours: z.strictObject({ from: timeOfDay, to: timeOfDay }).nullable(),
  })
  .meta({ id: 'NotificationPreferences' });

/** The preferences as a request sets them. @public */
export const notificationPreferencesInput = notificationPreferences
  .extend({ timezone: timeZone })
  .meta({ id: 'NotificationPreferencesInput' });

/** @public */
export type NotificationPreferences = z.output<typeof notificationPreferences>;
