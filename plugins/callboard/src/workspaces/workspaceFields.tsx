import { endpoints } from '@callboard/plugin-callboard-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import TextField from '@mui/material/TextField';
import {
  useController,
  type Control,
  type FieldValues,
  type Path,
  type FieldError,
} from 'react-hook-form';
import {
  TimeZonePicker,
  getWeekdayName,
} from '@callboard/plugin-callboard-react';
import MenuItem from '@mui/material/MenuItem';
import { callboardTranslationRef } from '../translation';

/** The error text of a field: translated for schema errors, the server's message for server errors. */
export function useProblemText(
  field: 'name' | 'slug' | 'timezone' | 'weekStart',
  error: FieldError | undefined,
): string | undefined {
  const { t } = useTranslationRef(callboardTranslationRef);
  if (!error) {
    return undefined;
  }
  return error.type === 'server' && error.message
    ? error.message
    : t(`field.${field}Problem`);
}

const DAYS = [1, 2, 3, 4, 5, 6, 7];

/** Selects the first day of the week. */
export function WeekStartField<Values extends FieldValues>(props: {
  control: Control<Values>;
  name: Path<Values>;
  disabled?: boolean;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { field, fieldState } = useController(props);
  const problem = useProblemText('weekStart', fieldState.error);
  return (
    <TextField
      select
      fullWidth
      disabled={props.disabled}
      id={`callboard-${field.name}`}
      label={t('field.weekStart')}
      name={field.name}
      inputRef={field.ref}
      value={field.value ?? ''}
      onChange={event => field.onChange(Number(event.target.value))}
      onBlur={field.onBlur}
      error={problem !== undefined}
      helperText={problem}
    >
      {DAYS.map(day => (
        <MenuItem key={day} value={day}>
          {getWeekdayName(day)}
        </MenuItem>
      ))}
    </TextField>
  );
}

/** The form field for a workspace's time zone. */
export function TimeZoneField<Values extends FieldValues>(props: {
  control: Control<Values>;
  name: Path<Values>;
  disabled?: boolean;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { field, fieldState } = useController(props);
  const problem = useProblemText('timezone', fieldState.error);
  return (
    <TimeZonePicker
      value={field.value ?? ''}
      onChange={field.onChange}
      onBlur={field.onBlur}
      disabled={props.disabled}
      noOptionsText={t('field.timezoneNone')}
      field={{
        name: field.name,
        inputRef: field.ref,
        label: t('field.timezone'),
        error: problem !== undefined,
        helperText: problem ?? t('field.timezoneHint'),
      }}
    />
  );
}

/** The name of a workspace. */
export function NameField<Values extends FieldValues>(props: {
  control: Control<Values>;
  name: Path<Values>;
  disabled?: boolean;
  onTyped?: (name: string) => void;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { field, fieldState } = useController(props);
  const problem = useProblemText('name', fieldState.error);
  return (
    <TextField
      fullWidth
      required
      autoComplete="off"
      disabled={props.disabled}
      label={t('field.name')}
      placeholder={t('field.namePlaceholder')}
      name={field.name}
      inputRef={field.ref}
      value={field.value ?? ''}
      onChange={event => {
        field.onChange(event);
        props.onTyped?.(event.target.value);
      }}
      onBlur={field.onBlur}
      error={problem !== undefined}
      helperText={problem}
    />
  );
}

/** The endpoints whose responses depend on workspaces. */
export const workspaceEndpoints = [endpoints.listWorkspaces, endpoints.getMe];
