import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Workspace } from '@callboard/plugin-callboard-common';
import {
  getProblems,
  useLeaveWarning,
  useToast,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { callboardTranslationRef } from '../translation';
import { NameField } from '../workspaces/NameField';
import { TimeZoneField } from '../workspaces/TimeZoneField';
import { WeekStartField } from '../workspaces/WeekStartField';
import { SettingsConflict } from './SettingsConflict';
import { useSettingsForm } from './useSettingsForm';

/** Name, time zone and first weekday of a workspace. */
export function WorkspaceSettingsForm(props: {
  workspace: Workspace;
  readOnly: boolean;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const notify = useToast();
  const settings = useSettingsForm(props.workspace, () =>
    notify({ title: t('settings.saved'), status: 'success' }),
  );
  const { control, formState } = settings.form;
  const { isDirty } = formState;
  useLeaveWarning(isDirty);
  const shared = { control, disabled: props.readOnly };
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
        <NameField {...shared} name="name" />
        <TimeZoneField {...shared} name="timezone" />
        <WeekStartField {...shared} name="week_start" />
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
