import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatMinutes } from '@callboard/plugin-callboard-react';
import TextField from '@mui/material/TextField';
import { useState, type ReactNode, type Ref } from 'react';
import { callboardTimeTranslationRef } from '../translation';
import { readTypedDuration } from './readTypedDuration';

/**
 * A duration, typed as people write it: `2h 30m`, `2.5h`, `1:30`. While it can be
 * read, the field shows what was understood; from the first time it is left, what
 * is wrong.
 */
export function DurationField(props: {
  /** As it was typed. */
  value: string;
  onChange: (text: string) => void;
  /** How long a working day is, for `1d`. */
  minutesPerDay: number;
  label?: ReactNode;
  /** What it is for, as long as there is nothing else to say. */
  hint?: string;
  /** What is wrong beyond what can be seen in the text, as the server says. */
  problem?: string;
  fullWidth?: boolean;
  inputRef?: Ref<HTMLInputElement>;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { value, label = t('duration.label') } = props;
  const [wasLeft, setLeft] = useState(false);
  const [own, setOwn] = useState(value);
  if (value !== own) {
    // What was not typed here, such as nothing once it is saved, is a new beginning.
    setOwn(value);
    setLeft(false);
  }
  const typed = readTypedDuration(value, props.minutesPerDay);
  const problem =
    props.problem ??
    (wasLeft && typed.problem ? t(`duration.${typed.problem}`) : undefined);
  const understood = typed.minutes && formatMinutes(typed.minutes);
  // A space keeps the place of what may come.
  const quiet = props.hint ?? ' ';
  let help: string = understood === value.trim() ? quiet : t('duration.hint');
  if (understood && understood !== value.trim()) {
    help = t('duration.understood', { duration: understood });
  }
  return (
    <TextField
      size="small"
      label={label}
      value={value}
      fullWidth={props.fullWidth}
      inputRef={props.inputRef}
      onChange={event => {
        setOwn(event.target.value);
        props.onChange(event.target.value);
      }}
      onBlur={() => setLeft(true)}
      error={problem !== undefined}
      helperText={problem ?? help}
      FormHelperTextProps={{ role: 'status' }}
      inputProps={{ maxLength: 20, autoComplete: 'off' }}
    />
  );
}
