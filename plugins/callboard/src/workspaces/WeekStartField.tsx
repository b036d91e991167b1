import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { getWeekdayName } from '@callboard/plugin-callboard-react';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import {
  useController,
  type Control,
  type FieldValues,
  type Path,
} from 'react-hook-form';
import { callboardTranslationRef } from '../translation';
import { useProblemText } from './useProblemText';

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
