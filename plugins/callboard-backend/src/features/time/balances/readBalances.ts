import { Knex } from 'knex';
import { groupBy, max, min } from 'lodash';
import { RequestContext } from '../../../access/Caller';
import { workspaceSettings } from '../../../core/workspaces/WorkspaceService';
import { buildValuesTable, inListSql } from '../../../database/bulk';
import {
  createTupleGuard,
  Page,
  PageQuery,
  readPage,
  selectPage,
} from '../../../database/paging';
import {
  filterToPlannedTime,
  PlannedPerson,
  PlannedStaffQuery,
  selectPlannedStaff,
  toPlannedPerson,
} from '../people/timePlanningAccess';
import { getYearRange, MonthMinutes } from './computeBalance';

/** A person's logged and adjusted minutes, up to the date of a balance. */
export interface PersonTime {
  /** The first day that counts; null if the person has neither a joining date nor time. */
  from: string | null;
  logged: MonthMinutes;
  adjusted: MonthMinutes;
}

interface StaffPerson extends PlannedPerson {
  id: string;
  sort_name: string;
}

type StaffPosition = [sort_name: string, id: string];

const isStaffPosition = createTupleGuard<StaffPosition>('text', 'id');

/**
 * Lists the staff whose time the caller plans, sorted by name. Omits people who left before
 * `year`.
 */
export async function listPlannedStaff(
  knex: Knex,
  context: RequestContext,
  query: PlannedStaffQuery & PageQuery,
  year: number,
): Promise<Page<StaffPerson>> {
  return readPage(query, isStaffPosition, {
    list: async (after, limit) => {
      const rows: any[] = await selectPlannedStaff(knex, context, query)
        .select('staff.id', 'staff.sort_name')
        .where(present =>
          present
            .whereNull('staff.date_of_leaving')
            .orWhere('staff.date_of_leaving', '>=', getYearRange(year).from),
        )
        .modify(selectPage, ['staff.sort_name', 'staff.id'], { after, limit });
      return rows.map(row => ({
        ...toPlannedPerson(row),
        id: row.id,
        sort_name: row.sort_name,
      }));
    },
    getPosition: ({ sort_name, id }): StaffPosition => [sort_name, id],
  });
}

/**
 * Reads the first day that counts in each person's balance: the later of the person's joining date
 * and the workspace's `balance_from`.
 *
 * @returns a function that returns the first day of a person; an empty string if neither date is
 *   set
 */
export async function readFirstDays(
  knex: Knex,
  { workspace }: RequestContext,
  member_ids: readonly string[],
): Promise<
  (member_id: string) => { firstDay: string; hasJoiningDate: boolean }
> {
  const staff: any[] = await knex('staff')
    .select('user_ref', 'date_of_joining')
    .where({ workspace_id: workspace.id })
    .whereRaw(...inListSql(knex, 'user_ref', member_ids, 'text'))
    .whereNull('deleted_at');
  const { balance_from } = workspaceSettings.parseValues(workspace.settings);
  const joiningDates = new Map<string, string | null>(
    staff.map(row => [row.user_ref, row.date_of_joining]),
  );
  return member_id => {
    const joiningDate = joiningDates.get(member_id) ?? '';
    return {
      firstDay: max([balance_from ?? '', joiningDate])!,
      hasJoiningDate: joiningDate !== '',
    };
  };
}

/** Reads people's time up to a day, and returns a function that returns a person's time. */
export async function readTime(
  knex: Knex,
  context: RequestContext,
  member_ids: readonly string[],
  as_of: string,
): Promise<(member_id: string) => PersonTime> {
  const getFirstDay = await readFirstDays(knex, context, member_ids);
  const spans = member_ids.map(member_id => ({
    member_id,
    first_day: getFirstDay(member_id).firstDay,
  }));
  const logged = await sumMonths(
    knex,
    'worklogs',
    ['logged_by', 'logged_at', 'duration_minutes'],
    spans,
    as_of,
    worklogs => filterToPlannedTime(knex, worklogs, context),
  );
  const adjusted = await sumMonths(
    knex,
    'time_adjustments',
    ['member_id', 'date', 'minutes'],
    spans,
    as_of,
    adjustments => adjustments.where({ workspace_id: context.workspace.id }),
  );
  return member_id => {
    const { firstDay, hasJoiningDate } = getFirstDay(member_id);
    const loggedMonths = logged[member_id] ?? [];
    const adjustedMonths = adjusted[member_id] ?? [];
    const days = [...loggedMonths, ...adjustedMonths].map(row => row.first);
    return {
      from: hasJoiningDate ? firstDay : min(days) ?? null,
      logged: toMonthMinutes(loggedMonths),
      adjusted: toMonthMinutes(adjustedMonths),
    };
  };
}

/** Sums minutes by person and month, from the person's `first_day` to `as_of`. */
async function sumMonths(
  knex: Knex,
  table: 'worklogs' | 'time_adjustments',
  columns: readonly [person: string, date: string, minutes: string],
  spans: ReadonlyArray<{ member_id: string; first_day: string }>,
  as_of: string,
  filter: (rows: Knex.QueryBuilder) => void,
): Promise<Record<string, MonthRow[]>> {
  const [person, date, minutes] = columns.map(name => `${table}.${name}`);
  const months: MonthRow[] = await knex
    .from(buildValuesTable(knex, 'spans', spans, ['member_id', 'first_day']))
    // SQLite reads the tables of a cross join in the given order. In the other order, it would
    // compare every row of the workspace with each person.
    .crossJoin(table as any)
    .whereRaw('?? = spans.member_id', [person])
    .whereRaw('?? >= spans.first_day', [date])
    .where(date, '<=', as_of)
    .modify(filter)
    .select('spans.member_id', knex.raw('substr(??, 1, 7) AS month', [date]))
    .min({ first: date })
    .sum({ minutes })
    .groupBy('spans.member_id', 'month');
  return groupBy(months, 'member_id');
}

/** Returns a function that returns a person's entitled days in a calendar year, by kind. */
export async function readEntitlements(
  knex: Knex,
  { workspace }: RequestContext,
  member_ids: readonly string[],
  year: number,
): Promise<(member_id: string) => ReadonlyMap<string, number>> {
  const rows: any[] = await knex('leave_entitlements')
    .select('member_id', 'kind', 'days')
    .where({ workspace_id: workspace.id, year })
    .whereRaw(...inListSql(knex, 'member_id', member_ids, 'text'));
  const rowsByMember = groupBy(rows, 'member_id');
  return member_id =>
    new Map(
      rowsByMember[member_id]?.map(({ kind, days }) => [kind, Number(days)]),
    );
}

interface MonthRow {
  member_id: string;
  /** `YYYY-MM` */
  month: string;
  /** The first day with minutes. */
  first: string;
  /** A string on PostgreSQL. */
  minutes: number | string;
}

function toMonthMinutes(rows: readonly MonthRow[]): MonthMinutes {
  return new Map(rows.map(({ month, minutes }) => [month, Number(minutes)]));
}
