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
  getErrorStatus,
  useCallboardClient,
  toIfMatchHeader,
  useEndpointMutation,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import AlertTitle from '@mui/material/AlertTitle';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useForm, type UseFormReturn } from 'react-hook-form';
import { useFieldErrors } from '../shared/resourceForms';
import { callboardTranslationRef } from '../translation';
import {
  NameField,
  TimeZoneField,
  WeekStartField,
  workspaceEndpoints,
} from './workspaceFields';

const FIELDS = ['name', 'timezone', 'week_start'] as const;

type Settings = Required<Pick<WorkspacePatch, (typeof FIELDS)[number]>>;

function pickSettings({ name, timezone, week_start }: Workspace): Settings {
  return { name, timezone, week_start };
}

/** The form of a workspace's settings, and the state of its last save. */
interface SettingsForm {
  form: UseFormReturn<Settings>;
  save: () => Promise<void>;
  discard: () => void;
  /** Reloads the saved settings, and discards or reapplies the person's changes. */
  reload: (options: { keepsChanges: boolean }) => Promise<void>;
  isSaving: boolean;
  /** Whether another person has saved in the meantime. */
  isConflict: boolean;
  /** The error, unless it belongs to a field. */
  error: Error | null;
}

/**
 * Edits a workspace's settings. A save refers to the version that initialised the form, even if a
 * newer one has been loaded since. Otherwise, a save after a background refetch would silently
 * overwrite another person's changes.
 */
function useSettingsForm(
  workspace: Workspace,
  onSaved: () => void,
): SettingsForm {
  const client = useCallboardClient();
  const queries = useQueryClient();
  const [base, setBase] = useState(workspace);
  const storeWorkspace = (stored: Workspace) => {
    const params = { slug: workspace.slug };
    queries.setQueryData(
      getQueryKey(endpoints.getWorkspace, { params }),
      stored,
    );
  };
  const update = useEndpointMutation(endpoints.updateWorkspace, {
    toRequest: (patch: WorkspacePatch) => ({
      params: { slug: workspace.slug },
      body: patch,
      headers: toIfMatchHeader(base),
    }),
    invalidates: workspaceEndpoints,
    beforeRefetch: storeWorkspace,
  });
  const [error, setError] = useState<Error | null>(null);
  const form = useForm<Settings>({
    resolver: zodResolver(workspacePatch) as never,
    mode: 'onTouched',
    defaultValues: pickSettings(workspace),
  });
  const { reset, formState } = form;
  const { isDirty, dirtyFields } = formState;
  const showFieldErrors = useFieldErrors(form.setError, FIELDS);

  // A form without changes shows the newest version.
  useEffect(() => {
    if (!isDirty && workspace.version !== base.version) {
      setBase(workspace);
      reset(pickSettings(workspace));
    }
  }, [workspace, base, isDirty, reset]);

  const save = form.handleSubmit(async values => {
    setError(null);
    const changedFields = FIELDS.filter(name => dirtyFields[name]);
    const patch = Object.fromEntries(
      changedFields.map(name => [name, values[name]]),
    ) as WorkspacePatch;
    try {
      const saved = await update.mutateAsync(patch);
      setBase(saved);
      reset(pickSettings(saved));
      onSaved();
    } catch (failure) {
      if (!showFieldErrors(failure)) {
        setError(failure as Error);
      }
    }
  });

  async function reload(options: { keepsChanges: boolean }) {
    const params = { slug: workspace.slug };
    try {
      const current = await client.call(endpoints.getWorkspace, { params });
      setBase(current);
      reset(pickSettings(current), {
        keepDirty: options.keepsChanges,
        keepDirtyValues: options.keepsChanges,
      });
      setError(null);
      storeWorkspace(current);
    } catch (failure) {
      setError(failure as Error);
    }
  }

  return {
    form,
    save: () => save(),
    discard: () => {
      setError(null);
      setBase(workspace);
      reset(pickSettings(workspace));
    },
    reload,
    isSaving: update.isPending,
    isConflict: getErrorStatus(error) === 412,
    error,
  };
}

/** Reports that another person has saved first, and offers to reload. */
function SettingsConflict(props: {
  onReload: (options: { keepsChanges: boolean }) => void;
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
          onClick={() => props.onReload({ keepsChanges: false })}
        >
          {t('settings.reload')}
        </Button>
        <Button
          color="inherit"
          size="small"
          onClick={() => props.onReload({ keepsChanges: true })}
        >
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
  const showToast = useToast();
  const settings = useSettingsForm(props.workspace, () =>
    showToast({ title: t('settings.saved'), status: 'success' }),
  );
  const { control, formState } = settings.form;
  const { isDirty } = formState;
  useLeaveWarning(isDirty);
  const fieldProps = { control, disabled: props.readOnly };
  return (
    <Box
      component="form"
      noValidate
      aria-label={t('workspaces.settings')}
      onSubmit={event => {
        event.preventDefault();
        if (isDirty && !settings.isSaving) {
          settings.save();
        }
      }}
    >
      <Stack spacing={2.5}>
        {settings.isConflict && <SettingsConflict onReload={settings.reload} />}
        {settings.error && !settings.isConflict && (
          <Alert severity="error">
            {t('settings.failed')} {getProblems(settings.error).message}
          </Alert>
        )}
        <NameField {...fieldProps} name="name" />
        <TimeZoneField {...fieldProps} name="timezone" />
        <WeekStartField {...fieldProps} name="week_start" />
        {!props.readOnly && (
          <Box
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              alignItems: 'center',
              gap: 1,
            }}
          >
            <Button
              type="submit"
              variant="contained"
              disabled={!isDirty}
              aria-disabled={settings.isSaving}
            >
              {t('settings.save')}
            </Button>
            <Button onClick={settings.discard} disabled={!isDirty}>
              {t('settings.discard')}
            </Button>
            <Box
              role="status"
              sx={{ color: 'text.secondary', typography: 'body2' }}
            >
              {isDirty && t('settings.unsaved')}
            </Box>
          </Box>
        )}
      </Stack>
    </Box>
  );
}
