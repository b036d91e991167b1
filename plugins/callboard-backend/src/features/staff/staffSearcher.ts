import {
  SearchBadge,
  staffPath,
  StaffStatus,
  staffName,
} from '@callboard/plugin-callboard-common';
import { matchingRows } from '../../core/resources/matchingRows';
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
    const rows: any[] = await matchingRows(knex, 'staff', searchText, scope)
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
        title: staffName(row),
        subtitle: [row.position, row.department].filter(Boolean).join(' · '),
        workspace_slug,
        url: staffPath(workspace_slug, id),
        state: null,
        mark: badges[row.employment_status as StaffStatus],
        likeness: searchText.computeLikeness(search_text.split('\n')),
      };
    });
  },
};
