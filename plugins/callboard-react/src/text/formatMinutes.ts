import { browserFormats } from './browserFormats';

/** Formats a duration: `2h 30m`, `45m`, `1,000h`. @public */
export function formatMinutes(minutes: number): string {
  return browserFormats.formatMinutes(minutes);
}
