import { notificationChannels } from '@callboard/plugin-callboard-common';
import { NotificationChannels } from '@callboard/plugin-callboard-node';

/** In which ways somebody is told of a type. */
export type Channels = NotificationChannels;

/** What is stored of it. */
export function readChannels(row: Record<keyof Channels, unknown>): Channels {
  return Object.fromEntries(
    notificationChannels.map(channel => [channel, Boolean(row[channel])]),
  ) as unknown as Channels;
}
