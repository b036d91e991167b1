import {
  endpoints,
  QueryOf,
  StaffOrder,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { containsPattern, addOptimizationFence } from '../../database/dialect';
import { normaliseForSearch } from '../../database/text';
import { selectSubtree } from '../departments/departmentSql';
import { StaffRow, StaffViewer, staffTable } from './StaffRow';
import { selectPage } from '../../database/paging';

/** The filters and the order in the query of a list or an export. */
export type StaffQuery = QueryOf<typeof endpoints.exportStaffCsv>;

/** Filters of a list, count or export. */
export interface StaffFilter extends Omit<StaffQuery, 'order_by'> {
  workspace_id: string;
  /** Whether the search includes phone numbers. */
  hasPhoneSearch?: boolean;
  /** The highest id to include, to exclude people who were added later. */
  upToId?: string;
}

/** Converts a query to a filter: only admins search by phone number. */
export function toStaffFilter(
  workspace_id: string,
  viewer: StaffViewer,
  query: StaffQuery,
): StaffFilter {
  return { ...query, workspace_id, hasPhoneSearch: viewer.role === 'admin' };
}

/** A sort order without its direction. */
type StaffOrderColumn = Exclude<StaffOrder, `-${string}`>;

/** SQL for the sort key of each order; never null, and short enough for a cursor. */
const sortKeys: Record<StaffOrderColumn, string> = {
  name: 'staff.sort_name',
  staff_id: 'staff.staff_id',
  email: 'lower(staff.email)',
  position: "substr(lower(coalesce(staff.position, '')), 1, 200)",
  date_of_joining: "coalesce(staff.date_of_joining, '')",
  // Ids are in order of creation.
  created_at: 'cast(staff.id as text)',
};

export type StaffPosition = [sort_key: string, id: string];

interface ListedStaff {
  row: StaffRow;
  position: StaffPosition;
}

/** Lists staff after a position. Equal sort keys are sorted by id in the same direction. */
export async function listStaff(
  knex: Knex,
  filter: StaffFilter,
  paging: { order_by: StaffOrder; after?: StaffPosition; limit: number },
): Promise<ListedStaff[]> {
  const { order_by, after, limit } = paging;
  const isReverse = order_by.startsWith('-');
  const sortKey =
    sortKeys[order_by.slice(isReverse ? 1 : 0) as StaffOrderColumn];
  const rows: any[] = await selectPage(
    selectStaff(knex, filter).select(
      'staff.*',
      knex.raw(`${sortKey} AS sort_key`),
    ),
    [sortKey, 'staff.id'],
    { after, limit, direction: isReverse ? 'desc' : 'asc' },
  );
  return rows.map(row => ({
    row: staffTable.read(row),
    position: [row.sort_key, row.id],
  }));
}

/** Selects the staff that match a filter, without deleted ones. */
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
    ? addOptimizationFence(knex, whereMatches(query, term, filter), 'staff')
    : query;
}

function whereMatches(
  query: Knex.QueryBuilder,
  term: string,
  filter: StaffFilter,
): Knex.QueryBuilder {
  const pattern = containsPattern(term);
  const matchesSql = "staff.search_text LIKE ? ESCAPE '\\'";
  return filter.hasPhoneSearch
    ? query.whereRaw(
        `(${matchesSql} OR staff.search_phone LIKE ? ESCAPE '\\')`,
        [pattern, pattern],
      )
    : query.whereRaw(matchesSql, [pattern]);
}
