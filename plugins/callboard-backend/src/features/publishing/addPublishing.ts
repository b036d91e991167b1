import {
  endpoints,
  ERASED_NAMESPACE,
  PublishedDepartment,
  getStaffName,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { groupBy, mapValues } from 'lodash';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { inListSql } from '../../database/bulk';
import { Page, PageQuery, readOldestPage } from '../../database/paging';

/**
 * Lists a page of the departments of all workspaces with their people, oldest first, for other
 * plugins of the portal. Needs two queries.
 */
async function listPublishedDepartments(
  knex: Knex,
  query: PageQuery,
): Promise<Page<PublishedDepartment>> {
  const page = await readOldestPage(
    query,
    knex('departments')
      .join('workspaces', 'workspaces.id', 'departments.workspace_id')
      .whereNull('departments.deleted_at')
      .whereNull('workspaces.deleted_at')
      .select(
        'departments.id',
        'workspaces.slug as workspace',
        'departments.name',
        'departments.code',
        'departments.short_name',
        'departments.dept_code',
        'departments.description',
        'departments.dept_type',
        'departments.parent_id',
        'departments.entity_ref',
      ),
    (row): Omit<PublishedDepartment, 'members'> => row,
    'departments.id',
  );
  const members = await readDepartmentMembers(
    knex,
    page.items.map(({ id }) => id),
  );
  return {
    ...page,
    items: page.items.map(department => ({
      ...department,
      members: members[department.id] ?? [],
    })),
  };
}

/** Reads the active and probationary staff who have a User, by department. */
async function readDepartmentMembers(
  knex: Knex,
  departmentIds: readonly string[],
): Promise<Record<string, PublishedDepartment['members']>> {
  const rows: any[] = await knex('departments')
    .join('staff', join =>
      join
        .on('staff.workspace_id', 'departments.workspace_id')
        .andOn('staff.department_id', 'departments.id'),
    )
    .whereRaw(...inListSql(knex, 'departments.id', departmentIds))
    .whereIn('staff.employment_status', ['active', 'probation'])
    .whereNull('staff.deleted_at')
    .whereNotNull('staff.user_ref')
    // Records of erased people are retained for totals only.
    .whereRaw('staff.user_ref NOT LIKE ?', [`user:${ERASED_NAMESPACE}/%`])
    .select(
      'staff.department_id',
      'staff.user_ref',
      'staff.first_name',
      'staff.last_name',
      'staff.email',
    )
    .orderBy('staff.user_ref');
  return mapValues(groupBy(rows, 'department_id'), people =>
    people.map(({ user_ref, email, ...name }) => ({
      user_ref,
      display_name: getStaffName(name),
      email,
    })),
  );
}

export function addPublishing({ knex, router }: Core): Feature {
  router.handleService(endpoints.listPublishedDepartments, ({ query }) =>
    listPublishedDepartments(knex, query),
  );
  return { services: {} };
}
