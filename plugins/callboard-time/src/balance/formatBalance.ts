import { formatMinutes } from '@callboard/plugin-callboard-react';

/** Formats minutes with a sign: `+1h 30m`, `−45m`, `0m`. */
export function formatBalance(minutes: number): string {
  const duration = formatMinutes(minutes);
  return minutes > 0 ? `+${duration}` : duration;
}

const daysFormat = new Intl.NumberFormat(undefined, {
  maximumFractionDigits: 2,
});

export const formatDays = (days: number): string => daysFormat.format(days);
