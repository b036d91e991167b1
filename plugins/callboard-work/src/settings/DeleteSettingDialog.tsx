import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FormDialog } from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import type { Setting, SettingKind } from './SettingKind';
import { useSettingActions } from './useSettingActions';
import { useSettingProblem } from './useSettingProblem';

/** Confirms the deletion of a setting. */
export function DeleteSettingDialog(props: {
  kind: SettingKind;
  resource: Setting;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { kind, resource, onClose } = props;
  const { states } = useWorkProject();
  const others = states.filter(({ id }) => id !== resource.id);
  const isState = kind === 'states';
  const [heir, setHeir] = useState(others[0]?.id ?? '');
  const { remove } = useSettingActions(kind);
  const getProblem = useSettingProblem();
  return (
    <FormDialog
      title={t(`${kind}.delete`, { name: resource.name })}
      hint={t(`${kind}.deleteHint`)}
      submitLabel={t('dialog.delete')}
      submitColor="error"
      isBusy={remove.isPending}
      onSubmit={() =>
        remove.mutate(
          { resource, reassign_to: isState && heir ? heir : undefined },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      <Stack spacing={2}>
        {remove.error && (
          <Alert severity="error">{getProblem(remove.error)}</Alert>
        )}
        {isState && others.length > 0 && (
          <TextField
            select
            fullWidth
            size="small"
            id="callboard-state-heir"
            label={t('states.moveTo')}
            value={heir}
            onChange={event => setHeir(event.target.value)}
          >
            {others.map(({ id, name }) => (
              <MenuItem key={id} value={id}>
                {name}
              </MenuItem>
            ))}
          </TextField>
        )}
      </Stack>
    </FormDialog>
  );
}
