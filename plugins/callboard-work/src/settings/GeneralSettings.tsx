import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ProjectPatch } from '@callboard/plugin-callboard-common';
import { useToast } from '@callboard/plugin-callboard-react';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { AccessSetting } from './AccessSetting';
import { NameSettings } from './NameSettings';
import { SectionLayout } from './SectionLayout';
import { useSettingProblem } from './useSettingProblem';
import { useUpdateProject } from './useUpdateProject';

/** The project's name, visibility and time tracking settings. */
export function GeneralSettings() {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { project } = useWorkProject();
  const getProblem = useSettingProblem();
  const notify = useToast();
  const updating = useUpdateProject();
  const save = (patch: ProjectPatch) =>
    updating.mutateAsync(patch).then(
      () => notify({ status: 'success', title: t('saved') }),
      error => notify({ status: 'danger', title: getProblem(error) }),
    );
  return (
    <SectionLayout name="general">
      <Stack spacing={2.5} sx={{ mt: 1.5 }}>
        <NameSettings updated={updating.data} />
        <AccessSetting isSaving={updating.isPending} onSave={save} />
        <FormControlLabel
          label={t('general.tracking')}
          slotProps={{ typography: { variant: 'body2' } }}
          // The switch has its own margin, unlike its label.
          sx={{ '&&': { ml: -0.5 } }}
          control={
            <Switch
              checked={project.is_time_tracking_enabled}
              onChange={(_, checked) =>
                !updating.isPending &&
                save({ is_time_tracking_enabled: checked })
              }
            />
          }
        />
      </Stack>
    </SectionLayout>
  );
}
