import TextField from '@mui/material/TextField';

/** A whole number, typed. */
export function NumberField(props: {
  label: string;
  value: string;
  hint?: string;
  /** What is wrong with it. */
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
