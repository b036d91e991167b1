import { departmentPath } from '@callboard/plugin-callboard-common';
import { finderInWorkspaces } from '../../core/things/finderInWorkspaces';

/** Departments are on the page of the organisation. */
export const departmentFinder = finderInWorkspaces({
  type: 'department',
  table: 'departments',
  columns: ['name'],
  titleOf: ({ name }) => name,
  urlOf: departmentPath,
});
