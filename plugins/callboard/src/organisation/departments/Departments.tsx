import {
  PageBody,
  UnknownAddress,
  WorkspaceChoice,
} from '@callboard/plugin-callboard-react';
import { Route, Routes } from 'react-router-dom';
import { DepartmentsSkeleton } from './DepartmentsSkeleton';
import { DepartmentsImport } from './importing/DepartmentsImport';
import { WorkspaceDepartments } from './WorkspaceDepartments';

/** Query parameters to remove when the workspace changes. */
const OF_ONE_WORKSPACE = ['department', 'q'];

/** The departments of one of the person's workspaces, or their import. */
export function Departments() {
  return (
    <PageBody>
      <WorkspaceChoice
        forget={OF_ONE_WORKSPACE}
        loading={<DepartmentsSkeleton />}
      >
        {(workspace, picker) => (
          <Routes key={workspace.slug}>
            <Route
              index
              element={
                <WorkspaceDepartments workspace={workspace} picker={picker} />
              }
            />
            <Route
              path="import"
              element={<DepartmentsImport workspace={workspace.slug} />}
            />
            <Route path="*" element={<UnknownAddress />} />
          </Routes>
        )}
      </WorkspaceChoice>
    </PageBody>
  );
}
