import {
  PageBody,
  UnknownPath,
  WorkspaceChoice,
  QueryState,
  type OwnWorkspace,
  LoadingState,
  ImportWizard,
  NoAccess,
  PageSubject,
  type ImportKind,
} from '@callboard/plugin-callboard-react';
import { Route, Routes } from 'react-router-dom';
import { type ReactNode, useMemo } from 'react';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@mui/material/Typography';
import { endpoints } from '@callboard/plugin-callboard-common';
import { departmentsRouteRef, importDepartmentsRouteRef } from '../../routes';
import { useRights } from '../../shared/useRights';
import { useRefreshOrganisation } from '../useRefreshOrganisation';
import { DepartmentsView } from './DepartmentsView';
import { useDepartmentTree } from './useDepartmentTree';
import { splitLayout } from './tree/TreePanel';
import { callboardDepartmentsTranslationRef } from './translation';

function useDepartmentImportKind(): ImportKind {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  return useMemo(
    () => ({
      endpoint: endpoints.importDepartments,
      maxRows: 1_000,
      fileName: 'departments',
      columns: [
        { name: 'name', hint: t('import.name'), isRequired: true },
        { name: 'code', hint: t('import.code') },
        { name: 'parent_code', hint: t('import.parent_code') },
        { name: 'short_name', hint: t('import.short_name') },
        { name: 'dept_code', hint: t('import.dept_code') },
        { name: 'dept_type', hint: t('import.dept_type') },
        { name: 'description', hint: t('import.description') },
        { name: 'manager_ref', hint: t('import.manager_ref') },
        { name: 'sort_order', hint: t('import.sort_order') },
        { name: 'is_active', hint: t('import.is_active') },
      ],
    }),
    [t],
  );
}

function DepartmentsImport(props: { workspace: string }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { workspace } = props;
  const kind = useDepartmentImportKind();
  const refresh = useRefreshOrganisation();
  const { isAdminOf } = useRights();
  const getListPath = useRouteRef(departmentsRouteRef);
  const getImportPath = useRouteRef(importDepartmentsRouteRef);
  const workspaceQuery = `?${new URLSearchParams({ workspace })}`;
  const listHref = `${getListPath?.() ?? '..'}${workspaceQuery}`;
  return (
    <PageSubject
      name={t('import.title')}
      href={`${getImportPath?.() ?? ''}${workspaceQuery}`}
    >
      <Stack spacing={2}>
        <div>
          <Link to={listHref}>‹ {t('import.back')}</Link>
          <Typography variant="h5" component="h2" sx={{ m: 0, mt: 1 }}>
            {t('import.title')}
          </Typography>
        </div>
        {isAdminOf(workspace) ? (
          <ImportWizard
            kind={kind}
            workspace={workspace}
            backHref={listHref}
            onImported={refresh}
          />
        ) : (
          <NoAccess accessGranters={{ workspace }}>
            {t('import.adminsOnly')}
          </NoAccess>
        )}
      </Stack>
    </PageSubject>
  );
}

/** The indent of each line in the skeleton of the tree. */
const INDENTS = [0, 1, 1, 2, 2, 1, 0, 1, 1, 2];

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

function WorkspaceDepartments(props: {
  workspace: OwnWorkspace;
  workspacePicker: ReactNode;
}) {
  const treeQuery = useDepartmentTree(props.workspace.slug);
  return (
    <QueryState
      query={treeQuery}
      loading={<DepartmentsSkeleton />}
      accessGranters={{ workspace: props.workspace.slug }}
    >
      {index => <DepartmentsView {...props} index={index} />}
    </QueryState>
  );
}

/** Query parameters to remove when the workspace changes. */
const WORKSPACE_PARAMETERS = ['department', 'q'];

export function Departments() {
  return (
    <PageBody>
      <WorkspaceChoice
        forget={WORKSPACE_PARAMETERS}
        loading={<DepartmentsSkeleton />}
      >
        {(workspace, workspacePicker) => (
          <Routes key={workspace.slug}>
            <Route
              index
              element={
                <WorkspaceDepartments
                  workspace={workspace}
                  workspacePicker={workspacePicker}
                />
              }
            />
            <Route
              path="import"
              element={<DepartmentsImport workspace={workspace.slug} />}
            />
            <Route path="*" element={<UnknownPath />} />
          </Routes>
        )}
      </WorkspaceChoice>
    </PageBody>
  );
}
