import type {
  NotificationChannel,
  NotificationPreferences,
} from '@callboard/plugin-callboard-common';

/** Returns the preferences with one channel of some types turned on or off. */
export function setChannel(
  preferences: NotificationPreferences,
  types: readonly string[],
  channel: NotificationChannel,
  isOn: boolean,
): NotificationPreferences {
  return {
    ...preferences,
    types: preferences.types.map(each =>
      types.includes(each.type) && !(each.is_mandatory && channel === 'bell')
        ? { ...each, channels: { ...each.channels, [channel]: isOn } }
        : each,
    ),
  };
}
