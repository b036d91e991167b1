import { writeDuration } from '@callboard/plugin-callboard-common';
import ical, { ICalEventTransparency } from 'ical-generator';
import { printable } from '../../../exports';
import { addDays } from '../rules/workingDays';
import { WorklogRow } from '../worklogs/WorklogRow';

const MINUTE_MS = 60_000;

/** How often calendars ask again, in seconds. */
const ASKED_EVERY = 3_600;

/**
 * Entries as iCalendar: those that say when they began are events of that time,
 * others of all the day. An entry keeps its UID, so that calendars follow changes.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5545
 */
export function writeCalendar(entries: readonly WorklogRow[]): string {
  const calendar = ical({
    name: 'Callboard: my time',
    prodId: { company: 'Callboard', product: 'Time' },
    ttl: ASKED_EVERY,
  });
  for (const entry of entries) {
    const { identifier, title, description, duration_minutes } = entry;
    calendar.createEvent({
      id: `${entry.id}@callboard`,
      stamp: new Date(entry.updated_at),
      lastModified: new Date(entry.updated_at),
      created: new Date(entry.created_at),
      sequence: entry.version - 1,
      summary: printable(`${identifier} ${title}`),
      description: printable(
        [writeDuration(duration_minutes), description ?? ''].join('\n').trim(),
      ),
      // It says what was done, and keeps nobody from being invited.
      transparency: ICalEventTransparency.TRANSPARENT,
      ...spanOf(entry),
    });
  }
  return calendar.toString();
}

function spanOf({ started_at, logged_at, duration_minutes }: WorklogRow) {
  if (started_at === null) {
    return {
      allDay: true,
      start: new Date(logged_at),
      end: new Date(addDays(logged_at, 1)),
    };
  }
  const start = Date.parse(started_at);
  return {
    start: new Date(start),
    end: new Date(start + duration_minutes * MINUTE_MS),
  };
}
