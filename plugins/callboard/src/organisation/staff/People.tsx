import {
  CompleteStepOnVisit,
  type ImportKind,
  ImportWizard,
  NoAccess,
  type OwnWorkspace,
  PageBody,
  PageSubject,
  QueryState,
  Row,
  UnknownPath,
  useMe,
  WorkspaceChoice,
} from '@callboard/plugin-callboard-react';
import { type ReactNode, useMemo } from 'react';
import { Route, Routes } from 'react-router-dom';
import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { endpoints } from '@callboard/plugin-callboard-common';
import { useRights } from '../../shared/useRights';
import {
  useRefreshOrganisation,
  useLiveOrganisation,
} from '../useRefreshOrganisation';
import { StaffDirectory } from './directory/StaffDirectory';
import { StaffProfile } from './profile/StaffProfile';
import { useStaffLinks } from './useStaffLinks';
import { callboardStaffImportTranslationRef } from '../staffTranslation';

function useStaffImportKind(): ImportKind {
  const { t } = useTranslationRef(callboardStaffImportTranslationRef);
  return useMemo(
    () => ({
      endpoint: endpoints.importStaff,
      maxRows: 5_000,
      fileName: 'people',
      columns: [
        { name: 'staff_id', hint: t('staff_id'), isRequired: true },
        { name: 'first_name', hint: t('first_name') },
        { name: 'last_name', hint: t('last_name') },
        { name: 'email', hint: t('email') },
        { name: 'department_code', hint: t('department_code') },
        { name: 'position', hint: t('position') },
        { name: 'job_grade', hint: t('job_grade') },
        { name: 'phone', hint: t('phone') },
        { name: 'date_of_joining', hint: t('date') },
        { name: 'date_of_leaving', hint: t('date') },
        { name: 'employment_status', hint: t('employment_status') },
        {
          name: 'is_department_manager',
          hint: t('is_department_manager'),
        },
        { name: 'notes', hint: t('notes') },
      ],
    }),
    [t],
  );
}

function StaffImport(props: { workspace: string; workspacePicker: ReactNode }) {
  const { t } = useTranslationRef(callboardStaffImportTranslationRef);
  const { workspace } = props;
  const kind = useStaffImportKind();
  const links = useStaffLinks(workspace);
  const refresh = useRefreshOrganisation();
  const { isAdminOf } = useRights();
  return (
    <PageSubject name={t('title')} href={links.import}>
      <Stack spacing={2}>
        <Row alignItems="flex-end" justifyContent="space-between" gap={2}>
          <Box sx={{ typography: 'body2' }}>
            <Link to={links.people}>‹ {t('back')}</Link>
            <Typography variant="h5" component="h2" sx={{ m: 0, mt: 1 }}>
              {t('title')}
            </Typography>
          </Box>
          {props.workspacePicker}
        </Row>
        <QueryState query={useMe()}>
          {() =>
            isAdminOf(workspace) ? (
              <ImportWizard
                kind={kind}
                workspace={workspace}
                backHref={links.people}
                onImported={refresh}
              />
            ) : (
              <NoAccess accessGranters={{ workspace }}>
                {t('adminsOnly')}
              </NoAccess>
            )
          }
        </QueryState>
      </Stack>
    </PageSubject>
  );
}

/** Query parameters to remove when the workspace changes. */
const workspaceParameters = ['department'];

function WorkspacePeople(props: {
  workspace: OwnWorkspace;
  workspacePicker: ReactNode;
}) {
  const { workspace, workspacePicker } = props;
  const { slug } = workspace;
  useLiveOrganisation(workspace);
  return (
    <Routes>
      <Route
        index
        element={
          <StaffDirectory workspace={slug} workspacePicker={workspacePicker} />
        }
      />
      <Route
        path="import"
        element={
          <StaffImport workspace={slug} workspacePicker={workspacePicker} />
        }
      />
      <Route path=":id" element={<StaffProfile workspace={slug} />} />
      <Route path="*" element={<UnknownPath />} />
    </Routes>
  );
}

export function People() {
  return (
    <PageBody>
      <CompleteStepOnVisit step="people" />
      <WorkspaceChoice forget={workspaceParameters}>
        {(workspace, workspacePicker) => (
          <WorkspacePeople
            key={workspace.slug}
            workspace={workspace}
            workspacePicker={workspacePicker}
          />
        )}
      </WorkspaceChoice>
    </PageBody>
  );
}
