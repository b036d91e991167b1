import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';

/** A time of the day, `HH:MM`; it takes effect once the field is left. */
export function TimeField(props: {
  label: string;
  value: string;
  disabled?: boolean;
  onChange: (time: string) => void;
}) {
  const { value, onChange } = props;
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const leave = () => {
    if (!typed) {
      setTyped(value);
    } else if (typed !== value) {
      onChange(typed);
    }
  };
  return (
    <TextField
      type="time"
      size="small"
      label={props.label}
      value={typed}
      disabled={props.disabled}
      onChange={event => setTyped(event.target.value)}
      onBlur={leave}
      onKeyDown={event => event.key === 'Enter' && leave()}
      InputLabelProps={{ shrink: true }}
      sx={{ minWidth: 128 }}
    />
  );
}
