import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';

/** A field for a whole number, saved on blur or Enter. */
export function NumberSetting(props: {
  label: string;
  /** The accessible name, for screen reader users who do not see the context of the label. */
  name: string;
  /** Null if not set. */
  value: number | null;
  max: number;
  /** The error for a number out of range. */
  range: string;
  onSave: (value: number) => void;
}) {
  const { label, name, value, max, range, onSave } = props;
  const shown = value === null ? '' : String(value);
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const number = Number(text);
  const isValid =
    text === shown || (/^\d+$/.test(text) && number >= 1 && number <= max);
  const save = () => {
    if (isValid && text !== shown && number !== value) {
      onSave(number);
    }
  };
  return (
    <TextField
      size="small"
      label={label}
      value={text}
      error={!isValid}
      helperText={isValid ? undefined : range}
      onChange={({ target }) => setText(target.value)}
      onBlur={save}
      onKeyDown={({ key }) => key === 'Enter' && save()}
      inputProps={{ 'aria-label': name, inputMode: 'numeric' }}
      sx={{ width: 96 }}
    />
  );
}
