import TextField from '@mui/material/TextField';

/** A date with a time, as the person's browser asks for them. */
export function InstantField(props: {
  label: string;
  /** As `<input type="datetime-local">` has it: `2026-11-20T14:02`. */
  value: string;
  onChange: (value: string) => void;
  problem: string | false | undefined;
}) {
  const { problem = false } = props;
  return (
    <TextField
      fullWidth
      size="small"
      type="datetime-local"
      label={props.label}
      value={props.value}
      onChange={event => props.onChange(event.target.value)}
      error={problem !== false}
      helperText={problem}
      InputLabelProps={{ shrink: true }}
      inputProps={{ max: '9999-12-31T23:59' }}
      sx={theme => ({ colorScheme: theme.palette.mode })}
    />
  );
}
