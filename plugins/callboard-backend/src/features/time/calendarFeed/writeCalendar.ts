import { formatDuration } from '@callboard/plugin-callboard-common';
import ical, {
  foldLines,
  ICalCalendar,
  ICalEvent,
  ICalEventTransparency,
} from 'ical-generator';
import { Writable } from 'stream';
import { removeUnprintable, writeTexts } from '../../../exports';
import { iterateInSteps } from '../../../kernel/yielding';
import { addDays } from '../../../database/zones';
import { WorklogRow } from '../worklogs/WorklogRow';

const MINUTE_MS = 60_000;

/** How often calendar clients should refresh, in seconds. */
const REFRESH_INTERVAL_S = 3_600;

const END = 'END:VCALENDAR';

/**
 * Writes worklogs as iCalendar: a worklog with a start becomes a timed event, any other worklog an
 * all-day event. The UID of a worklog is stable, so calendar clients update its event when the
 * worklog changes.
 *
 * The library serialises a whole calendar at once, which takes seconds for ten thousand worklogs.
 * So events are written a few at a time, to let the process serve other requests.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5545
 * @throws the errors of `writeTexts`
 */
export async function writeCalendar(
  output: Writable,
  worklogs: readonly WorklogRow[],
): Promise<void> {
  await writeTexts(output, streamCalendarParts(worklogs), part => part);
}

async function* streamCalendarParts(worklogs: readonly WorklogRow[]) {
  const calendar = ical({
    name: 'Callboard: my time',
    prodId: { company: 'Callboard', product: 'Time' },
    ttl: REFRESH_INTERVAL_S,
  });
  // The calendar has no events yet, so its text is the header and the last line.
  yield calendar.toString().slice(0, -END.length);
  for await (const worklog of iterateInSteps(worklogs)) {
    yield foldLines(createEvent(worklog, calendar).toString());
  }
  yield END;
}

function createEvent(worklog: WorklogRow, calendar: ICalCalendar): ICalEvent {
  const { identifier, title, description, duration_minutes } = worklog;
  const data = {
    id: `${worklog.id}@callboard`,
    stamp: new Date(worklog.updated_at),
    lastModified: new Date(worklog.updated_at),
    created: new Date(worklog.created_at),
    sequence: worklog.version - 1,
    summary: removeUnprintable(`${identifier} ${title}`),
    description: removeUnprintable(
      [formatDuration(duration_minutes), description ?? ''].join('\n').trim(),
    ),
    // Worklogs do not make the person appear busy.
    transparency: ICalEventTransparency.TRANSPARENT,
    ...toEventSpan(worklog),
  };
  return new ICalEvent(data, calendar);
}

function toEventSpan({ started_at, logged_at, duration_minutes }: WorklogRow) {
  if (started_at === null) {
    // `logged_at` is the day of the work, not the time of the entry.
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
