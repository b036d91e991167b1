import {
  includesRole,
  Timesheet,
  TimesheetRow,
} from '@callboard/plugin-callboard-common';
import { groupBy, mapValues, sumBy } from 'lodash';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import { Core } from '../../../core/Core';
import { getDateInZone, addDays } from '../../../database/zones';
import { DayRange, computeExpectedDays } from '../calendar/expectedTime';
import { listReadableItems, ReadableItem } from '../people/listReadableItems';
import {
  TimeReadAccess,
  resolveTimeReadAccess,
} from '../people/timePlanningAccess';
import { sumTimeOnItems, TimeOnItem } from '../worklogs/WorklogRow';
import {
  findLockingPeriod,
  findPeriodBySpan,
  listPeriodsInRange,
} from '../periods/listPeriodsInRange';
import { getPeriodSpan } from '../rules/periods';
import { workspaceSettings } from '../../../core/workspaces/WorkspaceService';
import {
  selectMembership,
  whereAdministered,
} from '../../../access/visibility/whereProjectVisible';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';

/**
 * Returns the right by which the caller reads a person's timesheets: as the person, a workspace
 * admin, a manager, or an admin of a project of which the person is a member or in which they
 * have logged time.
 *
 * @throws NotFoundError for a person who is unknown in the workspace
 * @throws NotAllowedError when the caller has none of these rights
 */
async function requireTimeReadAccess(
  knex: Knex,
  audience: ProjectAudience,
  context: RequestContext,
  user_ref: string,
): Promise<TimeReadAccess> {
  const readAccess = await resolveTimeReadAccess(knex, context, user_ref);
  if (
    readAccess === 'own' ||
    readAccess === 'managed' ||
    (readAccess === 'administered' &&
      (await isInAdministeredProject(knex, context, user_ref)))
  ) {
    return readAccess;
  }
  if (
    !(await isKnownInWorkspace(knex, audience, context.workspace.id, user_ref))
  ) {
    throw new NotFoundError(`${user_ref} is not in this workspace`);
  }
  if (readAccess === 'all') {
    return readAccess;
  }
  throw new NotAllowedError(
    `Only workspace admins, the person's managers and the admins of the person's projects can see the timesheet of ${user_ref}`,
  );
}

/** Whether a person is in a workspace, is or was on its staff, or has logged time in it. */
async function isKnownInWorkspace(
  knex: Knex,
  audience: ProjectAudience,
  workspace_id: string,
  user_ref: string,
): Promise<boolean> {
  const roles = await audience.readWorkspaceRoles(knex, workspace_id, [
    user_ref,
  ]);
  if (roles.get(user_ref)?.workspace) {
    return true;
  }
  const rows = await knex('staff')
    .select('user_ref')
    .where({ workspace_id, user_ref })
    .unionAll(
      knex('worklogs')
        .select('logged_by')
        .where({ workspace_id, logged_by: user_ref })
        .whereNull('deleted_at'),
    )
    .limit(1);
  return rows.length > 0;
}

/**
 * Whether a person is a member of, or has logged time in, a project of which the caller is an
 * admin.
 */
async function isInAdministeredProject(
  knex: Knex,
  { caller, workspace }: RequestContext,
  user_ref: string,
): Promise<boolean> {
  const found = await knex('projects')
    .where('projects.workspace_id', workspace.id)
    .whereNull('projects.deleted_at')
    .where(whereAdministered(caller.user_ref))
    .where(either =>
      either
        .whereExists(selectMembership(user_ref))
        .orWhereIn(
          'projects.id',
          knex('worklogs')
            .select('project_id')
            .where({ workspace_id: workspace.id, logged_by: user_ref })
            .whereNull('deleted_at'),
        ),
    )
    .first('projects.id');
  return found !== undefined;
}

interface WeekQuery {
  context: RequestContext;
  readAccess: TimeReadAccess;
  member_id: string;
  /** The queried day. */
  date: string;
  /** The week that contains the queried day. */
  range: DayRange;
  days: readonly string[];
}

type TimesheetCore = Pick<Core, 'knex' | 'clock' | 'audience'>;

/**
 * Reads a person's week, by default the caller's current one, in a constant number of queries.
 *
 * Excludes time that the caller may not read. In their own week, callers who are not guests see
 * such time as one unnamed row, because time stays logged after its owner loses access to the item.
 *
 * @throws NotFoundError for a person unknown in the workspace
 * @throws NotAllowedError when the caller may not read the person's time
 */
export async function readTimesheet(
  core: TimesheetCore,
  context: RequestContext,
  query: { week?: string; member_id?: string },
): Promise<Timesheet> {
  const { workspace, caller } = context;
  const { member_id = caller.user_ref } = query;
  const { knex, audience, clock } = core;
  const readAccess = await requireTimeReadAccess(
    knex,
    audience,
    context,
    member_id,
  );
  const date = query.week ?? getDateInZone(clock.now(), workspace.timezone);
  const week = getPeriodSpan(date, 'week', workspace.week_start);
  const weekQuery: WeekQuery = {
    context,
    readAccess,
    member_id,
    date,
    range: { from: week.week_start, to: week.week_end },
    days: [0, 1, 2, 3, 4, 5, 6].map(index => addDays(week.week_start, index)),
  };
  return {
    member_id,
    ...week,
    ...(await readLoggedTime(core, weekQuery)),
    ...(await readExpectedTime(core, weekQuery)),
    ...(await readApproval(core, weekQuery)),
  };
}

async function readLoggedTime(
  { knex, audience }: TimesheetCore,
  { context, readAccess, member_id, range, days }: WeekQuery,
) {
  const person = { workspace_id: context.workspace.id, user_ref: member_id };
  const times = await sumTimeOnItems(knex, person, range);
  const ids = times.map(({ work_item_id }) => work_item_id);
  const readable = await listReadableItems(
    knex,
    audience,
    context,
    readAccess,
    ids,
  );
  const visibleTimes = isOwnWeek(context, readAccess)
    ? times
    : times.filter(({ work_item_id }) => readable.has(work_item_id));
  return {
    rows: buildTimesheetRows(visibleTimes, readable),
    daily_totals: {
      ...Object.fromEntries(days.map(day => [day, 0])),
      ...sumByDay(visibleTimes, 'minutes'),
    },
    grand_total_minutes: sumBy(visibleTimes, 'minutes'),
  };
}

async function readExpectedTime(
  { knex }: TimesheetCore,
  { context, member_id, range }: WeekQuery,
) {
  const { workspace } = context;
  const getExpectedTime = await computeExpectedDays(
    knex,
    workspace,
    [member_id],
    range,
  );
  const expected = getExpectedTime(member_id);
  return {
    daily_expected: Object.fromEntries(
      expected.map(({ date, minutes }) => [date, minutes]),
    ),
    expected_minutes: sumBy(expected, 'minutes'),
  };
}

/** Reads the period, the locked days of the week, and whether the caller can edit the week. */
async function readApproval(
  { knex }: TimesheetCore,
  { context, readAccess, member_id, date, range, days }: WeekQuery,
) {
  const { workspace } = context;
  const person = { workspace_id: workspace.id, user_ref: member_id };
  const periods = await listPeriodsInRange(knex, person, range);
  const { period: kind } = workspaceSettings.parseValues(workspace.settings);
  const span = getPeriodSpan(date, kind, workspace.week_start);
  const locked_days = days.filter(day => findLockingPeriod(day, periods));
  return {
    period: findPeriodBySpan(periods, span),
    locked_days,
    is_editable:
      isOwnWeek(context, readAccess) && locked_days.length < days.length,
  };
}

/** Whether the week is the caller's own, and the caller is not a guest. */
function isOwnWeek(
  { role }: RequestContext,
  readAccess: TimeReadAccess,
): boolean {
  return readAccess === 'own' && includesRole(role, 'member');
}

/** The item fields of the row for items that the caller may not see. */
const hiddenItem = {
  issue_id: null,
  identifier: null,
  issue_name: null,
  project_id: null,
};

/**
 * Builds the rows of a timesheet: one for each item that the caller may see, sorted by identifier,
 * and one unnamed last row for all other time.
 */
function buildTimesheetRows(
  times: readonly TimeOnItem[],
  readable: ReadonlyMap<string, ReadableItem>,
): TimesheetRow[] {
  const groups = groupBy(
    times,
    ({ work_item_id }) => readable.get(work_item_id)?.issue_id,
  );
  return Object.values(groups)
    .map(group => ({
      ...(readable.get(group[0].work_item_id) ?? hiddenItem),
      days: sumByDay(group, 'minutes'),
      total_minutes: sumBy(group, 'minutes'),
      entries: sumByDay(group, 'entries'),
    }))
    .sort(compareRows);
}

/** Sums the minutes or entries of each day. Omits days without entries. */
function sumByDay(
  times: readonly TimeOnItem[],
  field: 'minutes' | 'entries',
): Record<string, number> {
  return mapValues(groupBy(times, 'date'), group => sumBy(group, field));
}

/** Compares numbers within texts by value: PAY-9 comes before PAY-10. */
const { compare: compareText } = new Intl.Collator('en', { numeric: true });

function compareRows(one: TimesheetRow, other: TimesheetRow): number {
  return one.identifier && other.identifier
    ? compareText(one.identifier, other.identifier)
    : Number(!one.identifier) - Number(!other.identifier);
}
