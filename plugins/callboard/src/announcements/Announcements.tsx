import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ExactPath, WorkspaceChoice } from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { AdminTab } from '../admin/AdminTab';
import { useRights } from '../workspaces/useRights';
import { callboardAnnouncementsTranslationRef } from './announcementsTranslation';
import { WorkspaceAnnouncements } from './WorkspaceAnnouncements';

function Choice() {
  const { t } = useTranslationRef(callboardAnnouncementsTranslationRef);
  const { isAdminOf } = useRights();
  return (
    <WorkspaceChoice
      isOpen={({ slug }) => isAdminOf(slug)}
      whatItTakes={t('whatItTakes')}
    >
      {(workspace, picker) => (
        <Stack spacing={2}>
          {picker}
          <WorkspaceAnnouncements key={workspace.slug} workspace={workspace} />
        </Stack>
      )}
    </WorkspaceChoice>
  );
}

/** The announcements of a workspace that the person administers. */
export function Announcements() {
  return (
    <AdminTab>
      <ExactPath>
        <Choice />
      </ExactPath>
    </AdminTab>
  );
}
