import { getBrowserZone } from '@callboard/plugin-callboard-react';
import { DateTime } from 'luxon';

const FORMAT = "yyyy-MM-dd'T'HH:mm";

/** Formats an instant in milliseconds as the value of a field, in the browser's zone. */
export function formatLocalText(instant: number): string {
  return DateTime.fromMillis(instant, { zone: getBrowserZone() }).toFormat(
    FORMAT,
  );
}

/** Parses the value of a field to an instant in milliseconds; undefined if it is empty. */
export function parseLocalText(text: string): number | undefined {
  const parsed = DateTime.fromISO(text, { zone: getBrowserZone() });
  return parsed.isValid ? parsed.toMillis() : undefined;
}
