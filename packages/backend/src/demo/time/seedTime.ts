import { endpoints, WorkItem } from '@callboard/plugin-callboard-common';
import {
  SeedPeriodAction,
  SeedServices,
} from '@callboard/plugin-callboard-node';
import { range, uniq } from 'lodash';
import { Calendar } from '../Calendar';
import { ALEX, DemoPerson, isPresent, MAX } from '../company/people';
import { createRandom } from '../company/random';
import { callAs, SLUG } from '../Timeline';
import { createAbsences, createWorklogs } from './createWorklogs';

/** The number of people whose time is approved. */
const SUBMITTERS = 100;
/** The number of weeks for which they have submitted it. */
const WEEKS = 10;
/** The number of latest weeks that Max submits himself. */
const LEFT_TO_MAX = 3;

const reasons = [
  'Is Friday complete? It looks short.',
  'Please describe what the support work was.',
  'Please split the meetings by item.',
  'Some of this was for Returns. Please move it there.',
  'Weren’t you at the conference on Thursday?',
];

/**
 * Creates the actions on the weeks in which a person logged time. Most are approved soon, a few are
 * rejected first, some stay pending; the latest is submitted.
 *
 * @param manager - the reference of their approver
 * @param dates - of their worklogs, `YYYY-MM-DD`
 */
export function createTimesheets(
  { name, ref }: DemoPerson,
  manager: string,
  calendar: Calendar,
  dates: readonly string[],
) {
  const random = createRandom(`periods of ${name}`);
  const draw = (monday: number, isLatest: boolean): SeedPeriodAction[] => {
    const week = calendar.getDate(monday);
    const drawMoment = (day: number, from: number, to: number) => {
      const minutes = random.number.int({ min: from * 60, max: to * 60 });
      return calendar.getMoment(day, minutes / 60);
    };
    const submit = (day: number, from: number, to: number) => {
      const at = drawMoment(day, from, to);
      return { action: 'submit' as const, at, user_ref: ref, week };
    };
    const decide = (day: number) => {
      const at = drawMoment(day, 9, 11);
      return { action: 'approve' as const, at, user_ref: manager, week };
    };
    const submitted = submit(monday + 4, 18, 20);
    const next = monday + 7 + random.number.int({ max: 1 });
    if (random.datatype.boolean(0.08)) {
      return [];
    }
    if (isLatest) {
      return [submitted];
    }
    if (random.datatype.boolean(0.92)) {
      return [submitted, decide(next)];
    }
    const reason = random.helpers.arrayElement(reasons);
    const action = 'reject' as const;
    const rejected = { ...decide(next), action, reason };
    if (random.datatype.boolean(0.4)) {
      return [submitted, rejected];
    }
    return [submitted, rejected, submit(next + 1, 8, 9), decide(next + 2)];
  };
  const latest = ref === MAX ? LEFT_TO_MAX + 1 : 1;
  return range(WEEKS, latest - 1).flatMap(back => {
    const monday = calendar.getMonday(calendar.days) - 7 * back;
    const week = calendar.getDate(monday);
    const end = calendar.getDate(monday + 7);
    const actions = draw(monday, back === 1);
    return dates.some(date => week <= date && date < end)
      ? [{ week, actions }]
      : [];
  });
}

async function listItems(
  services: SeedServices,
  { now }: Calendar,
): Promise<WorkItem[]> {
  const call = callAs(services, ALEX, now);
  const all: WorkItem[] = [];
  for (const is_archived of [false, true]) {
    let cursor: string | undefined;
    do {
      const query = { is_archived, limit: 200, cursor };
      const list = endpoints.listWorkItemsOfWorkspace;
      const { items, next_cursor } = await call(list, {}, undefined, query);
      all.push(...items);
      cursor = next_cursor ?? undefined;
    } while (cursor);
  }
  return all;
}

async function importHolidays(services: SeedServices, calendar: Calendar) {
  const call = callAs(services, ALEX, calendar.getWorkingMoment(0, 9));
  const dates = [0, calendar.days].map(day => calendar.getMoment(day));
  for (const year of uniq(dates.map(date => date.getUTCFullYear()))) {
    await call(endpoints.importHolidays, {}, { country: 'DE', year });
  }
  const { items } = await call(endpoints.listHolidays);
  return items.map(({ date }) => ({ date_from: date, date_to: date }));
}

/**
 * Stores a year of worklogs on the items that people have at the end of the year, with absences and
 * timesheets.
 *
 * @param findManager - returns who approves the time of a person; the admin by default
 * @returns the number of worklogs
 */
export async function seedTime(
  services: SeedServices,
  calendar: Calendar,
  people: readonly DemoPerson[],
  findManager: (user_ref: string) => string | undefined,
): Promise<number> {
  const holidays = await importHolidays(services, calendar);
  const items = await listItems(services, calendar);
  const loggers = people.filter(
    each => each.role !== 'guest' && isPresent(each),
  );
  let count = 0;
  for (const [index, person] of loggers.entries()) {
    const { ref } = person;
    const absences = createAbsences(person, calendar);
    for (const { at, ...body } of absences) {
      await callAs(services, ref, at)(endpoints.createTimeOff, {}, body);
    }
    const daysOff = [...holidays, ...absences];
    const own = items.filter(({ assignees }) => assignees.includes(ref));
    const worklogs = createWorklogs(person, index, calendar, daysOff, own);
    count += await services.recordTime(SLUG, ref, worklogs);
    if (index < SUBMITTERS) {
      const dates = worklogs.map(({ entry }) => entry.logged_at!);
      const manager = findManager(ref) ?? ALEX;
      const actions = createTimesheets(person, manager, calendar, dates)
        .flatMap(timesheet => timesheet.actions)
        // People cannot approve their own time.
        .filter(each => each.action === 'submit' || manager !== ref);
      await services.recordPeriods(SLUG, ref, actions);
    }
  }
  return count;
}
