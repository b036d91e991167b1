import {
  DEFAULT_WORKSPACE,
  endpoints,
  WorkItem,
} from '@callboard/plugin-callboard-common';
import { SeedServices } from '@callboard/plugin-callboard-node';
import { range, uniq } from 'lodash';
import { Calendar } from '../Calendar';
import { ALEX, DemoPerson, isPresent, MAX } from '../company/people';
import { createRandom } from '../company/random';
import { callAs } from '../Timeline';
import { createAbsences, createWorklogs } from './createWorklogs';

const slug = DEFAULT_WORKSPACE;

/** The number of people whose time is approved. */
const SUBMITTERS = 100;

/** The number of weeks for which they have submitted it. */
const WEEKS = 10;

/** The number of latest weeks that Max submits himself. */
const LEFT_TO_MAX = 3;

const PAGE = 200;

const reasons = [
  'Is Friday complete? It looks short.',
  'Please describe what the support work was.',
  'Please split the meetings by item.',
  'Some of this was for Returns. Please move it there.',
  'Weren’t you at the conference on Thursday?',
];

/** An action of a person or their approver on a week, ordered by time. */
type Action = { at: Date } & (
  | { action: 'submit' | 'approve' }
  | { action: 'reject'; reason: string }
);

/**
 * Creates the actions on the weeks in which a person logged time. Most are approved soon, a few are
 * rejected first, some stay pending; the latest is submitted.
 *
 * @param dates - of their worklogs, `YYYY-MM-DD`
 */
export function createTimesheets(
  { name, ref }: DemoPerson,
  calendar: Calendar,
  dates: readonly string[],
) {
  const random = createRandom(`periods of ${name}`);
  const createAction = <A extends string>(
    action: A,
    day: number,
    [from, to] = [9, 11],
  ) => {
    const minutes = random.number.int({ min: from * 60, max: to * 60 });
    return { action, at: calendar.getMoment(day, minutes / 60) };
  };
  const draw = (monday: number, isLatest: boolean): Action[] => {
    const submitted = createAction('submit', monday + 4, [18, 20]);
    const next = monday + 7 + random.number.int({ max: 1 });
    if (random.datatype.boolean(0.08)) {
      return [];
    }
    if (isLatest) {
      return [submitted];
    }
    if (random.datatype.boolean(0.92)) {
      return [submitted, createAction('approve', next)];
    }
    const reason = random.helpers.arrayElement(reasons);
    const rejected = { ...createAction('reject', next), reason };
    if (random.datatype.boolean(0.4)) {
      return [submitted, rejected];
    }
    const again = createAction('submit', next + 1, [8, 9]);
    return [submitted, rejected, again, createAction('approve', next + 2)];
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
  { now: at }: Calendar,
): Promise<WorkItem[]> {
  const api = services.getClient({ user_ref: ALEX, at });
  const all: WorkItem[] = [];
  for (const is_archived of [false, true]) {
    let cursor: string | undefined;
    do {
      const { items, next_cursor } = await api.call(
        endpoints.listWorkItemsOfWorkspace,
        { params: { slug }, query: { is_archived, limit: PAGE, cursor } },
      );
      all.push(...items);
      cursor = next_cursor ?? undefined;
    } while (cursor);
  }
  return all;
}

async function importHolidays(
  services: SeedServices,
  calendar: Calendar,
): Promise<ReadonlySet<string>> {
  const call = callAs(services, ALEX, calendar.getWorkingMoment(0, 9));
  const years = [0, calendar.days].map(day =>
    calendar.getMoment(day).getUTCFullYear(),
  );
  for (const year of uniq(years)) {
    await call(endpoints.importHolidays, {}, { country: 'DE', year });
  }
  const { items } = await call(endpoints.listHolidays);
  return new Set(items.map(({ date }) => date));
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
    const worklogs = createWorklogs(
      { person, index, calendar, holidays, absences },
      items.filter(({ assignees }) => assignees.includes(ref)),
    );
    count += await services.recordTime(slug, ref, worklogs);
    if (index < SUBMITTERS) {
      const dates = worklogs.map(({ entry }) => entry.logged_at!);
      const manager = findManager(ref) ?? ALEX;
      const actions = createTimesheets(person, calendar, dates)
        .flatMap(({ week, actions: all }) =>
          all.map(each => {
            const user_ref = each.action === 'submit' ? ref : manager;
            return { ...each, week, user_ref };
          }),
        )
        // People cannot approve their own time.
        .filter(each => each.action === 'submit' || manager !== ref);
      await services.recordPeriods(slug, ref, actions);
    }
  }
  return count;
}
