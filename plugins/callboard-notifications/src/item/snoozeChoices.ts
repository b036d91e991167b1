const LATER_MS = 3 * 3_600_000;
const MORNING = 9;
const MONDAY = 1;
const WEEK = 7;

/** A preset snooze time. */
export interface SnoozeChoice {
  name: 'later' | 'tomorrow' | 'nextWeek';
  until: Date;
}

function getMorningAfter(days: number, now: Date): Date {
  const until = new Date(now);
  until.setDate(until.getDate() + days);
  until.setHours(MORNING, 0, 0, 0);
  return until;
}

/**
 * Returns later today, tomorrow morning and next Monday, in the browser's time zone. Late in the
 * evening, it omits later today, which would be in the night.
 */
export function snoozeChoices(now: Date): SnoozeChoice[] {
  const later = new Date(now.getTime() + LATER_MS);
  const toMonday = (MONDAY - now.getDay() + WEEK) % WEEK || WEEK;
  const choices: SnoozeChoice[] = [
    { name: 'later', until: later },
    { name: 'tomorrow', until: getMorningAfter(1, now) },
    // On a Sunday, tomorrow is next Monday.
    ...(toMonday > 1
      ? [{ name: 'nextWeek' as const, until: getMorningAfter(toMonday, now) }]
      : []),
  ];
  return later.getDate() === now.getDate() ? choices : choices.slice(1);
}
