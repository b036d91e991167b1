import {
  notificationChannels,
  NotificationPreferences,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { NotificationChannels } from '@callboard/plugin-callboard-node';
import { insertMany } from '../../../database/bulk';

/** Reads the channels of a row. */
export function readChannels(
  row: Record<keyof NotificationChannels, unknown>,
): NotificationChannels {
  return Object.fromEntries(
    notificationChannels.map(channel => [channel, Boolean(row[channel])]),
  ) as unknown as NotificationChannels;
}

/** A user's delivery times. */
export type PreferenceSettings = Pick<
  NotificationPreferences,
  'digest' | 'quiet_hours'
> & {
  /** Null for the zone of the default workspace. */
  timezone: string | null;
};

/** The tables of notification preferences. */
export class PreferenceStore {
  /** Reads a user's channels, by type. */
  async readStoredChannels(
    knex: Knex,
    user_ref: string,
  ): Promise<ReadonlyMap<string, NotificationChannels>> {
    const rows = await knex('notification_preferences').where({ user_ref });
    return new Map(rows.map((row: any) => [row.type, readChannels(row)]));
  }

  /** Finds a user's delivery times. */
  async findSettings(
    knex: Knex,
    user_ref: string,
  ): Promise<PreferenceSettings | undefined> {
    const row = await knex('notification_settings').where({ user_ref }).first();
    return (
      row && {
        digest: {
          frequency: row.digest_frequency,
          at: row.digest_at,
          weekday: row.digest_weekday,
        },
        timezone: row.timezone,
        quiet_hours:
          row.quiet_from === null
            ? null
            : { from: row.quiet_from, to: row.quiet_to },
      }
    );
  }

  /** Replaces a user's channels. Omitted types return to their defaults. */
  async replaceChannels(
    tx: Knex,
    user_ref: string,
    values: ReadonlyMap<string, NotificationChannels>,
  ): Promise<void> {
    await tx('notification_preferences').where({ user_ref }).delete();
    await insertMany(
      tx,
      'notification_preferences',
      [...values].map(([type, channels]) => ({ user_ref, type, ...channels })),
    );
  }

  /** Stores a user's channels for one type. */
  async putChannels(
    tx: Knex,
    user_ref: string,
    type: string,
    channels: NotificationChannels,
  ): Promise<void> {
    await tx('notification_preferences')
      .insert({ user_ref, type, ...channels })
      .onConflict(['user_ref', 'type'])
      .merge([...notificationChannels]);
  }

  /** Turns off a user's digest. */
  async turnOffDigest(tx: Knex, user_ref: string): Promise<void> {
    await tx('notification_settings')
      .where({ user_ref })
      .update({ digest_frequency: 'off' });
  }

  async putSettings(
    tx: Knex,
    user_ref: string,
    { digest, timezone, quiet_hours }: PreferenceSettings,
  ): Promise<void> {
    await tx('notification_settings')
      .insert({
        user_ref,
        digest_frequency: digest.frequency,
        digest_at: digest.at,
        digest_weekday: digest.weekday,
        timezone,
        quiet_from: quiet_hours?.from ?? null,
        quiet_to: quiet_hours?.to ?? null,
      })
      .onConflict('user_ref')
      .merge();
  }
}
