import TextField from '@mui/material/TextField';
import { useEffect, useState } from 'react';

/** A whole number that is saved when the reader leaves it, or presses Enter. */
export function NumberSetting(props: {
  label: string;
  /** The same for screen readers, who do not see which it belongs to. */
  name: string;
  /** Null where there is none. */
  value: number | null;
  most: number;
  /** What is said of a number that is out of its range. */
  range: string;
  onSave: (value: number) => void;
}) {
  const { label, name, value, most, range, onSave } = props;
  const shown = value === null ? '' : String(value);
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const number = Number(text);
  const isValid =
    text === shown || (/^\d+$/.test(text) && number >= 1 && number <= most);
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
