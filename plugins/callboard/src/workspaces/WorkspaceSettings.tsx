import { useTranslationRef, useRouteRef } from '@backstage/frontend-plugin-api';
import {
  type Workspace,
  DEFAULT_WORKSPACE,
  endpoints,
  permissions,
} from '@callboard/plugin-callboard-common';
import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import {
  FormDialog,
  getProblems,
  useLeaveDeleted,
  useEndpointMutation,
  useAllowed,
} from '@callboard/plugin-callboard-react';
import TextField from '@mui/material/TextField';
import { useNavigate } from 'react-router-dom';
import { workspacesRouteRef } from '../routes';
import { callboardTranslationRef } from '../translation';
import { workspaceEndpoints } from './workspaceFields';
import { useAdminRight, useRights } from '../shared/useRights';
import { WorkspaceSettingsForm } from './WorkspaceSettingsForm';

/** Asks the super admin to type the short name of a workspace before the workspace is deleted. */
function DeleteWorkspaceDialog(props: {
  workspace: Workspace;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { slug, name } = props.workspace;
  const leaveDeleted = useLeaveDeleted();
  const navigate = useNavigate();
  const listHref = useRouteRef(workspacesRouteRef);
  const [typed, setTyped] = useState('');
  const deletion = useEndpointMutation(endpoints.deleteWorkspace, {
    toRequest: () => ({ params: { slug } }),
    invalidates: workspaceEndpoints,
    toSuccessTitle: () => t('remove.done', { name }),
    beforeRefetch: () =>
      leaveDeleted(slug, () => navigate(listHref?.() ?? '/')),
  });
  return (
    <FormDialog
      title={t('remove.ask', { name })}
      hint={t('remove.hint')}
      submitLabel={t('remove.submit', { name })}
      submitColor="error"
      failure={
        deletion.error &&
        `${t('remove.failed')} ${getProblems(deletion.error).message}`
      }
      isBlocked={typed.trim() !== slug}
      isBusy={deletion.isPending}
      onSubmit={() => deletion.mutate()}
      onClose={props.onClose}
    >
      <TextField
        fullWidth
        autoComplete="off"
        label={t('remove.confirm', { slug })}
        value={typed}
        onChange={event => setTyped(event.target.value)}
        inputProps={{ autoCapitalize: 'none', spellCheck: false }}
      />
    </FormDialog>
  );
}

/** The section that deletes a workspace, except for the default one. */
function DeleteWorkspace(props: { workspace: Workspace }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { workspace } = props;
  const [isAsking, setAsking] = useState(false);
  const isDefault = workspace.slug === DEFAULT_WORKSPACE;
  return (
    <Box
      component="section"
      aria-labelledby="callboard-delete"
      sx={{ borderTop: 1, borderColor: 'divider', pt: 3 }}
    >
      <Typography
        id="callboard-delete"
        variant="subtitle1"
        component="h3"
        sx={{ fontWeight: 600 }}
      >
        {t('remove.title')}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {isDefault ? t('remove.isDefault') : t('remove.hint')}
      </Typography>
      {!isDefault && (
        <Button
          color="error"
          variant="outlined"
          sx={{ mt: 2 }}
          onClick={() => setAsking(true)}
        >
          {t('remove.open')}
        </Button>
      )}
      {isAsking && (
        <DeleteWorkspaceDialog
          workspace={workspace}
          onClose={() => setAsking(false)}
        />
      )}
    </Box>
  );
}

/** The settings of a workspace, and its deletion. */
export function WorkspaceSettings(props: { workspace: Workspace }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { workspace } = props;
  const { slug } = workspace;
  const { isSuperAdmin, isAdminOf } = useRights();
  const canEdit = useAdminRight(permissions.workspace.update, slug);
  const canDelete =
    useAllowed(permissions.workspace.delete, slug) && isSuperAdmin;
  return (
    <Stack spacing={5} sx={{ maxWidth: 560 }}>
      {!isAdminOf(slug) && (
        <Alert severity="info">{t('settings.readOnly')}</Alert>
      )}
      <WorkspaceSettingsForm workspace={workspace} readOnly={!canEdit} />
      {canDelete && <DeleteWorkspace workspace={workspace} />}
    </Stack>
  );
}
