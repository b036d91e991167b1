import { UnknownAddress } from '@callboard/plugin-callboard-react';
import { Route, Routes } from 'react-router-dom';
import { AdminTab } from '../admin/AdminTab';
import { WorkspaceDetail } from './WorkspaceDetail';
import { WorkspaceList } from './WorkspaceList';

/** The list of workspaces, or the one in the URL. */
export function Workspaces() {
  return (
    <AdminTab>
      <Routes>
        <Route index element={<WorkspaceList />} />
        <Route path="*" element={<UnknownAddress />} />
        <Route path=":slug" element={<WorkspaceDetail part="members" />} />
        <Route
          path=":slug/settings"
          element={<WorkspaceDetail part="settings" />}
        />
        <Route
          path=":slug/announcements"
          element={<WorkspaceDetail part="announcements" />}
        />
      </Routes>
    </AdminTab>
  );
}
