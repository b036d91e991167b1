import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { stateGroup } from '@callboard/plugin-callboard-common';
import {
  DateField,
  PersonPicker,
  useCatalogPeople,
} from '@callboard/plugin-callboard-react';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { callboardWorkTranslationRef } from '../translation';
import type { SettingValues } from './SettingKind';

interface FieldProps {
  field: keyof SettingValues;
  value: string;
  onChange: (value: string) => void;
  problem?: string;
}

function LeadField(props: FieldProps) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const [search, setSearch] = useState('');
  const { people, isLoading } = useCatalogPeople(search);
  return (
    <PersonPicker
      fullWidth
      label={t('field.lead_ref')}
      value={props.value || undefined}
      onChange={person => props.onChange(person ?? '')}
      options={people}
      loading={isLoading}
      onSearch={setSearch}
    />
  );
}

/** One field of the dialog about a setting. */
export function SettingField(props: FieldProps) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { t: words } = useTranslationRef(callboardWorkTranslationRef);
  const { field, value, onChange, problem } = props;
  if (field === 'lead_ref') {
    return <LeadField {...props} />;
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
              {words(`group.${group}`)}
            </MenuItem>
          ))
        : undefined}
    </TextField>
  );
}
