import { useTranslationRef, useRouteRef } from '@backstage/frontend-plugin-api';
import {
  type Workspace,
  DEFAULT_WORKSPACE,
  endpoints,
  permissions,
  workspacePatch,
  type WorkspacePatch,
} from '@callboard/plugin-callboard-common';
import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import {
  FailureAlert,
  formatFailure,
  FormDialog,
  getQueryKey,
  Row,
  useAllowed,
  useEndpointMutation,
  useLeaveDeleted,
  useLeaveWarning,
  useToast,
} from '@callboard/plugin-callboard-react';
import TextField from '@mui/material/TextField';
import { useNavigate } from 'react-router-dom';
import { workspacesRouteRef } from '../routes';
import { callboardTranslationRef } from '../translation';
import {
  workspaceEndpoints,
  NameField,
  TimeZoneField,
  WeekStartField,
} from './workspaceFields';
import { useAdminRight, useRights } from '../shared/useRights';
import AlertTitle from '@mui/material/AlertTitle';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useEditForm, useFieldErrors } from '../shared/resourceForms';

const FIELDS = ['name', 'timezone', 'week_start'] as const;

type Settings = Required<Pick<WorkspacePatch, (typeof FIELDS)[number]>>;

function pickSettings({ name, timezone, week_start }: Workspace): Settings {
  return { name, timezone, week_start };
}

/**
 * Reports that someone else has saved first. Offers to reload the settings, and to discard or
 * reapply the unsaved changes.
 */
function SettingsConflict(props: {
  onDiscard: () => void;
  onReapply: () => void;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  return (
    <Alert severity="warning">
      <AlertTitle>{t('settings.conflict')}</AlertTitle>
      {t('settings.conflictHint')}
      <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap" mt={1.5}>
        <Button
          color="inherit"
          variant="outlined"
          size="small"
          onClick={props.onDiscard}
        >
          {t('settings.reload')}
        </Button>
        <Button color="inherit" size="small" onClick={props.onReapply}>
          {t('settings.keep')}
        </Button>
      </Stack>
    </Alert>
  );
}

function WorkspaceSettingsForm(props: {
  workspace: Workspace;
  readOnly: boolean;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { workspace, readOnly } = props;
  const showToast = useToast();
  const queries = useQueryClient();
  const params = { slug: workspace.slug };
  const cacheWorkspace = (stored: Workspace) =>
    queries.setQueryData(
      getQueryKey(endpoints.getWorkspace, { params }),
      stored,
    );
  const form = useForm<Settings>({
    resolver: zodResolver(workspacePatch) as never,
    mode: 'onTouched',
    defaultValues: pickSettings(workspace),
  });
  const edit = useEditForm({
    form,
    resource: workspace,
    toFormValues: pickSettings,
    read: endpoints.getWorkspace,
    update: endpoints.updateWorkspace,
    params,
    invalidates: workspaceEndpoints,
    showFieldErrors: useFieldErrors(form.setError, FIELDS),
    onSaved: saved => {
      cacheWorkspace(saved);
      showToast({ title: t('settings.saved'), status: 'success' });
    },
    onReloaded: cacheWorkspace,
  });
  const { isDirty } = edit;
  useLeaveWarning(isDirty);
  const fieldProps = { control: edit.control, disabled: readOnly };
  return (
    <Box
      component="form"
      noValidate
      aria-label={t('workspaces.settings')}
      onSubmit={event => {
        event.preventDefault();
        if (isDirty && !edit.isBusy) {
          edit.save();
        }
      }}
    >
      <Stack spacing={2.5}>
        {edit.isConflict && (
          <SettingsConflict onDiscard={edit.reload} onReapply={edit.rebase} />
        )}
        {!edit.isConflict && (
          <FailureAlert title={t('settings.failed')} error={edit.error} />
        )}
        <NameField {...fieldProps} name="name" />
        <TimeZoneField {...fieldProps} name="timezone" />
        <WeekStartField {...fieldProps} name="week_start" />
        {!readOnly && (
          <Row>
            <Button
              type="submit"
              variant="contained"
              disabled={!isDirty}
              aria-disabled={edit.isBusy}
            >
              {t('settings.save')}
            </Button>
            <Button onClick={edit.discard} disabled={!isDirty}>
              {t('settings.discard')}
            </Button>
            <Box
              role="status"
              sx={{ color: 'text.secondary', typography: 'body2' }}
            >
              {isDirty && t('settings.unsaved')}
            </Box>
          </Row>
        )}
      </Stack>
    </Box>
  );
}

/** Asks the super admin to type the short name of a workspace before the workspace is deleted. */
function DeleteWorkspaceDialog(props: {
  workspace: Workspace;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { slug, name } = props.workspace;
  const leaveDeleted = useLeaveDeleted();
  const navigate = useNavigate();
  const getListHref = useRouteRef(workspacesRouteRef);
  const [typed, setTyped] = useState('');
  const deletion = useEndpointMutation(endpoints.deleteWorkspace, {
    toRequest: () => ({ params: { slug } }),
    invalidates: workspaceEndpoints,
    toSuccessTitle: () => t('remove.done', { name }),
    beforeRefetch: () =>
      leaveDeleted(slug, () => navigate(getListHref?.() ?? '/')),
  });
  return (
    <FormDialog
      title={t('remove.ask', { name })}
      hint={t('remove.hint')}
      submitLabel={t('remove.submit', { name })}
      submitColor="error"
      failure={formatFailure(deletion.error, t('remove.failed'))}
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

/** The section that deletes a workspace. The default workspace cannot be deleted. */
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
