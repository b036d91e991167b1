import { StaffOrder, StaffStatus } from '@callboard/plugin-callboard-common';
import { StaffFilter } from './selectStaff';
import { StaffViewer } from './staffOnWire';

/** What a list of staff can be asked for. */
export interface StaffWishes {
  department?: string;
  recursive?: boolean;
  status?: StaffStatus;
  search?: string;
  order_by?: StaffOrder;
}

/** What a list, count or export is about, for who is asking. */
export function filterOf(
  workspace_id: string,
  viewer: StaffViewer,
  { department, recursive, status, search }: StaffWishes,
): StaffFilter {
  return {
    workspace_id,
    department,
    recursive,
    status,
    search,
    searchesPhones: viewer.role === 'admin',
  };
}
