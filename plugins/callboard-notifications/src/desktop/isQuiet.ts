import type { NotificationPreferences } from '@callboard/plugin-callboard-common';

/** Formats a time of the day in a zone, `HH:MM`. */
function formatTimeOfDay(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(now);
}

/** Whether a time is within the person's quiet hours, which may cross midnight. */
export function isQuiet(
  { quiet_hours, timezone }: NotificationPreferences,
  now: Date,
): boolean {
  if (!quiet_hours) {
    return false;
  }
  const { from, to } = quiet_hours;
  const time = formatTimeOfDay(timezone, now);
  return from <= to ? time >= from && time < to : time >= from || time < to;
}
