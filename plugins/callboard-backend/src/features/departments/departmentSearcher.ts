import { buildDepartmentPath } from '@callboard/plugin-callboard-common';
import { selectMatchingRows } from '../../core/resources/selectMatchingRows';
import { SearchProvider } from '../../core/resources/SearchProvider';

/** Departments by their names and codes. */
export const departmentSearcher: SearchProvider = {
  type: 'department',
  async search(knex, searchText, scope, limit) {
    const rows: any[] = await selectMatchingRows(
      knex,
      'departments',
      searchText,
      scope,
    )
      .leftJoin('departments as above', 'above.id', 'departments.parent_id')
      .select(
        'departments.id',
        'departments.name',
        'departments.search_text',
        'departments.is_active',
        'departments.workspace_id',
        'above.name as parent',
        knex.raw(
          'coalesce(departments.code, departments.short_name, departments.dept_code) AS code',
        ),
      )
      .limit(limit);
    return rows.map(({ id, name, search_text, workspace_id, ...row }) => {
      const workspace_slug = scope.getSlug(workspace_id)!;
      return {
        type: 'department',
        id,
        title: name,
        subtitle: [row.code, row.parent].filter(Boolean).join(' · '),
        workspace_slug,
        url: buildDepartmentPath(workspace_slug, id),
        state: null,
        mark: row.is_active ? null : 'inactive',
        matchRank: searchText.computeMatchRank(search_text.split('\n')),
      };
    });
  },
};
