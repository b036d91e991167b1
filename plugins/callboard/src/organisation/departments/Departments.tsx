import {
  PageBody,
  UnknownAddress,
  WorkspaceChoice,
  QueryState,
  type OwnWorkspace,
  LoadingState,
} from '@callboard/plugin-callboard-react';
import { Route, Routes } from 'react-router-dom';
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { DepartmentsView } from './DepartmentsView';
import { useDepartmentTree } from './data/useDepartmentTree';
import { DepartmentsImport } from './importing/DepartmentsImport';
import { splitLayout } from './splitLayout';

/** The indents of the lines of the skeleton's tree. */
const INDENTS = [0, 1, 1, 2, 2, 1, 0, 1, 1, 2];

/** The skeleton of the page: toolbar, tree, and the selected department. */
function DepartmentsSkeleton() {
  return (
    <LoadingState>
      <Stack spacing={2}>
        <Skeleton variant="rounded" height={40} />
        <Box sx={splitLayout}>
          <Stack spacing={1}>
            {INDENTS.map((indent, line) => (
              <Skeleton
                key={line}
                variant="rounded"
                height={24}
                sx={{ ml: 2 * indent }}
              />
            ))}
          </Stack>
          <Stack spacing={1} sx={{ display: { xs: 'none', md: 'flex' } }}>
            <Skeleton variant="rounded" width="50%" height={32} />
            <Skeleton variant="rounded" height={80} />
            <Skeleton variant="rounded" height={240} />
          </Stack>
        </Box>
      </Stack>
    </LoadingState>
  );
}

/** Loads and renders the departments of a workspace. */
function WorkspaceDepartments(props: {
  workspace: OwnWorkspace;
  picker: ReactNode;
}) {
  const tree = useDepartmentTree(props.workspace.slug);
  return (
    <QueryState
      query={tree}
      loading={<DepartmentsSkeleton />}
      givers={{ workspace: props.workspace.slug }}
    >
      {index => <DepartmentsView {...props} index={index} />}
    </QueryState>
  );
}

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
