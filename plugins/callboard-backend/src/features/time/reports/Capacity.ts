import {
  CapacityBand,
  DepartmentCapacity,
  MemberCapacity,
  endpoints,
  roleRanks,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { difference, groupBy, sumBy, uniq } from 'lodash';
import { RequestContext } from '../../../access/Caller';
import { Core } from '../../../core/Core';
import { readDisplayNames } from '../../../core/people/PeopleService';
import { inListSql } from '../../../database/bulk';
import {
  getDateInZone,
  getWeekStart,
  addDays,
  countDaysInRange,
} from '../../../database/zones';
import { createFieldError } from '../../../http/errors';
import { ContextOf } from '../../../http/Handler';
import { iterateInSteps } from '../../../kernel/yielding';
import { DayRange, computeExpectedDays } from '../calendar/expectedTime';
import {
  filterToPlannedTime,
  PlannedPerson,
  PlannedStaffQuery,
  selectPlannedStaff,
  toPlannedPerson,
} from '../people/timePlanningAccess';
import { toDayKey } from '../worklogs/WorklogRow';

interface CapacityPerson extends PlannedPerson {
  hasResigned: boolean;
}

/**
 * Lists the people whose time the caller plans: the staff sorted by name, then people who are not
 * on the staff and so have no department.
 */
async function listPlannedPeople(
  knex: Knex,
  context: RequestContext,
  query: PlannedStaffQuery,
  range: DayRange,
  limit: number,
): Promise<CapacityPerson[]> {
  const rows: any[] = await selectPlannedStaff(knex, context, query)
    .select('staff.employment_status')
    .orderBy(['staff.sort_name', 'staff.id'])
    .limit(limit);
  const people = rows.map(row => ({
    ...toPlannedPerson(row),
    hasResigned: row.employment_status === 'resigned',
  }));
  if (query.department) {
    return people;
  }
  const staffRefs = people.map(({ member_id }) => member_id);
  const otherRefs = difference(
    await listOtherRefs(knex, context, query, range, limit),
    staffRefs,
  );
  const getName = await readDisplayNames(knex, otherRefs);
  return [
    ...people,
    ...otherRefs.map(user_ref => ({
      member_id: user_ref,
      display_name: getName(user_ref),
      department_id: null,
      hasResigned: false,
    })),
  ];
}

/**
 * Lists the caller, unless the query excludes the caller. For workspace admins, first lists people
 * who are not on the staff, sorted by name: the people that the query names, or else the members
 * who logged time in the range. All members could be too many for a report.
 */
async function listOtherRefs(
  knex: Knex,
  context: RequestContext,
  { member_id }: PlannedStaffQuery,
  { from, to }: DayRange,
  limit: number,
): Promise<string[]> {
  const { caller, workspace, role } = context;
  const own =
    member_id?.includes(caller.user_ref) ?? true ? [caller.user_ref] : [];
  if (role !== 'admin') {
    return own;
  }
  const members = knex('memberships')
    .where({ scope_id: workspace.id })
    .whereNotIn(
      'user_ref',
      knex('staff')
        .select('user_ref')
        .where({ workspace_id: workspace.id })
        .whereNull('deleted_at')
        .whereNotNull('user_ref'),
    )
    .orderBy(['sort_name', 'id'])
    .limit(limit);
  if (member_id) {
    members.whereRaw(...inListSql(knex, 'user_ref', member_id, 'text'));
  } else {
    members
      .where('rank', '>=', roleRanks.member)
      .whereNull('deleted_at')
      .whereIn(
        'user_ref',
        knex('worklogs')
          .select('logged_by')
          .modify(logs => filterToPlannedTime(knex, logs, context))
          .whereBetween('logged_at', [from, to]),
      );
  }
  return uniq([...(await members.pluck('user_ref')), ...own]);
}

/** Sums people's logged minutes per day, by `toDayKey`. Excludes time hidden from the caller. */
async function sumLoggedMinutes(
  knex: Knex,
  context: RequestContext,
  member_ids: readonly string[],
  { from, to }: DayRange,
): Promise<ReadonlyMap<string, number>> {
  const rows: any[] = await knex('worklogs')
    .select('logged_by', 'logged_at')
    .sum({ minutes: 'duration_minutes' })
    .modify(worklogs => filterToPlannedTime(knex, worklogs, context))
    .whereRaw(...inListSql(knex, 'logged_by', member_ids, 'text'))
    .whereBetween('logged_at', [from, to])
    .groupBy('logged_by', 'logged_at');
  return new Map(rows.map(row => [toDayKey(row), Number(row.minutes)]));
}

/** The maximum number of days in a report. Longer reports would be unreadable. */
const MAX_DAYS = 400;

/** The maximum number of people multiplied by days. */
const MAX_CELLS = 250_000;

/** Below this share of the expected minutes, a person has spare capacity. */
const UNDER_RATIO = 0.9;

/** Above this share of the expected minutes, a person is overbooked. */
const OVER_RATIO = 1.1;

/**
 * Compares the expected with the logged minutes of the people whose time the caller plans, and of
 * their departments, by default for the current week. Omits resigned people without any minutes.
 *
 * @throws InvalidRequestError for too long a range, or too many people × days
 */
export async function readCapacity(
  { reader, clock }: Pick<Core, 'reader' | 'clock'>,
  context: ContextOf<'getCapacity'>,
): Promise<{ items: MemberCapacity[]; departments: DepartmentCapacity[] }> {
  const { date_from, date_to, ...query } = context.query;
  const today = getDateInZone(clock.now(), context.workspace.timezone);
  const range = computeRange(context, today, date_from, date_to);
  const maxPeople = Math.floor(
    MAX_CELLS / countDaysInRange(range.from, range.to),
  );
  const people = await listPlannedPeople(
    reader,
    context,
    query,
    range,
    maxPeople + 1,
  );
  if (people.length > maxPeople) {
    throw createFieldError(
      'query.date_to',
      `is too far from date_from for more than ${maxPeople} people. Choose fewer days or a department`,
    );
  }
  const refs = people.map(({ member_id }) => member_id);
  const getExpectedTime = await computeExpectedDays(
    reader,
    context.workspace,
    refs,
    range,
  );
  const logged = await sumLoggedMinutes(reader, context, refs, range);
  const items: MemberCapacity[] = [];
  for await (const person of iterateInSteps(people)) {
    const capacity = toMemberCapacity(
      person,
      getExpectedTime(person.member_id),
      logged,
    );
    const hasTime = capacity.expected_minutes + capacity.logged_minutes > 0;
    if (hasTime || !person.hasResigned) items.push(capacity);
  }
  return { items, departments: await groupByDepartment(reader, items) };
}

function computeRange(
  { workspace }: RequestContext,
  today: string,
  date_from: string | undefined,
  date_to: string | undefined,
): DayRange {
  const week = getWeekStart(
    date_from ?? date_to ?? today,
    workspace.week_start,
  );
  const from = date_from ?? week;
  const to = date_to ?? addDays(from, 6);
  if (countDaysInRange(from, to) > MAX_DAYS) {
    throw createFieldError(
      'query.date_to',
      `must be within ${MAX_DAYS} days of date_from`,
    );
  }
  return { from, to };
}

async function groupByDepartment(
  reader: Knex,
  items: readonly MemberCapacity[],
): Promise<DepartmentCapacity[]> {
  const ids = items.flatMap(({ department_id }) => department_id ?? []);
  const departments: any[] = await reader('departments')
    .select('id', 'name')
    .whereRaw(...inListSql(reader, 'id', uniq(ids)));
  const names = new Map(departments.map(({ id, name }) => [id, name]));
  const groups = Object.values(groupBy(items, 'department_id'));
  return groups
    .map(people => {
      const { department_id } = people[0];
      return {
        department_id,
        name: (department_id && names.get(department_id)) ?? null,
        people: people.length,
        ...sumCapacity(people),
      };
    })
    .sort((one, other) => (one.name ?? '').localeCompare(other.name ?? ''));
}

function toMemberCapacity(
  { hasResigned: _, ...person }: CapacityPerson,
  expected: ReadonlyArray<{ date: string; minutes: number }>,
  logged: ReadonlyMap<string, number>,
): MemberCapacity {
  const days = expected.map(({ date, minutes }) => ({
    date,
    expected_minutes: minutes,
    logged_minutes:
      logged.get(toDayKey({ logged_by: person.member_id, logged_at: date })) ??
      0,
  }));
  return { ...person, ...sumCapacity(days), days };
}

/** Sums the minutes of days or of people, and computes the ratio and the band from the sums. */
function sumCapacity(
  capacities: ReadonlyArray<{
    expected_minutes: number;
    logged_minutes: number;
  }>,
) {
  const expected_minutes = sumBy(capacities, 'expected_minutes');
  const logged_minutes = sumBy(capacities, 'logged_minutes');
  return {
    expected_minutes,
    logged_minutes,
    ratio: expected_minutes > 0 ? logged_minutes / expected_minutes : null,
    band: getCapacityBand(expected_minutes, logged_minutes),
  };
}

function getCapacityBand(expected: number, logged: number): CapacityBand {
  if (logged < expected * UNDER_RATIO) {
    return 'under';
  }
  return logged > expected * OVER_RATIO ? 'over' : 'on';
}

export function addCapacity(core: Core): void {
  core.router.handle(endpoints.getCapacity, context =>
    readCapacity(core, context),
  );
}
