import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useMemo } from 'react';
import {
  useController,
  type Control,
  type FieldValues,
  type Path,
} from 'react-hook-form';
import { callboardTranslationRef } from '../translation';
import { useProblemText } from './useProblemText';
import { timeZones } from './timeZones';
import { zoneText } from './zoneText';

/** More than a person reads; typing narrows it down. */
const MOST_SHOWN = 80;

const plain = (text: string) => text.toLowerCase().replace(/[_/\s]+/g, ' ');

function matching(zones: string[], typed: string): string[] {
  const wanted = plain(typed).trim();
  return zones
    .filter(zone => plain(zone).includes(wanted))
    .slice(0, MOST_SHOWN);
}

/** Picks an IANA time zone by any part of its name. */
export function TimeZoneField<Values extends FieldValues>(props: {
  control: Control<Values>;
  name: Path<Values>;
  disabled?: boolean;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { field, fieldState } = useController(props);
  const problem = useProblemText('timezone', fieldState.error);
  const value: string = field.value ?? '';
  const zones = useMemo(() => timeZones(value), [value]);
  return (
    <Autocomplete
      disableClearable
      autoHighlight
      disabled={props.disabled}
      options={zones}
      value={value}
      filterOptions={(options, { inputValue, getOptionLabel }) =>
        // Opened without having typed: all of them, not just the current one.
        matching(
          options,
          inputValue === getOptionLabel(value) ? '' : inputValue,
        )
      }
      getOptionLabel={zone => zone.replace(/_/g, ' ')}
      renderOption={({ key, ...item }, zone) => (
        <li key={key} {...item}>
          {zoneText(zone)}
        </li>
      )}
      noOptionsText={t('field.timezoneNone')}
      onChange={(_, zone) => field.onChange(zone)}
      onBlur={field.onBlur}
      renderInput={params => (
        <TextField
          {...params}
          name={field.name}
          inputRef={field.ref}
          label={t('field.timezone')}
          error={problem !== undefined}
          helperText={problem ?? t('field.timezoneHint')}
        />
      )}
    />
  );
}
