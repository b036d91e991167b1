import { endpoints } from '@callboard/plugin-callboard-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import TextField from '@mui/material/TextField';
import type { Control, FieldValues, Path } from 'react-hook-form';
import {
  TimeZonePicker,
  getWeekdayName,
} from '@callboard/plugin-callboard-react';
import MenuItem from '@mui/material/MenuItem';
import { useFormField } from '../shared/resourceForms';
import { callboardTranslationRef } from '../translation';

interface WorkspaceFieldProps<Values extends FieldValues> {
  control: Control<Values>;
  name: Path<Values>;
  disabled?: boolean;
}

/** From Monday to Sunday. */
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

export function WeekStartField<Values extends FieldValues>(
  props: WorkspaceFieldProps<Values>,
) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const field = useFormField({
    ...props,
    problem: t('field.weekStartProblem'),
  });
  return (
    <TextField
      {...field}
      select
      fullWidth
      id={`callboard-${field.name}`}
      label={t('field.weekStart')}
      onChange={event => field.onChange(Number(event.target.value))}
    >
      {WEEKDAYS.map(day => (
        <MenuItem key={day} value={day}>
          {getWeekdayName(day)}
        </MenuItem>
      ))}
    </TextField>
  );
}

export function TimeZoneField<Values extends FieldValues>(
  props: WorkspaceFieldProps<Values>,
) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { value, onChange, onBlur, disabled, ...field } = useFormField({
    ...props,
    hint: t('field.timezoneHint'),
    problem: t('field.timezoneProblem'),
  });
  return (
    <TimeZonePicker
      value={value}
      onChange={onChange}
      onBlur={onBlur}
      disabled={disabled}
      noOptionsText={t('field.timezoneNone')}
      field={{ ...field, label: t('field.timezone') }}
    />
  );
}

export function NameField<Values extends FieldValues>(
  props: WorkspaceFieldProps<Values> & { onTyped?: (name: string) => void },
) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const field = useFormField({ ...props, problem: t('field.nameProblem') });
  return (
    <TextField
      {...field}
      fullWidth
      required
      autoComplete="off"
      label={t('field.name')}
      placeholder={t('field.namePlaceholder')}
      onChange={event => {
        field.onChange(event);
        props.onTyped?.(event.target.value);
      }}
    />
  );
}

/** The endpoints to refetch after a workspace was created, changed or deleted. */
export const workspaceEndpoints = [endpoints.listWorkspaces, endpoints.getMe];
