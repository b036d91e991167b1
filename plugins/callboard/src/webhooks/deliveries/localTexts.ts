import { browserZone } from '@callboard/plugin-callboard-react';
import { DateTime } from 'luxon';

const FORMAT = "yyyy-MM-dd'T'HH:mm";

/** An instant in milliseconds, as a field asks for it in the person's zone. */
export function localTextOf(instant: number): string {
  return DateTime.fromMillis(instant, { zone: browserZone() }).toFormat(FORMAT);
}

/** The instant in milliseconds that a field holds, if it is filled. */
export function instantOf(text: string): number | undefined {
  const parsed = DateTime.fromISO(text, { zone: browserZone() });
  return parsed.isValid ? parsed.toMillis() : undefined;
}
