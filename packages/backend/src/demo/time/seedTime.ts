import { endpoints, WorkItem } from '@callboard/plugin-callboard-common';
import { max, partition, range, uniq } from 'lodash';
import { Calendar } from '../Calendar';
import { ALEX_REF, Employee, isPresent, MAX_REF } from '../company/people';
import { createRandom, drawKey } from '../company/random';
import { DemoYear, SLUG } from '../DemoYear';
import {
  createAbsences,
  createWorklogs,
  PART_TIME_MINUTES,
} from './createWorklogs';

/** The maximum number of people who submit their time for approval. */
const SUBMITTERS = 100;
/** The number of past weeks for which these people have timesheets. */
const WEEKS = 10;
/** The number of latest weeks that Max has not submitted. A visitor can submit them as Max. */
const UNSUBMITTED_WEEKS_OF_MAX = 3;

const REASONS = [
  'Is Friday complete? It looks short.',
  'Please describe what the support work was.',
  'Please split the meetings by item.',
  'Some of this was for Returns. Please move it there.',
  'Weren’t you at the conference on Thursday?',
];

/** The outcomes of timesheets, with their weights. */
const OUTCOME_WEIGHTS = { missing: 8, approved: 84, rejected: 4, corrected: 4 };

/**
 * Creates the actions on the weeks in which a person logged time. Most weeks are approved soon. A
 * few are rejected, and some of these are later corrected and approved. A few are never submitted.
 *
 * @param manager - the reference of the person's approver
 * @param dates - the dates of the person's worklogs, `YYYY-MM-DD`
 */
export function createTimesheets(
  { name, ref }: Employee,
  manager: string,
  calendar: Calendar,
  dates: readonly string[],
) {
  const random = createRandom(`periods of ${name}`);
  const fewestWeeksAgo = ref === MAX_REF ? UNSUBMITTED_WEEKS_OF_MAX + 1 : 1;
  return range(WEEKS, fewestWeeksAgo - 1).flatMap(weeksAgo => {
    const monday = calendar.getMonday(calendar.days) - 7 * weeksAgo;
    const week = calendar.getDate(monday);
    const end = calendar.getDate(monday + 7);
    if (!dates.some(date => week <= date && date < end)) {
      return [];
    }
    const submit = (day: number, hour: number) => {
      const at = calendar.getMoment(day, hour + random.number.float(2));
      return { action: 'submit' as const, at, user_ref: ref, week };
    };
    const approve = (day: number) => {
      const at = calendar.getMoment(day, 9 + random.number.float(2));
      return { action: 'approve' as const, at, user_ref: manager, week };
    };
    const submitted = submit(monday + 4, 18);
    const approved = approve(monday + 7);
    const reason = random.helpers.arrayElement(REASONS);
    const rejected = { ...approved, action: 'reject' as const, reason };
    const corrected = [submit(monday + 8, 8), approve(monday + 9)];
    const actions = {
      missing: [],
      approved: [submitted, approved],
      rejected: [submitted, rejected],
      corrected: [submitted, rejected, ...corrected],
    }[drawKey(random, OUTCOME_WEIGHTS)];
    // Nobody has decided on the latest week yet.
    return [{ week, actions: weeksAgo === 1 ? actions.slice(0, 1) : actions }];
  });
}

/** Balances begin with the current calendar year. */
const getBalanceStart = ({ now }: Calendar) => `${now.getUTCFullYear()}-01-01`;

async function startBalances(year: DemoYear) {
  const call = year.callAs(year.getAdmin(0, 9));
  const body = { balance_from: getBalanceStart(year.calendar) };
  await call(endpoints.updateTimeSettings, {}, body);
}

/** The schedule of people who log no time: guests, and people who have left. */
const NO_TIME = [0, 0, 0, 0, 0, 0, 0];

async function setSchedule(
  year: DemoYear,
  { ref, joinFraction }: Employee,
  minutes_per_weekday: number[],
) {
  const call = year.callAs(year.getAdmin(joinFraction, 12));
  const body = { minutes_per_weekday };
  await call(endpoints.setWorkSchedule, {}, body, { member_id: ref });
}

/** Sets a person's vacation entitlement for the current year. Adjusts the balance of Max. */
async function seedEntitlement(
  year: DemoYear,
  { ref, joinFraction }: Employee,
  manager: string,
) {
  // People cannot adjust their own balance, and only admins can set their own entitlement.
  const user_ref = manager === ref ? ALEX_REF : manager;
  const { calendar } = year;
  const joinedAt = calendar.getMoment(
    Math.ceil(joinFraction * calendar.days),
    9,
  );
  await year.callAs({ user_ref, at: joinedAt })(
    endpoints.setLeaveEntitlement,
    {},
    {
      member_id: ref,
      kind: 'vacation',
      year: calendar.now.getUTCFullYear(),
      days: 30,
    },
  );
  if (ref === MAX_REF) {
    const at = calendar.getRecentMoment(16);
    await year.callAs({ user_ref, at })(
      endpoints.createTimeAdjustment,
      {},
      {
        member_id: ref,
        date: max([at.toISOString().slice(0, 10), getBalanceStart(calendar)])!,
        minutes: 960,
        reason: 'On call during two weekends',
      },
    );
  }
}

async function listItems(year: DemoYear): Promise<WorkItem[]> {
  const call = year.callAs({ user_ref: ALEX_REF, at: year.calendar.now });
  const all: WorkItem[] = [];
  for (const is_archived of [false, true]) {
    let cursor: string | undefined;
    do {
      const query = { is_archived, limit: 200, cursor };
      const endpoint = endpoints.listWorkItemsOfWorkspace;
      const { items, next_cursor } = await call(endpoint, {}, undefined, query);
      all.push(...items);
      cursor = next_cursor ?? undefined;
    } while (cursor);
  }
  return all;
}

async function importHolidays(year: DemoYear) {
  const { calendar } = year;
  const call = year.callAs(year.getAdmin(0, 9));
  const dates = [0, calendar.days].map(day => calendar.getMoment(day));
  for (const calendarYear of uniq(dates.map(date => date.getUTCFullYear()))) {
    const body = { country: 'DE', year: calendarYear };
    await call(endpoints.importHolidays, {}, body);
  }
  const { items } = await call(endpoints.listHolidays);
  return items.map(({ date }) => ({ date_from: date, date_to: date }));
}

/**
 * Stores a year of absences, worklogs and timesheets. People log time on the items that are
 * assigned to them at the end of the year.
 *
 * @param findManager - returns the reference of a person's approver; Alex, the admin, approves if
 *   the result is undefined
 * @returns the number of worklogs
 */
export async function seedTime(
  year: DemoYear,
  findManager: (user_ref: string) => string | undefined,
): Promise<number> {
  const { services, calendar, people } = year;
  const holidays = await importHolidays(year);
  const items = await listItems(year);
  await startBalances(year);
  const [worklogAuthors, others] = partition(
    people,
    each => each.role !== 'guest' && isPresent(each),
  );
  for (const person of others) {
    await setSchedule(year, person, NO_TIME);
  }
  let count = 0;
  for (const [index, person] of worklogAuthors.entries()) {
    const { ref } = person;
    if (PART_TIME_MINUTES[index]) {
      await setSchedule(year, person, PART_TIME_MINUTES[index]);
    }
    const absences = createAbsences(person, calendar);
    for (const { at, ...body } of absences) {
      const call = year.callAs({ user_ref: ref, at });
      await call(endpoints.createTimeOff, {}, body);
    }
    const daysOff = [...holidays, ...absences];
    const own = items.filter(({ assignees }) => assignees.includes(ref));
    const worklogs = createWorklogs(person, index, calendar, daysOff, own);
    count += await services.recordTime(SLUG, ref, worklogs);
    if (index < SUBMITTERS) {
      const dates = worklogs.map(({ entry }) => entry.logged_at!);
      const manager = findManager(ref) ?? ALEX_REF;
      await seedEntitlement(year, person, manager);
      const actions = createTimesheets(person, manager, calendar, dates)
        .flatMap(timesheet => timesheet.actions)
        // People cannot approve their own time.
        .filter(each => each.action === 'submit' || manager !== ref);
      await services.recordPeriods(SLUG, ref, actions);
    }
  }
  return count;
}
