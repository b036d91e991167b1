import { StaffOrder, StaffStatus } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { containsPattern, addOptimizationFence } from '../../database/dialect';
import { normaliseForSearch } from '../../database/normaliseForSearch';
import { selectSubtree } from '../departments/tree/selectSubtree';
import { StaffViewer } from './toStaffResponse';

/** The filters of a list of staff. */
export interface StaffQuery {
  department?: string;
  recursive?: boolean;
  status?: StaffStatus;
  user_ref?: string;
  search?: string;
  order_by?: StaffOrder;
}

/** Selects the staff of a list, count or export. */
export interface StaffFilter {
  workspace_id: string;
  department?: string;
  /** Includes all descendants of the department. */
  recursive?: boolean;
  status?: StaffStatus;
  user_ref?: string;
  /** Part of a staff id, name or email address. */
  search?: string;
  /** Whether to search phone numbers as well. */
  searchesPhones?: boolean;
  /** Excludes people who were added later. */
  upToId?: string;
}

/** The staff of a list, count or export, with the viewer. */
export function toStaffFilter(
  workspace_id: string,
  viewer: StaffViewer,
  { department, recursive, status, user_ref, search }: StaffQuery,
): StaffFilter {
  return {
    workspace_id,
    department,
    recursive,
    status,
    user_ref,
    search,
    searchesPhones: viewer.role === 'admin',
  };
}

/** The live staff that match a filter. */
export function selectStaff(
  knex: Knex,
  filter: StaffFilter,
): Knex.QueryBuilder {
  const { department, recursive, status, upToId } = filter;
  const query = knex('staff')
    .where('staff.workspace_id', filter.workspace_id)
    .whereNull('staff.deleted_at');
  if (department && recursive) {
    query.whereIn('staff.department_id', selectSubtree(knex, [department]));
  } else if (department) {
    query.where('staff.department_id', department);
  }
  if (status) {
    query.where('staff.employment_status', status);
  }
  if (filter.user_ref) {
    query.where('staff.user_ref', filter.user_ref);
  }
  if (upToId) {
    query.where('staff.id', '<=', upToId);
  }
  const term = normaliseForSearch(filter.search ?? '').trim();
  return term
    ? addOptimizationFence(knex, whereFound(query, term, filter), 'staff')
    : query;
}

function whereFound(
  query: Knex.QueryBuilder,
  term: string,
  filter: StaffFilter,
): Knex.QueryBuilder {
  const pattern = containsPattern(term);
  const isFound = "staff.search_text LIKE ? ESCAPE '\\'";
  return filter.searchesPhones
    ? query.whereRaw(`(${isFound} OR staff.search_phone LIKE ? ESCAPE '\\')`, [
        pattern,
        pattern,
      ])
    : query.whereRaw(isFound, [pattern]);
}
