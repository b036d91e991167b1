import { staffPath, staffName } from '@callboard/plugin-callboard-common';
import { finderInWorkspaces } from '../../core/things/finderInWorkspaces';

/** People on the staff have profiles on the page of the organisation. */
export const staffFinder = finderInWorkspaces({
  type: 'staff',
  table: 'staff',
  columns: ['first_name', 'last_name'],
  titleOf: staffName,
  urlOf: staffPath,
});
