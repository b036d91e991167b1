import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type Workspace,
  endpoints,
  workspacePatch,
  type WorkspacePatch,
} from '@callboard/plugin-callboard-common';
import {
  getProblems,
  useLeaveWarning,
  useToast,
  getQueryKey,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import AlertTitle from '@mui/material/AlertTitle';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useEditForm, useFieldErrors } from '../shared/resourceForms';
import { callboardTranslationRef } from '../translation';
import {
  NameField,
  TimeZoneField,
  WeekStartField,
  workspaceEndpoints,
} from './workspaceFields';
import { Row } from '../shared/Row';

const FIELDS = ['name', 'timezone', 'week_start'] as const;

type Settings = Required<Pick<WorkspacePatch, (typeof FIELDS)[number]>>;

function pickSettings({ name, timezone, week_start }: Workspace): Settings {
  return { name, timezone, week_start };
}

/** Reports that another person has saved first, and offers to reload. */
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

/** The form for the name, time zone and first weekday of a workspace. */
export function WorkspaceSettingsForm(props: {
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
        {edit.error && !edit.isConflict && (
          <Alert severity="error">
            {t('settings.failed')} {getProblems(edit.error).message}
          </Alert>
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
