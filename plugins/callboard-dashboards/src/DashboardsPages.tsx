import {
  PageBody,
  UnknownPath,
  WorkspaceChoice,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import type { ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom';
import { DashboardList } from './list/DashboardList';
import { DashboardPage } from './view/DashboardPage';

const workspaceParameters = ['project', 'department', 'q'];

function WorkspaceDashboards(props: {
  workspace: OwnWorkspace;
  workspacePicker: ReactNode;
}) {
  const { workspace, workspacePicker } = props;
  return (
    <Routes>
      <Route
        index
        element={
          <DashboardList
            workspace={workspace}
            workspacePicker={workspacePicker}
          />
        }
      />
      <Route path=":id" element={<DashboardPage workspace={workspace} />} />
      <Route path="*" element={<UnknownPath />} />
    </Routes>
  );
}

export function DashboardsPages() {
  return (
    <PageBody>
      <WorkspaceChoice forget={workspaceParameters}>
        {(workspace, workspacePicker) => (
          <WorkspaceDashboards
            key={workspace.slug}
            workspace={workspace}
            workspacePicker={workspacePicker}
          />
        )}
      </WorkspaceChoice>
    </PageBody>
  );
}
