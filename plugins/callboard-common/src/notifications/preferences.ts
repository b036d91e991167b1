import { z } from 'zod';
import { timeZone } from '../contract/primitives';

/** How somebody can be told. @public */
export const notificationChannels = [
  'bell',
  'email',
  'browser',
  'digest',
] as const;

/** @public */
export type NotificationChannel = (typeof notificationChannels)[number];

/** A time of the day in the person's zone, `HH:MM`. @public */
export const timeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 08:30');

const channels = z.strictObject({
  bell: z.boolean(),
  email: z.boolean(),
  browser: z.boolean(),
  digest: z.boolean(),
});

/** Whether and how somebody is told of a type. */
const typePreference = z.strictObject({
  type: z.string(),
  label: z.string(),
  /** Nobody can have such a type not told by the bell. */
  is_mandatory: z.boolean(),
  /** Such a type is nothing but a mail: the other channels change nothing. */
  is_mail_only: z.boolean().optional(),
  channels,
});

/** How somebody wants to be told of things. @public */
export const notificationPreferences = z
  .strictObject({
    types: z.array(typePreference).max(500),
    digest: z.strictObject({
      frequency: z.enum(['off', 'daily', 'weekly']),
      at: timeOfDay,
      /** 1 for Monday to 7 for Sunday; of a weekly digest. */
      weekday: z.int().min(1).max(7),
    }),
    timezone: z.string(),
    /** When no mail is sent and no browser speaks; it may pass midnight. */
    quiet_hours: z.strictObject({ from: timeOfDay, to: timeOfDay }).nullable(),
  })
  .meta({ id: 'NotificationPreferences' });

/** The same, as its owner sends it. @public */
export const notificationPreferencesInput = notificationPreferences
  .extend({ timezone: timeZone })
  .meta({ id: 'WantedNotificationPreferences' });

/** @public */
export type NotificationPreferences = z.output<typeof notificationPreferences>;
