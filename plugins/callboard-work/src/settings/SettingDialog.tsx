import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FormDialog, DateField } from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { stateGroup } from '@callboard/plugin-callboard-common';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { callboardWorkTranslationRef } from '../translation';
import {
  type Setting,
  type SettingKind,
  useSettingActions,
  useSettingProblem,
} from './useSettingActions';
import { UserField } from './users';

/** The initial values of the fields; an empty text means no value. */
const initialValues = {
  name: '',
  color: '#6e7781',
  group: 'unstarted',
  description: '',
  start_date: '',
  end_date: '',
  target_date: '',
  lead_ref: '',
};

type SettingValues = typeof initialValues;

const fieldsByKind: Readonly<
  Record<SettingKind, readonly (keyof SettingValues)[]>
> = {
  states: ['name', 'group', 'color'],
  labels: ['name', 'color'],
  cycles: ['name', 'description', 'start_date', 'end_date'],
  modules: ['name', 'description', 'start_date', 'target_date', 'lead_ref'],
};

interface FieldProps {
  field: keyof SettingValues;
  value: string;
  onChange: (value: string) => void;
  problem?: string;
}

function SettingField(props: FieldProps) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { t: tWork } = useTranslationRef(callboardWorkTranslationRef);
  const { field, value, onChange, problem } = props;
  if (field === 'lead_ref') {
    return (
      <UserField
        label={t('field.lead_ref')}
        value={value || undefined}
        onChange={userRef => onChange(userRef ?? '')}
      />
    );
  }
  if (field.endsWith('_date')) {
    return (
      <DateField
        label={t(`field.${field}`)}
        value={value}
        onChange={onChange}
        error={problem !== undefined}
        helperText={problem}
      />
    );
  }
  const isLong = field === 'description';
  return (
    <TextField
      fullWidth
      size="small"
      id={`callboard-setting-${field}`}
      label={t(`field.${field}`)}
      value={value}
      onChange={event => onChange(event.target.value)}
      required={field === 'name'}
      select={field === 'group'}
      type={field === 'color' ? 'color' : 'text'}
      multiline={isLong}
      minRows={isLong ? 3 : undefined}
      maxRows={isLong ? 10 : undefined}
      error={problem !== undefined}
      helperText={problem}
      inputProps={{ maxLength: isLong ? 4_000 : 100 }}
      InputLabelProps={field === 'color' ? { shrink: true } : {}}
    >
      {field === 'group'
        ? stateGroup.options.map(group => (
            <MenuItem key={group} value={group}>
              {tWork(`group.${group}`)}
            </MenuItem>
          ))
        : undefined}
    </TextField>
  );
}

/** Returns the initial values of the dialog; a new setting has only a colour and a group. */
function toSettingValues(resource: Setting | undefined): SettingValues {
  const stored = Object.entries(resource ?? {}).filter(
    ([name, value]) => name in initialValues && value !== null,
  );
  return { ...initialValues, ...Object.fromEntries(stored) };
}

/**
 * Returns the body of the request: the changed fields, or all fields of a new setting. Empty fields
 * become null.
 */
function toSettingBody(
  kind: SettingKind,
  values: SettingValues,
  before: Setting | undefined,
): Record<string, string | null> {
  const oldValues = before && toSettingValues(before);
  return Object.fromEntries(
    fieldsByKind[kind]
      .filter(field => !oldValues || oldValues[field] !== values[field])
      .map(field => [field, values[field].trim() || null]),
  );
}

export function SettingDialog(props: {
  kind: SettingKind;
  /** The setting to change; omit it to add a setting. */
  resource?: Setting;
  name?: string;
  /** Called with the new setting before the dialog closes. */
  onCreated?: (created: Setting) => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { kind, resource, onCreated, onClose } = props;
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
    if (!resource) {
      create.mutate(body, {
        onSuccess: created => {
          onCreated?.(created);
          onClose();
        },
      });
    } else if (Object.keys(body).length > 0) {
      update.mutate({ resource, body }, { onSuccess: onClose });
    } else {
      onClose();
    }
  }

  return (
    <FormDialog
      title={t(`${kind}.${resource ? 'edit' : 'add'}`)}
      submitLabel={t(resource ? 'dialog.save' : 'dialog.add')}
      failure={error && getProblem(error)}
      isBlocked={!values.name.trim() || isReversed}
      isBusy={create.isPending || update.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Stack spacing={2}>
        {fieldsByKind[kind].map(field => (
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
