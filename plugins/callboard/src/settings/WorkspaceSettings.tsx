import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Workspace } from '@callboard/plugin-callboard-common';
import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import { callboardTranslationRef } from '../translation';
import { useRights } from '../workspaces/useRights';
import { DeleteWorkspace } from './DeleteWorkspace';
import { WorkspaceSettingsForm } from './WorkspaceSettingsForm';

/** The settings of a workspace, and its deletion. */
export function WorkspaceSettings(props: { workspace: Workspace }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { workspace } = props;
  const { isSuperAdmin, isAdminOf } = useRights();
  const mayEdit = isAdminOf(workspace.slug);
  return (
    <Stack spacing={5} sx={{ maxWidth: 560 }}>
      {!mayEdit && <Alert severity="info">{t('settings.readOnly')}</Alert>}
      <WorkspaceSettingsForm workspace={workspace} readOnly={!mayEdit} />
      {isSuperAdmin && <DeleteWorkspace workspace={workspace} />}
    </Stack>
  );
}
