import { buildDepartmentPath } from '@callboard/plugin-callboard-common';
import { createWorkspaceResolver } from '../../core/resources/createWorkspaceResolver';

/** Departments are on the page of the organisation. */
export const departmentResolver = createWorkspaceResolver({
  type: 'department',
  table: 'departments',
  columns: ['name'],
  getTitle: ({ name }) => name,
  buildUrl: buildDepartmentPath,
});
