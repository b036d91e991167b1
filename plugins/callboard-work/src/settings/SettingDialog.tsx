import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FormDialog } from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { toSettingBody } from './toSettingBody';
import { SettingField } from './SettingField';
import { fieldsOfKind, type Setting, type SettingKind } from './SettingKind';
import { toSettingValues } from './toSettingValues';
import { useSettingActions } from './useSettingActions';
import { useSettingProblem } from './useSettingProblem';

/** Adds or changes a setting. */
export function SettingDialog(props: {
  kind: SettingKind;
  /** The setting to change; omitted for a new one. */
  resource?: Setting;
  /** The initial name of a new one. */
  name?: string;
  /** Called with a new one before the dialog closes. */
  onMade?: (made: Setting) => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { kind, resource, onMade, onClose } = props;
  const [values, setValues] = useState(() => ({
    ...toSettingValues(resource),
    ...(props.name && { name: props.name }),
  }));
  const { create, update } = useSettingActions(kind);
  const getProblem = useSettingProblem();
  const error = create.error ?? update.error;
  const lastDay = kind === 'cycles' ? values.end_date : values.target_date;
  const isReversed =
    Boolean(values.start_date && lastDay) && lastDay < values.start_date;

  function submit() {
    const body = toSettingBody(kind, values, resource);
    const options = { onSuccess: onClose };
    if (!resource) {
      create.mutate(body, {
        onSuccess: made => {
          onMade?.(made);
          onClose();
        },
      });
    } else if (Object.keys(body).length > 0) {
      update.mutate({ resource, body }, options);
    } else {
      onClose();
    }
  }

  return (
    <FormDialog
      title={t(`${kind}.${resource ? 'edit' : 'add'}`)}
      submitLabel={t(resource ? 'dialog.save' : 'dialog.add')}
      isBlocked={!values.name.trim() || isReversed}
      isBusy={create.isPending || update.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Stack spacing={2}>
        {error && <Alert severity="error">{getProblem(error)}</Alert>}
        {fieldsOfKind[kind].map(field => (
          <SettingField
            key={field}
            field={field}
            value={values[field]}
            onChange={value =>
              setValues(current => ({ ...current, [field]: value }))
            }
            problem={
              isReversed && (field === 'end_date' || field === 'target_date')
                ? t('dialog.reversed')
                : undefined
            }
          />
        ))}
      </Stack>
    </FormDialog>
  );
}
