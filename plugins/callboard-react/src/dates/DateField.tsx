import TextField from '@mui/material/TextField';
import type { ReactNode, Ref } from 'react';

/**
 * A day of the calendar, typed or picked as the person's browser writes days.
 * It is a text such as `2026-11-20` throughout and never passes a time zone.
 *
 * @public
 */
export function DateField(props: {
  label: ReactNode;
  /** Empty where there is none. */
  value: string;
  onChange: (value: string) => void;
  /** The first day that can be picked. */
  min?: string;
  /** The last day that can be picked. */
  max?: string;
  error?: boolean;
  helperText?: ReactNode;
  name?: string;
  inputRef?: Ref<HTMLInputElement>;
  onBlur?: () => void;
}) {
  const { onChange, min, max, ...field } = props;
  return (
    <TextField
      {...field}
      fullWidth
      size="small"
      type="date"
      onChange={event => onChange(event.target.value)}
      InputLabelProps={{ shrink: true }}
      inputProps={{ max: max ?? '9999-12-31', min: min ?? '1970-01-01' }}
      sx={theme => ({ colorScheme: theme.palette.mode })}
    />
  );
}
