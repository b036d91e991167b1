import { getStaffName } from '@callboard/plugin-callboard-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import { readPeopleNames } from '../../../core/people/PeopleService';
import {
  selectHiddenProjects,
  toProjectViewer,
} from '../../../access/visibility/whereProjectVisible';
import { inListSql } from '../../../database/bulk';
import { selectSubtree } from '../../departments/departmentSql';
import { DayRange } from '../calendar/expectedTime';
import { filterByPlanningAccess } from '../people/timePlanningAccess';
import { toTimeViewer } from '../worklogs/whereTimeVisible';
import { toDayKey } from '../worklogs/WorklogStore';

/** Filters of a capacity report. */
export interface CapacityQuery {
  department?: string;
  recursive?: boolean;
  member_id?: string[];
}

/** A person in a capacity report. */
export interface CapacityPerson {
  member_id: string;
  display_name: string;
  department_id: string | null;
  /** Whether the person has resigned. */
  hasResigned: boolean;
}

/** Reads the staff of departments and the minutes they have logged. */
export class CapacityReadModel {
  constructor(private readonly knex: Knex) {}

  /**
   * Lists the staff whose time the caller plans, by name. Adds callers who are not on the staff,
   * unless the query excludes them.
   */
  async listPlannedPeople(
    context: RequestContext,
    query: CapacityQuery,
    limit: number,
  ): Promise<CapacityPerson[]> {
    const { knex } = this;
    const { department, recursive, member_id } = query;
    const rows: any[] = await knex('staff')
      .leftJoin('people', 'people.user_ref', 'staff.user_ref')
      .select(
        'staff.user_ref',
        'staff.first_name',
        'staff.last_name',
        'staff.department_id',
        'staff.employment_status',
        'people.display_name',
      )
      .where('staff.workspace_id', context.workspace.id)
      .whereNull('staff.deleted_at')
      .whereNotNull('staff.user_ref')
      .modify(staff => {
        filterByPlanningAccess(knex, staff, 'staff.user_ref', context);
        if (department) {
          staff.whereIn(
            'staff.department_id',
            recursive ? selectSubtree(knex, [department]) : [department],
          );
        }
        if (member_id) {
          staff.whereRaw(
            ...inListSql(knex, 'staff.user_ref', member_id, 'text'),
          );
        }
      })
      .orderBy(['staff.sort_name', 'staff.id'])
      .limit(limit);
    const people = rows.map(row => ({
      member_id: row.user_ref,
      display_name: row.display_name ?? getStaffName(row),
      department_id: row.department_id,
      hasResigned: row.employment_status === 'resigned',
    }));
    const { user_ref } = context.caller;
    const isIncluded = !department && (member_id?.includes(user_ref) ?? true);
    const isKnown = people.some(person => person.member_id === user_ref);
    return isIncluded && !isKnown
      ? [...people, await this.readOutsider(user_ref)]
      : people;
  }

  /**
   * Sums people's logged minutes by `toDayKey`. Excludes time in projects hidden from the caller,
   * other than their own time. Excludes a guest's own time.
   */
  async sumLoggedMinutes(
    context: RequestContext,
    member_ids: readonly string[],
    { from, to }: DayRange,
  ): Promise<ReadonlyMap<string, number>> {
    const { knex } = this;
    const { user_ref, workspace_id, sees_own } = toTimeViewer(context);
    const hidden = selectHiddenProjects(
      knex,
      workspace_id,
      toProjectViewer(context),
    );
    const query = knex('worklogs')
      .select('logged_by', 'logged_at')
      .sum({ minutes: 'duration_minutes' })
      .where('workspace_id', workspace_id)
      .whereNull('deleted_at')
      .whereRaw(...inListSql(knex, 'logged_by', member_ids, 'text'))
      .whereBetween('logged_at', [from, to])
      .where(visible =>
        visible.where('logged_by', user_ref).orWhereNotIn('project_id', hidden),
      )
      .groupBy('logged_by', 'logged_at');
    if (!sees_own) {
      query.whereNot('logged_by', user_ref);
    }
    const rows: any[] = await query;
    return new Map(rows.map(row => [toDayKey(row), Number(row.minutes)]));
  }

  /** Returns the names of departments by id. */
  async listDepartmentNames(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const rows: any[] = await this.knex('departments')
      .select('id', 'name')
      .whereRaw(...inListSql(this.knex, 'id', ids));
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  private async readOutsider(user_ref: string): Promise<CapacityPerson> {
    const names = await readPeopleNames(this.knex, [user_ref]);
    return {
      member_id: user_ref,
      display_name: names.get(user_ref) ?? parseEntityRef(user_ref).name,
      department_id: null,
      hasResigned: false,
    };
  }
}
