import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ProjectAccess,
  ProjectPatch,
} from '@callboard/plugin-callboard-common';
import { FormDialog } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useState } from 'react';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';

const LABEL = 'callboard-project-access';

/** Sets the visibility of the project. Confirms a change that removes access from people. */
export function AccessSetting(props: {
  /** Whether a save is running, during which no other can start. */
  isSaving: boolean;
  onSave: (patch: ProjectPatch) => Promise<unknown>;
}) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { isSaving, onSave } = props;
  const { project } = useWorkProject();
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);

  async function makeSecret() {
    setBusy(true);
    await onSave({ access: 'secret' });
    setBusy(false);
    setAsking(false);
  }

  function choose(access: string) {
    if (isSaving) {
      return;
    }
    if (access === 'secret') {
      // Confirm first: people lose access.
      setAsking(true);
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
        <FormLabel id={LABEL} sx={{ typography: 'body2' }}>
          {t('general.access')}
        </FormLabel>
        <RadioGroup
          aria-labelledby={LABEL}
          value={project.access}
          onChange={(_, access) => choose(access)}
        >
          {(['open', 'secret'] as const).map(renderOption)}
        </RadioGroup>
      </FormControl>
      {isAsking && (
        <FormDialog
          title={t('general.toSecretTitle', { project: project.name })}
          hint={t('general.toSecretHint')}
          submitLabel={t('general.toSecret')}
          isBusy={isBusy}
          onSubmit={makeSecret}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
