import TextField from '@mui/material/TextField';

/** A text field for a whole number. */
export function NumberField(props: {
  label: string;
  value: string;
  hint?: string;
  /** The validation error. */
  problem?: string;
  onChange: (value: string) => void;
}) {
  const { problem, hint } = props;
  return (
    <TextField
      size="small"
      label={props.label}
      value={props.value}
      onChange={event => props.onChange(event.target.value)}
      error={problem !== undefined}
      helperText={problem ?? hint}
      inputProps={{ inputMode: 'numeric', maxLength: 6 }}
    />
  );
}
