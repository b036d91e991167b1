import { notificationChannels } from '@callboard/plugin-callboard-common';
import { NotificationChannels } from '@callboard/plugin-callboard-node';

/** The channels through which a user is notified of a type. */
export type Channels = NotificationChannels;

/** Reads the stored channels. */
export function readChannels(row: Record<keyof Channels, unknown>): Channels {
  return Object.fromEntries(
    notificationChannels.map(channel => [channel, Boolean(row[channel])]),
  ) as unknown as Channels;
}
