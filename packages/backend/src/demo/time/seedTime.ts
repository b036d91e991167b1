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
import { ALEX, DemoPerson, isPresent } from '../company/people';
import { callAs } from '../Timeline';
import { createTimesheets, Timesheet } from './createTimesheets';
import { createAbsences, createWorklogs } from './createWorklogs';

const slug = DEFAULT_WORKSPACE;

/** The number of people whose time is approved. */
const SUBMITTERS = 100;

/** The largest page of a list. */
const PAGE = 200;

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
  const holidays = await listAll<Holiday>(
    services,
    calendar,
    endpoints.listHolidays,
  );
  return new Set(holidays.map(({ date }) => date));
}

/** Returns a function that finds the nearest manager of a person, if they have any. */
async function createFindManager(services: SeedServices, calendar: Calendar) {
  const departments = await listAll<Department>(
    services,
    calendar,
    endpoints.listDepartments,
  );
  const staff = await listAll<StaffMember>(
    services,
    calendar,
    endpoints.listStaff,
  );
  const byId = new Map(departments.map(each => [each.id, each]));
  return (user_ref: string): string | undefined => {
    const member = staff.find(each => each.user_ref === user_ref);
    let department = byId.get(member?.department_id ?? '');
    while (department) {
      const { manager_ref, parent_id } = department;
      if (manager_ref && manager_ref !== user_ref) {
        return manager_ref;
      }
      department = byId.get(parent_id ?? '');
    }
    return undefined;
  };
}

/**
 * Submits somebody's weeks, and lets their manager decide on them. Without a manager
 * the admin decides, but nobody on their own.
 */
export async function seedTimesheets(
  services: SeedServices,
  user_ref: string,
  timesheets: readonly Timesheet[],
  manager: string = ALEX,
): Promise<void> {
  for (const { week, actions } of timesheets) {
    let id = '';
    for (const each of actions) {
      const { at } = each;
      if (each.action === 'submit') {
        const call = callAs(services, user_ref, at);
        ({ id } = await call(endpoints.submitPeriod, {}, { week }));
      } else if (manager !== user_ref) {
        const call = callAs(services, manager, at);
        await (each.action === 'approve'
          ? call(endpoints.approvePeriod, { id })
          : call(endpoints.rejectPeriod, { id }, { reason: each.reason }));
      }
    }
  }
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
  const items: WorkItem[] = [];
  for (const is_archived of [false, true]) {
    const endpoint = endpoints.listWorkItemsOfWorkspace;
    const filter = { is_archived };
    items.push(
      ...(await listAll<WorkItem>(services, calendar, endpoint, filter)),
    );
  }
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
      const timesheets = createTimesheets(person, calendar, dates);
      await seedTimesheets(services, ref, timesheets, findManager(ref));
    }
  }
  return count;
}
