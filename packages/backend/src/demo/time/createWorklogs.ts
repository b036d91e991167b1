import { NewTimeOff, WorkItem } from '@callboard/plugin-callboard-common';
import { SeedTimeEntry } from '@callboard/plugin-callboard-node';
import { Faker } from '@faker-js/faker';
import { maxBy, range, sortBy, times } from 'lodash';
import { Calendar, WEEK_MS } from '../Calendar';
import { DemoPerson, MAX } from '../company/people';
import { createRandom, drawKey } from '../company/random';

/** Days of a person's absence, and when they entered it. */
type Absence = Omit<NewTimeOff, 'member_id'> & { at: Date };

/** The number of days in advance that people enter a vacation. */
const LEAD_DAYS = 21;
/** The longest time that people work on an item before it is done. */
const MAX_WORK_MS = 12 * WEEK_MS;
/** The maximum number of items that a person works on in a day. */
const MAX_ITEMS = 8;
const QUARTER = 15;
/** Minimum and maximum time that a person logs on an item in a day, in quarters of an hour. */
const SHARE = { min: 4, max: 30 };

/** The factors by which estimates are wrong: most too high, some far too low. */
const errors = [
  { weight: 14, value: { min: 0.6, max: 1 } },
  { weight: 4, value: { min: 1, max: 1.4 } },
  { weight: 2, value: { min: 2, max: 4 } },
];

const activities = { development: 6, review: 2, meeting: 1, support: 1 };

const descriptions = {
  development: ['Implementation', 'Tests', 'Refactoring', 'Found the cause'],
  review: ['Code review', 'Second review', 'Comments addressed'],
  meeting: ['Planning', 'Refinement', 'Call with the customer'],
  support: ['Support for operations', 'Looked at the logs'],
};

/** The share of working days that a person logs, and the average minutes of a day. */
const PATTERN = { diligence: 0.97, average: 470 };

const UNUSUAL_PATTERNS: Record<number, typeof PATTERN> = {
  6: { diligence: 0.55, average: 430 },
  8: { diligence: 1, average: 610 },
};

export function createAbsences(
  { name, from }: DemoPerson,
  calendar: Calendar,
): Absence[] {
  const random = createRandom(`absences of ${name}`);
  const { days } = calendar;
  const first = Math.ceil(from * days);
  if (days - first < 60) {
    return [];
  }
  const create = (kind: string, begin: number, length: number, lead = 0) => ({
    kind,
    date_from: calendar.getDate(begin),
    date_to: calendar.getDate(begin + length - 1),
    at: calendar.getMoment(Math.max(first, begin - lead), 8),
  });
  const draw = (length: number) =>
    random.number.int({ min: first, max: Math.max(first, days - 10 - length) });
  const vacations = [5, 10, 5].map(length =>
    create('vacation', draw(length), length, LEAD_DAYS),
  );
  const illnesses = times(random.number.int({ min: 0, max: 3 }), () =>
    create('sick', draw(3), random.number.int({ min: 1, max: 3 })),
  );
  return sortBy([...vacations, ...illnesses], 'at');
}

/**
 * Estimates a person's work on their items, in quarters of an hour by id: the estimate with its
 * error, shared with the other assignees. The map omits items without an estimate, which take any
 * time.
 */
function drawWork(random: Faker, items: readonly WorkItem[]) {
  const work = new Map<string, number>();
  for (const { id, estimate_time, assignees } of items) {
    const likely = random.helpers.weightedArrayElement(errors);
    const error = random.number.float(likely);
    if (estimate_time) {
      const minutes = (estimate_time * error) / assignees.length;
      work.set(id, Math.ceil(minutes / QUARTER));
    }
  }
  return work;
}

/** Whether an item was in progress on a date, and not long before it was done. */
function isInProgress(item: WorkItem, date: string): boolean {
  const isCreated = item.created_at.slice(0, 10) <= date;
  if (!item.completed_at) {
    return isCreated && item.state_group === 'started';
  }
  const left = Date.parse(item.completed_at.slice(0, 10)) - Date.parse(date);
  return isCreated && left >= 0 && left <= MAX_WORK_MS;
}

/**
 * Creates a person's worklogs of the year, ordered by time. Max fills the current week himself.
 *
 * @param index - of the person among all who log time
 * @param items - of the person, in their latest state
 */
export function createWorklogs(
  { name, ref, from }: DemoPerson,
  index: number,
  calendar: Calendar,
  daysOff: ReadonlyArray<Pick<Absence, 'date_from' | 'date_to'>>,
  items: readonly WorkItem[],
): SeedTimeEntry[] {
  const random = createRandom(`time of ${name}`);
  const work = drawWork(createRandom(`efforts of ${name}`), items);
  const getLeft = ({ id }: WorkItem) => work.get(id) ?? Infinity;
  const { diligence, average } = UNUSUAL_PATTERNS[index] ?? PATTERN;
  const end = ref === MAX ? calendar.getMonday(calendar.days) : calendar.days;
  return range(Math.ceil(from * calendar.days), end).flatMap(day => {
    const date = calendar.getDate(day);
    const isLogged =
      random.datatype.boolean(diligence) &&
      calendar.isWorkingDay(day) &&
      !daysOff.some(each => each.date_from <= date && date <= each.date_to);
    const active = items.filter(item => isLogged && isInProgress(item, date));
    // Finished items take more time only if no others are active.
    const open = active.filter(item => getLeft(item) > 0);
    const chosen = random.helpers
      .shuffle([...(open.length > 0 ? open : active)])
      .slice(0, MAX_ITEMS);
    if (chosen.length === 0) {
      return [];
    }
    const minutes = average + random.number.int({ min: -45, max: 45 });
    let left = Math.round(minutes / QUARTER);
    const spent = chosen.map(item => {
      const share = Math.min(left, getLeft(item), random.number.int(SHARE));
      left -= share;
      return share;
    });
    // The item with the most work left gets the rest of the day.
    spent[chosen.indexOf(maxBy(chosen, getLeft)!)] += left;
    const at = calendar.getMoment(day, 17.5).getTime();
    return chosen.flatMap((item, nth) => {
      work.set(item.id, Math.max(0, getLeft(item) - spent[nth]));
      if (spent[nth] === 0) {
        return [];
      }
      const activity_type = drawKey(random, activities);
      const entry = {
        duration_minutes: spent[nth] * QUARTER,
        logged_at: date,
        activity_type,
        is_billable: random.datatype.boolean(0.3),
        description: random.datatype.boolean(0.6)
          ? random.helpers.arrayElement(descriptions[activity_type])
          : null,
      };
      return [{ at: new Date(at + nth * 20_000), workItemId: item.id, entry }];
    });
  });
}
