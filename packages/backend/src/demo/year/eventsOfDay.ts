import { Faker } from '@faker-js/faker';
import { NewActivity } from '@callboard/plugin-callboard-common';
import { SeedEvent } from '@callboard/plugin-callboard-node';
import { DateTime } from 'luxon';
import { findDemoPerson, userRefOf } from '../demoPeople';
import { drawCount } from '../world/chance';
import { Calendar } from './Calendar';
import { Habits } from './habits';
import { click, create, entityView, pageView, search } from './visits';

const SESSION_HOURS = [8, 9, 9, 9, 10, 10, 11, 13, 13, 14, 14, 15, 16, 17, 20];

function visit(habits: Habits): NewActivity[] {
  const { chance, favourites } = habits;
  const thing = chance.helpers.weightedArrayElement(favourites);
  return chance.helpers.weightedArrayElement<() => NewActivity[]>([
    { weight: 50, value: () => [entityView(thing)] },
    { weight: 26, value: () => [pageView(chance)] },
    { weight: 11, value: () => [search(chance), entityView(thing)] },
    { weight: 9, value: () => [entityView(thing), click(chance, thing)] },
    { weight: 1, value: () => [create(chance)] },
  ])();
}

/** What decides how much people use the portal on a day. */
interface DayOfYear {
  isWorkingDay: boolean;
  /** By how much a person's usual pace is multiplied: it grows over the year. */
  adoption: number;
}

function howMany(
  { chance, tenure }: Habits,
  { isWorkingDay, adoption }: DayOfYear,
): number {
  if (!isWorkingDay) {
    const isOnCall = tenure.person.team === 'reliability';
    return drawCount(chance, isOnCall ? 0.5 : 0.02);
  }
  const isAway = chance.datatype.boolean(0.14);
  return isAway ? 0 : drawCount(chance, tenure.person.pace * adoption);
}

function isThere(habits: Habits, calendar: Calendar, day: number): boolean {
  const { from, until, person } = habits.tenure;
  const isToday = day >= calendar.days;
  if (isToday && findDemoPerson(person.name)) {
    // So that what a newcomer does today stands alone on their own pages.
    return false;
  }
  return (
    (from === 0 || day > Math.floor(from * calendar.days)) &&
    (until === undefined ||
      calendar.dayAt(day).toJSDate() < calendar.momentAt(until, 0))
  );
}

/** When somebody begins to use the portal on a day; milliseconds since 1970. */
function startOf(chance: Faker, midnight: DateTime): number {
  const hours = chance.helpers.arrayElement(SESSION_HOURS);
  const minutes = hours * 60 + chance.number.int({ max: 59 });
  const seconds = minutes * 60 + chance.number.int({ max: 59 });
  return (
    midnight.toMillis() + seconds * 1_000 + chance.number.int({ max: 999 })
  );
}

/**
 * What everybody did in the portal on one day, in order of time; nothing of
 * it lies after the calendar's `now`.
 *
 * @param workspaceOf where a person's next event belongs, as a slug
 */
export function eventsOfDay(
  everybody: Habits[],
  calendar: Calendar,
  day: number,
  workspaceOf: (habits: Habits, day: number) => string,
): SeedEvent[] {
  const events: SeedEvent[] = [];
  const date = calendar.dayAt(day);
  const dayOfYear: DayOfYear = {
    isWorkingDay: calendar.isWorkingDay(day),
    adoption: 0.7 + (0.5 * day) / Math.max(1, calendar.days),
  };
  const midnights = new Map<string, DateTime>();
  for (const habits of everybody) {
    if (isThere(habits, calendar, day)) {
      const { chance, timezone, tenure } = habits;
      let midnight = midnights.get(timezone);
      if (!midnight) {
        midnight = date.setZone(timezone, { keepLocalTime: true });
        midnights.set(timezone, midnight);
      }
      let left = howMany(habits, dayOfYear);
      while (left > 0) {
        const session = Math.min(left, chance.number.int({ min: 1, max: 5 }));
        let at = startOf(chance, midnight);
        for (let n = 0; n < session; n++) {
          for (const event of visit(habits)) {
            events.push({
              user_ref: userRefOf(tenure.person),
              at: new Date(at),
              workspace: workspaceOf(habits, day),
              event,
            });
            at += chance.number.int({ min: 6_000, max: 240_000 });
          }
        }
        left -= session;
      }
    }
  }
  return events
    .filter(event => event.at < calendar.now)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}
