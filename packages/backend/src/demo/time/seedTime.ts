import {
  CallParts,
  DEFAULT_WORKSPACE,
  Department,
  Endpoint,
  endpoints,
  Holiday,
  StaffMember,
  WorkItem,
} from '@callboard/plugin-callboard-common';
import { SeedServices } from '@callboard/plugin-callboard-node';
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

/** The largest page of a list. */
const PAGE = 200;

const reasons = [
  'Is Friday complete? It looks short.',
  'Please say what the support was about.',
  'Please split the meetings by item.',
  'Some of this was for Returns. Please move it there.',
  'You were at the conference on Thursday, were you not?',
];

/** A week of somebody, by its Monday, and what they or their approver do to it, in order of time. */
export interface Timesheet {
  week: string;
  actions: Array<{
    at: Date;
    action: 'submit' | 'approve' | 'reject';
    reason?: string;
  }>;
}

/**
 * Creates what happened to the weeks in which somebody logged time. Most are approved
 * soon, a few are rejected first, some are forgotten; the latest is submitted.
 *
 * @param dates - of their worklogs, `YYYY-MM-DD`
 */
export function createTimesheets(
  { name, ref }: DemoPerson,
  calendar: Calendar,
  dates: readonly string[],
): Timesheet[] {
  const random = createRandom(`periods of ${name}`);
  const drawMoment = (day: number, [min, max]: [number, number]) =>
    calendar
      .getDay(day)
      .plus({ minutes: random.number.int({ min: min * 60, max: max * 60 }) })
      .toJSDate();
  const submit = (day: number, hours: [number, number]) => ({
    ...{ action: 'submit' as const, at: drawMoment(day, hours) },
  });
  const approve = (day: number) => ({
    ...{ action: 'approve' as const, at: drawMoment(day, [9, 11]) },
  });
  const draw = (monday: number, isLatest: boolean): Timesheet['actions'] => {
    const submitted = submit(monday + 4, [18, 20]);
    const next = monday + 7 + random.number.int({ max: 1 });
    if (random.datatype.boolean(0.08)) {
      return [];
    }
    if (isLatest) {
      return [submitted];
    }
    if (random.datatype.boolean(0.92)) {
      return [submitted, approve(next)];
    }
    const reason = random.helpers.arrayElement(reasons);
    const at = drawMoment(next, [9, 11]);
    const rejected = { action: 'reject' as const, at, reason };
    return random.datatype.boolean(0.6)
      ? [submitted, rejected, submit(next + 1, [8, 9]), approve(next + 2)]
      : [submitted, rejected];
  };
  const latest = ref === MAX ? LEFT_TO_MAX + 1 : 1;
  const timesheets: Timesheet[] = [];
  for (let back = WEEKS; back >= latest; back -= 1) {
    const monday = calendar.lastMonday - 7 * back;
    const week = calendar.getDate(monday);
    const end = calendar.getDate(monday + 7);
    const actions = draw(monday, back === 1);
    if (dates.some(date => week <= date && date < end)) {
      timesheets.push({ week, actions });
    }
  }
  return timesheets;
}

/** Reads all pages of a list of the default workspace, as the admin sees it now. */
async function listAll<T>(
  services: SeedServices,
  { now: at }: Calendar,
  endpoint: Endpoint,
  filter: object = {},
): Promise<T[]> {
  const api = services.as({ user_ref: ALEX, at });
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const query = { ...filter, limit: PAGE, cursor };
    const parts = { params: { slug }, query } as CallParts<Endpoint>;
    const page: any = await api.call(endpoint, parts);
    all.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return all;
}

/** Imports the public holidays of the company's country, and returns their dates. */
async function importHolidays(
  services: SeedServices,
  calendar: Calendar,
): Promise<ReadonlySet<string>> {
  const call = callAs(services, ALEX, calendar.getWorkingMoment(0, 9));
  const years = [0, calendar.days].map(day => calendar.getDay(day).year);
  for (const year of new Set(years)) {
    await call(endpoints.importHolidays, {}, { country: 'DE', year });
  }
  const { listHolidays } = endpoints;
  const holidays = await listAll<Holiday>(services, calendar, listHolidays);
  return new Set(holidays.map(({ date }) => date));
}

/** Returns a function that finds the nearest manager of a person, if they have any. */
async function createFindManager(services: SeedServices, calendar: Calendar) {
  const { listDepartments, listStaff } = endpoints;
  const departments = new Map(
    (await listAll<Department>(services, calendar, listDepartments)).map(
      each => [each.id, each],
    ),
  );
  const staff = await listAll<StaffMember>(services, calendar, listStaff);
  return (user_ref: string): string | undefined => {
    const member = staff.find(each => each.user_ref === user_ref);
    let department = departments.get(member?.department_id ?? '');
    while (department) {
      const { manager_ref, parent_id } = department;
      if (manager_ref && manager_ref !== user_ref) {
        return manager_ref;
      }
      department = departments.get(parent_id ?? '');
    }
    return undefined;
  };
}

/**
 * Stores a year of worklogs on the items that people had in the end, with their
 * absences and timesheets.
 *
 * @returns the number of worklogs
 */
export async function seedTime(
  services: SeedServices,
  calendar: Calendar,
  people: readonly DemoPerson[],
): Promise<number> {
  const holidays = await importHolidays(services, calendar);
  const list = (is_archived: boolean) =>
    listAll<WorkItem>(services, calendar, endpoints.listWorkItemsOfWorkspace, {
      is_archived,
    });
  const items = [...(await list(false)), ...(await list(true))];
  const findManager = await createFindManager(services, calendar);
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
    const own = items.filter(({ assignees }) => assignees.includes(ref));
    const worklogs = createWorklogs(
      { person, index, calendar, holidays, absences },
      own,
    );
    count += await services.recordTime(slug, ref, worklogs);
    if (index < SUBMITTERS) {
      const dates = worklogs.map(({ entry }) => entry.logged_at!);
      // Without a manager the admin decides, but nobody on their own time.
      const manager = findManager(ref) ?? ALEX;
      const actions = createTimesheets(person, calendar, dates).flatMap(
        ({ week, actions: all }) =>
          all.map(each => {
            const user_ref = each.action === 'submit' ? ref : manager;
            return { ...each, week, user_ref };
          }),
      );
      const possible = actions.filter(
        each => each.action === 'submit' || manager !== ref,
      );
      await services.recordPeriods(slug, ref, possible);
    }
  }
  return count;
}
