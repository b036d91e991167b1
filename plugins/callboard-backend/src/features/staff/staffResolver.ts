import {
  buildStaffPath,
  getStaffName,
} from '@callboard/plugin-callboard-common';
import { createWorkspaceResolver } from '../../core/resources/createWorkspaceResolver';

/** People on the staff have profiles on the page of the organisation. */
export const staffResolver = createWorkspaceResolver({
  type: 'staff',
  table: 'staff',
  columns: ['first_name', 'last_name'],
  getTitle: getStaffName,
  buildUrl: buildStaffPath,
});
