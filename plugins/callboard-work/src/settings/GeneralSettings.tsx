import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ProjectPatch } from '@callboard/plugin-callboard-common';
import { FormDialog, useNotice } from '@callboard/plugin-callboard-react';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import { useState } from 'react';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { useSettingProblem } from './useSettingProblem';
import { useUpdateProject } from './useUpdateProject';

/** Who can see the project, and whether time is logged on its items. */
export function GeneralSettings() {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { project } = useWorkProject();
  const [isAsking, setAsking] = useState(false);
  const problemOf = useSettingProblem();
  const notify = useNotice();
  const updating = useUpdateProject();
  const save = (patch: ProjectPatch) =>
    updating.mutate(patch, {
      onSuccess: () => notify({ status: 'success', title: t('saved') }),
      onError: error => notify({ status: 'danger', title: problemOf(error) }),
      onSettled: () => setAsking(false),
    });
  return (
    <Stack spacing={2}>
      <FormControl>
        <FormLabel id="callboard-project-access" sx={{ typography: 'body2' }}>
          {t('general.access')}
        </FormLabel>
        <RadioGroup
          aria-labelledby="callboard-project-access"
          value={project.access}
          onChange={(_, access) =>
            // It takes things away from people, who should be thought of.
            access === 'secret' ? setAsking(true) : save({ access: 'open' })
          }
        >
          {(['open', 'secret'] as const).map(access => (
            <FormControlLabel
              key={access}
              value={access}
              control={<Radio size="small" />}
              slotProps={{ typography: { variant: 'body2' } }}
              label={t(`general.${access}`)}
            />
          ))}
        </RadioGroup>
      </FormControl>
      <FormControlLabel
        label={t('general.tracking')}
        slotProps={{ typography: { variant: 'body2' } }}
        sx={{ ml: -1 }}
        control={
          <Switch
            size="small"
            checked={project.is_time_tracking_enabled}
            onChange={(_, checked) =>
              save({ is_time_tracking_enabled: checked })
            }
          />
        }
      />
      {isAsking && (
        <FormDialog
          title={t('general.toSecretTitle', { project: project.name })}
          hint={t('general.toSecretHint')}
          submitLabel={t('general.toSecret')}
          isBusy={updating.isPending}
          onSubmit={() => save({ access: 'secret' })}
          onClose={() => setAsking(false)}
        />
      )}
    </Stack>
  );
}
