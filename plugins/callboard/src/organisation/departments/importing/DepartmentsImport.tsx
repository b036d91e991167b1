import { Link } from '@backstage/core-components';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  ImportWizard,
  NoAccess,
  PageSubject,
  type ImportKind,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { endpoints } from '@callboard/plugin-callboard-common';
import { useMemo } from 'react';
import {
  departmentsRouteRef,
  importDepartmentsRouteRef,
} from '../../../routes';
import { useRights } from '../../../workspaces/useRights';
import { useRefreshOrganisation } from '../../shared/useRefreshOrganisation';
import { callboardDepartmentsTranslationRef } from '../translation';

/** The import of departments. */
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

/** Imports departments from a file. */
export function DepartmentsImport(props: { workspace: string }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { workspace } = props;
  const kind = useDepartmentImportKind();
  const refresh = useRefreshOrganisation();
  const { isAdminOf } = useRights();
  const listPath = useRouteRef(departmentsRouteRef);
  const ownPath = useRouteRef(importDepartmentsRouteRef);
  const within = `?${new URLSearchParams({ workspace })}`;
  const listHref = `${listPath?.() ?? '..'}${within}`;
  return (
    <PageSubject
      name={t('import.title')}
      href={`${ownPath?.() ?? ''}${within}`}
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
          <NoAccess givers={{ workspace }}>{t('import.adminsOnly')}</NoAccess>
        )}
      </Stack>
    </PageSubject>
  );
}
