import { NewTimeOff, WorkItem } from '@callboard/plugin-callboard-common';
import { SeedTimeEntry } from '@callboard/plugin-callboard-node';
import { range, sortBy } from 'lodash';
import { Calendar, WEEK_MS } from '../Calendar';
import { Employee, MAX_REF } from '../company/people';
import { createRandom, drawKey } from '../company/random';

/** A person's absence, and the time when the person entered it. */
type Absence = Omit<NewTimeOff, 'member_id'> & { at: Date };

/** The absences of each person in the year: their kinds, and their lengths in days. */
const ABSENCES = [
  ['vacation', 5],
  ['vacation', 10],
  ['vacation', 5],
  ['sick', 2],
  ['sick', 1],
] as const;
/** The number of days between the entry of a vacation and its start. */
const LEAD_DAYS = 21;
/** The longest time that people work on an item before it is done. */
const MAX_WORK_MS = 12 * WEEK_MS;
/** The maximum number of items that a person works on in a day. */
const MAX_ITEMS = 8;
const QUARTER_HOUR = 15;

/** The possible ratios of actual to estimated time. Each assignee of an item draws a ratio. */
const ACTUAL_TO_ESTIMATED = [0.6, 0.7, 0.8, 0.9, 1, 1, 1.3, 3];

/** The activity types of worklogs, with their weights. */
const ACTIVITY_WEIGHTS = { development: 6, review: 2, meeting: 1, support: 1 };

/** Possible descriptions of worklogs, by activity type. */
const DESCRIPTIONS = {
  development: ['Implementation', 'Tests', 'Refactoring', 'Found the cause'],
  review: ['Code review', 'Second review', 'Comments addressed'],
  meeting: ['Planning', 'Refinement', 'Call with the customer'],
  support: ['Support for operations', 'Looked at the logs'],
};

/** The share of working days on which people log time, and their average minutes on such a day. */
const USUAL_PATTERN = { loggedShare: 0.98, averageMinutes: 482 };

/** Patterns that differ from the usual one, by the index of the person among all who log time. */
const UNUSUAL_PATTERNS: Record<number, typeof USUAL_PATTERN> = {
  6: { loggedShare: 0.55, averageMinutes: 430 },
  8: { loggedShare: 1, averageMinutes: 610 },
};

/**
 * The minutes per weekday, from Monday, of people who work part-time, by their index among all who
 * log time.
 */
export const PART_TIME_MINUTES: Record<number, number[]> = {
  6: [300, 300, 300, 300, 240, 0, 0],
};

/** Creates a person's absences, ordered by the time when they are entered. */
export function createAbsences(
  { name, joinFraction }: Employee,
  calendar: Calendar,
): Absence[] {
  const random = createRandom(`absences of ${name}`);
  const firstDay = Math.ceil(joinFraction * calendar.days);
  const lastStart = calendar.days - 20;
  if (lastStart - firstDay < 40) {
    return [];
  }
  const absences = ABSENCES.map(([kind, length]) => {
    const start = random.number.int({ min: firstDay, max: lastStart });
    const entered = kind === 'vacation' ? start - LEAD_DAYS : start;
    return {
      kind,
      date_from: calendar.getDate(start),
      date_to: calendar.getDate(start + length - 1),
      at: calendar.getMoment(Math.max(firstDay, entered), 8),
    };
  });
  return sortBy(absences, 'at');
}

/**
 * Whether people work on an item on a date. They work on a completed item from its creation until
 * its completion, but only during the last `MAX_WORK_MS`. They work on any other item from its
 * creation, if its current state is in the group `started`.
 */
function isInProgress(item: WorkItem, date: string): boolean {
  const isCreated = item.created_at.slice(0, 10) <= date;
  if (!item.completed_at) {
    return isCreated && item.state_group === 'started';
  }
  const completedOn = Date.parse(item.completed_at.slice(0, 10));
  const leftMs = completedOn - Date.parse(date);
  return isCreated && leftMs >= 0 && leftMs <= MAX_WORK_MS;
}

/**
 * Creates a person's worklogs of the year, ordered by time, as input of `recordTime`. Omits the
 * current week of Max, so that visitors can log it as Max.
 *
 * @param index - the index of the person among all who log time
 * @param items - the items of the person, in their latest state
 */
export function createWorklogs(
  { name, ref, joinFraction }: Employee,
  index: number,
  calendar: Calendar,
  daysOff: ReadonlyArray<Pick<Absence, 'date_from' | 'date_to'>>,
  items: readonly WorkItem[],
): SeedTimeEntry[] {
  const random = createRandom(`time of ${name}`);
  const { arrayElement, maybe, shuffle } = random.helpers;
  /** The minutes that the person still needs for an item; unlimited without an estimate. */
  const minutesLeft = new Map(
    items.map(({ id, estimate_time, assignees }) => [
      id,
      estimate_time
        ? (estimate_time * arrayElement(ACTUAL_TO_ESTIMATED)) / assignees.length
        : Infinity,
    ]),
  );
  const getMinutesLeft = ({ id }: WorkItem) => minutesLeft.get(id)!;
  const { loggedShare, averageMinutes } =
    UNUSUAL_PATTERNS[index] ?? USUAL_PATTERN;
  /** The day after the last day with worklogs. */
  const endDay =
    ref === MAX_REF ? calendar.getMonday(calendar.days) : calendar.days;
  return range(Math.ceil(joinFraction * calendar.days), endDay).flatMap(day => {
    const date = calendar.getDate(day);
    const isOff =
      !calendar.isWorkingDay(day) ||
      daysOff.some(each => each.date_from <= date && date <= each.date_to);
    if (isOff || random.datatype.boolean(1 - loggedShare)) {
      return [];
    }
    const active = items.filter(item => isInProgress(item, date));
    // Items without minutes left get more only if no active item has minutes left.
    const open = active.filter(item => getMinutesLeft(item) > 0);
    const chosen = shuffle(open.length > 0 ? open : active).slice(0, MAX_ITEMS);
    // The item with the most work left gets the rest of the day.
    const ordered = sortBy(chosen, getMinutesLeft);
    let minutes = averageMinutes + random.number.int({ min: -45, max: 45 });
    return ordered.flatMap((item, nth) => {
      const isLast = nth === ordered.length - 1;
      const maxMinutes = random.number.int({ min: 60, max: 240 });
      const spent = isLast
        ? minutes
        : Math.min(minutes, getMinutesLeft(item), maxMinutes);
      const duration_minutes = Math.ceil(spent / QUARTER_HOUR) * QUARTER_HOUR;
      if (duration_minutes <= 0) {
        return [];
      }
      minutes -= duration_minutes;
      minutesLeft.set(
        item.id,
        Math.max(0, getMinutesLeft(item) - duration_minutes),
      );
      const activity_type = drawKey(random, ACTIVITY_WEIGHTS);
      const entry = {
        duration_minutes,
        logged_at: date,
        activity_type,
        is_billable: random.datatype.boolean(0.3),
        description: maybe(() => arrayElement(DESCRIPTIONS[activity_type])),
      };
      const at = new Date(+calendar.getMoment(day, 17.5) + nth * 20_000);
      return [{ at, workItemId: item.id, entry }];
    });
  });
}
