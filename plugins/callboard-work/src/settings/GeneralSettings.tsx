import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ProjectPatch,
  ProjectAccess,
} from '@callboard/plugin-callboard-common';
import {
  SwitchField,
  useToast,
  FormDialog,
} from '@callboard/plugin-callboard-react';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Box from '@mui/material/Box';
import FormControl from '@mui/material/FormControl';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useState } from 'react';
import { useWorkProject } from '../data/WorkProject';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { NameSettings } from './NameSettings';
import { SectionLayout } from './SectionLayout';
import { useSettingProblem, useUpdateProject } from './useSettingActions';

const ACCESS_LABEL_ID = 'callboard-project-access';

/**
 * Sets the visibility of the project. Asks for confirmation before a change that removes access
 * from people.
 */
function AccessSetting(props: {
  /** Whether a save is running; no other save can start until it completes. */
  isSaving: boolean;
  onSave: (patch: ProjectPatch) => Promise<unknown>;
}) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { isSaving, onSave } = props;
  const { project } = useWorkProject();
  const [isConfirming, setConfirming] = useState(false);

  async function makeSecret() {
    await onSave({ access: 'secret' });
    setConfirming(false);
  }

  function choose(access: string) {
    if (isSaving) {
      return;
    }
    if (access === 'secret') {
      // Confirm first: people lose access.
      setConfirming(true);
    } else {
      onSave({ access: 'open' });
    }
  }

  const renderOption = (access: ProjectAccess) => (
    <FormControlLabel
      key={access}
      value={access}
      control={<Radio size="small" sx={{ py: 0.25 }} />}
      sx={{ alignItems: 'flex-start', mt: 0.5 }}
      slotProps={{ typography: { variant: 'body2' } }}
      label={
        <>
          {t(`general.${access}`)}
          <Box component="span" display="block" color="text.secondary">
            {t(`general.${access}Hint`)}
          </Box>
        </>
      }
    />
  );
  return (
    <>
      <FormControl>
        <FormLabel id={ACCESS_LABEL_ID} sx={{ typography: 'body2' }}>
          {t('general.access')}
        </FormLabel>
        <RadioGroup
          aria-labelledby={ACCESS_LABEL_ID}
          value={project.access}
          onChange={(_, access) => choose(access)}
        >
          {(['open', 'secret'] as const).map(renderOption)}
        </RadioGroup>
      </FormControl>
      {isConfirming && (
        <FormDialog
          title={t('general.toSecretTitle', { project: project.name })}
          hint={t('general.toSecretHint')}
          submitLabel={t('general.toSecret')}
          isBusy={isSaving}
          onSubmit={makeSecret}
          onClose={() => setConfirming(false)}
        />
      )}
    </>
  );
}

export function GeneralSettings() {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { project } = useWorkProject();
  const getProblem = useSettingProblem();
  const notify = useToast();
  const updating = useUpdateProject({ toSuccessTitle: () => t('saved') });
  const save = (patch: ProjectPatch) =>
    updating
      .mutateAsync(patch)
      .catch(error => notify({ status: 'danger', title: getProblem(error) }));
  return (
    <SectionLayout name="general">
      <Stack spacing={2.5} sx={{ mt: 1.5 }}>
        <NameSettings updated={updating.data} />
        <AccessSetting isSaving={updating.isPending} onSave={save} />
        <SwitchField
          label={t('general.tracking')}
          checked={project.is_time_tracking_enabled}
          onChange={checked =>
            !updating.isPending && save({ is_time_tracking_enabled: checked })
          }
          // Offsets part of the padding of the switch. `&&` overrides other margins of the label.
          sx={{ '&&': { ml: -0.5 } }}
        />
      </Stack>
    </SectionLayout>
  );
}
