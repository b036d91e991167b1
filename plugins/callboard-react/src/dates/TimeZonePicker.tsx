import Autocomplete from '@mui/material/Autocomplete';
import TextField, { type TextFieldProps } from '@mui/material/TextField';
import { useMemo, type ReactNode } from 'react';
import { DateTime } from 'luxon';

/** Formats a zone with its current offset: "Europe/Berlin (UTC+01:00)". @public */
export function formatTimeZone(zone: string): string {
  const now = DateTime.now().setZone(zone);
  if (!now.isValid || zone === 'UTC') {
    return zone;
  }
  return `${zone.replace(/_/g, ' ')} (UTC${now.toFormat('ZZ')})`;
}

/**
 * The zones on offer. Adds UTC and the current zone, because the browser's list lacks UTC and can
 * lack the older zone name that a workspace uses.
 *
 * @public
 */
export function listTimeZones(current?: string): string[] {
  const timeZones = Intl.supportedValuesOf('timeZone');
  return [...new Set(['UTC', ...(current ? [current] : []), ...timeZones])];
}

const MAX_SHOWN = 80;

const normaliseText = (text: string) =>
  text.toLowerCase().replace(/[_/\s]+/g, ' ');

function findMatchingZones(zones: string[], typed: string): string[] {
  const query = normaliseText(typed).trim();
  return zones
    .filter(zone => normaliseText(zone).includes(query))
    .slice(0, MAX_SHOWN);
}

/** Picks an IANA time zone by any part of its name. @public */
export function TimeZonePicker(props: {
  value: string;
  onChange: (zone: string) => void;
  onBlur?: () => void;
  disabled?: boolean;
  noOptionsText: ReactNode;
  field: TextFieldProps;
}) {
  const { value } = props;
  const zones = useMemo(() => listTimeZones(value), [value]);
  return (
    <Autocomplete
      disableClearable
      autoHighlight
      disabled={props.disabled}
      size={props.field.size === 'small' ? 'small' : 'medium'}
      options={zones}
      value={value}
      filterOptions={(options, { inputValue, getOptionLabel }) =>
        // Until the person types, list all zones, not only the current one.
        findMatchingZones(
          options,
          inputValue === getOptionLabel(value) ? '' : inputValue,
        )
      }
      getOptionLabel={zone => zone.replace(/_/g, ' ')}
      renderOption={({ key, ...item }, zone) => (
        <li key={key} {...item}>
          {formatTimeZone(zone)}
        </li>
      )}
      noOptionsText={props.noOptionsText}
      onChange={(_, zone) => props.onChange(zone)}
      onBlur={props.onBlur}
      renderInput={params => <TextField {...params} {...props.field} />}
    />
  );
}
