import {
  SearchBadge,
  buildStaffPath,
  StaffStatus,
  getStaffName,
} from '@callboard/plugin-callboard-common';
import { selectMatchingRows } from '../../core/resources/selectMatchingRows';
import { SearchProvider } from '../../core/resources/SearchProvider';

const badges: Record<StaffStatus, SearchBadge | null> = {
  active: null,
  probation: null,
  suspended: 'inactive',
  transferred: 'inactive',
  resigned: 'left',
};

/** Searches staff by name, staff id and email address. */
export const staffSearcher: SearchProvider = {
  type: 'person',
  async search(knex, searchText, scope, limit) {
    const rows: any[] = await selectMatchingRows(
      knex,
      'staff',
      searchText,
      scope,
    )
      .leftJoin('departments', 'departments.id', 'staff.department_id')
      .select(
        'staff.id',
        'staff.first_name',
        'staff.last_name',
        'staff.search_text',
        'staff.position',
        'staff.employment_status',
        'staff.workspace_id',
        'departments.name as department',
      )
      .limit(limit);
    return rows.map(({ id, search_text, workspace_id, ...row }) => {
      const workspace_slug = scope.getSlug(workspace_id)!;
      return {
        type: 'person',
        id,
        title: getStaffName(row),
        subtitle: [row.position, row.department].filter(Boolean).join(' · '),
        workspace_slug,
        url: buildStaffPath(workspace_slug, id),
        state: null,
        mark: badges[row.employment_status as StaffStatus],
        matchRank: searchText.computeMatchRank(search_text.split('\n')),
      };
    });
  },
};
