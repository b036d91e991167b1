import {
  endpoints,
  getStaffName,
  QueryOf,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import {
  selectHiddenProjects,
  toProjectViewer,
} from '../../../access/visibility/whereProjectVisible';
import { inListSql } from '../../../database/bulk';
import { createFieldError } from '../../../http/errors';
import { selectSubtree } from '../../departments/departmentSql';
import { toTimeViewer } from '../worklogs/whereTimeVisible';
import { selectManagedPeople } from './selectManagedPeople';

/**
 * Filters to people whose time the caller plans: the caller and the people whom the caller manages.
 * Workspace admins plan the time of everybody.
 *
 * @param user_refs - if set, excludes all other people
 */
export function filterByPlanningAccess(
  knex: Knex,
  query: Knex.QueryBuilder,
  column: string,
  { caller, workspace, role }: RequestContext,
  user_refs?: readonly string[],
): void {
  if (user_refs) {
    query.whereRaw(...inListSql(knex, column, user_refs, 'text'));
  }
  if (role !== 'admin') {
    query.where(either =>
      either
        .where(column, caller.user_ref)
        .orWhereIn(
          column,
          selectManagedPeople(knex, workspace.id, caller.user_ref),
        ),
    );
  }
}

export type PlannedStaffQuery = Pick<
  QueryOf<typeof endpoints.getCapacity>,
  'department' | 'recursive' | 'member_id'
>;

/** Selects the staff whose time the caller plans, with the columns of `toPlannedPerson`. */
export function selectPlannedStaff(
  knex: Knex,
  context: RequestContext,
  { department, recursive, member_id }: PlannedStaffQuery,
): Knex.QueryBuilder {
  const staff = knex('staff')
    .leftJoin('people', 'people.user_ref', 'staff.user_ref')
    .select(
      'staff.user_ref',
      'staff.first_name',
      'staff.last_name',
      'staff.department_id',
      'people.display_name',
    )
    .where('staff.workspace_id', context.workspace.id)
    .whereNull('staff.deleted_at')
    .whereNotNull('staff.user_ref');
  filterByPlanningAccess(knex, staff, 'staff.user_ref', context, member_id);
  if (department) {
    staff.whereIn(
      'staff.department_id',
      recursive ? selectSubtree(knex, [department]) : [department],
    );
  }
  return staff;
}

export interface PlannedPerson {
  member_id: string;
  display_name: string;
  department_id: string | null;
}

export function toPlannedPerson(row: any): PlannedPerson {
  return {
    member_id: row.user_ref,
    display_name: row.display_name ?? getStaffName(row),
    department_id: row.department_id,
  };
}

/**
 * Filters to worklogs that count in sums shown to the caller. The query must already be limited to
 * people whose time the caller plans. Excludes time in projects that are hidden from the caller,
 * unless it is the caller's own time. If the caller is a guest, excludes the caller's own time.
 */
export function filterToPlannedTime(
  knex: Knex,
  worklogs: Knex.QueryBuilder,
  context: RequestContext,
): void {
  const { user_ref, workspace_id, sees_own } = toTimeViewer(context);
  const hiddenProjects = selectHiddenProjects(
    knex,
    workspace_id,
    toProjectViewer(context),
  );
  worklogs
    .where('worklogs.workspace_id', workspace_id)
    .whereNull('worklogs.deleted_at')
    .where(visible =>
      visible
        .where('worklogs.logged_by', user_ref)
        .orWhereNotIn('worklogs.project_id', hiddenProjects),
    );
  if (!sees_own) {
    worklogs.whereNot('worklogs.logged_by', user_ref);
  }
}

/** Whether the caller plans a person's time. */
export async function canPlanTimeFor(
  knex: Knex,
  context: RequestContext,
  user_ref: string,
): Promise<boolean> {
  return (
    user_ref === context.caller.user_ref ||
    (await canManagePerson(knex, context, user_ref))
  );
}

/** Whether the caller is a workspace admin or manages the person. Only admins manage themselves. */
export async function canManagePerson(
  knex: Knex,
  { caller, workspace, role }: RequestContext,
  user_ref: string,
): Promise<boolean> {
  if (role === 'admin') {
    return true;
  }
  const person = await selectManagedPeople(knex, workspace.id, caller.user_ref)
    .where('staff.user_ref', user_ref)
    .first();
  return person !== undefined;
}

/**
 * The caller's right to read a person's time. In the order of the values: as that person, as
 * workspace admin, as one of that person's managers, or as project admin.
 */
export type TimeReadAccess = 'own' | 'all' | 'managed' | 'administered';

/**
 * Resolves the caller's right to read a person's time. Returns `administered` if the caller has no
 * other right, even if the caller administers no project.
 */
export async function resolveTimeReadAccess(
  knex: Knex,
  context: RequestContext,
  user_ref: string,
): Promise<TimeReadAccess> {
  if (user_ref === context.caller.user_ref) {
    return 'own';
  }
  if (context.role === 'admin') {
    return 'all';
  }
  return (await canManagePerson(knex, context, user_ref))
    ? 'managed'
    : 'administered';
}

/**
 * @throws InvalidRequestError for a person who is neither a member of the workspace nor on its
 *   staff
 */
export async function requireMemberOrStaff(
  knex: Knex,
  workspace_id: string,
  member_id: string,
): Promise<void> {
  if (!(await isMemberOrStaff(knex, workspace_id, member_id))) {
    throw createFieldError('body.member_id', 'is not in this workspace');
  }
}

export async function isMemberOrStaff(
  knex: Knex,
  workspace_id: string,
  user_ref: string,
): Promise<boolean> {
  const membership = await knex('memberships')
    .where({ scope_id: workspace_id, user_ref })
    .whereNull('deleted_at')
    .first('id');
  const staffMember = await knex('staff')
    .where({ workspace_id, user_ref })
    .whereNull('deleted_at')
    .first('id');
  return membership !== undefined || staffMember !== undefined;
}
