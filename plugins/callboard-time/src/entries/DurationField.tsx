import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatMinutes } from '@callboard/plugin-callboard-react';
import TextField from '@mui/material/TextField';
import { useState, type ReactNode, type Ref } from 'react';
import {
  MAX_MINUTES_PER_DAY,
  parseDuration,
} from '@callboard/plugin-callboard-common';
import { callboardTimeTranslationRef } from '../translation';

export interface ParsedDuration {
  minutes?: number;
  /** `none` if the text is empty or means zero. */
  problem?: 'none' | 'unreadable' | 'tooLong';
}

const EMPTY_CELL = /^(|0|-|–|—|·)$/;

/** Parses the text of a timesheet cell: whole minutes, 0 to 1440, or the error. */
export function parseCell(text: string, minutesPerDay: number): ParsedDuration {
  const typed = text.trim();
  if (EMPTY_CELL.test(typed)) {
    return { minutes: 0 };
  }
  const parsed = parseDurationInput(typed, minutesPerDay);
  return parsed.problem === 'none' ? { minutes: 0 } : parsed;
}

/** Parses the duration of a worklog or a day: whole minutes, 1 to 1440, or the error. */
export function parseDurationInput(
  text: string,
  minutesPerDay: number,
): ParsedDuration {
  if (!text.trim()) {
    return { problem: 'none' };
  }
  const minutes = parseDuration(text, minutesPerDay);
  if (minutes === undefined) {
    return { problem: 'unreadable' };
  }
  if (minutes === 0) {
    return { problem: 'none' };
  }
  return minutes > MAX_MINUTES_PER_DAY ? { problem: 'tooLong' } : { minutes };
}

/** A duration such as `2h 30m`; shows the parsed value, or an error once it loses the focus. */
export function DurationField(props: {
  value: string;
  onChange: (text: string) => void;
  /** The length of a working day, for `1d`. */
  minutesPerDay: number;
  label?: ReactNode;
  /** Helper text while the typed text equals the formatted duration. */
  hint?: string;
  problem?: string;
  fullWidth?: boolean;
  disabled?: boolean;
  inputRef?: Ref<HTMLInputElement>;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { value, label = t('duration.label') } = props;
  const [wasBlurred, setBlurred] = useState(false);
  /** Whether the parent emptied the field, such as after a save. An empty text is then no error. */
  const [wasCleared, setCleared] = useState(false);
  const [lastValue, setLastValue] = useState(value);
  if (value !== lastValue) {
    setLastValue(value);
    setBlurred(false);
    setCleared(value === '');
  }
  const parsed = parseDurationInput(value, props.minutesPerDay);
  const problem =
    props.problem ??
    (wasBlurred && parsed.problem
      ? t(`duration.${parsed.problem}`)
      : undefined);
  const getHelperText = () => {
    if (!parsed.minutes) {
      return t('duration.hint');
    }
    const duration = formatMinutes(parsed.minutes);
    return duration === value.trim()
      ? // A space reserves the height of the helper text.
        props.hint ?? ' '
      : t('duration.understood', { duration });
  };
  return (
    <TextField
      size="small"
      label={label}
      value={value}
      fullWidth={props.fullWidth}
      disabled={props.disabled}
      inputRef={props.inputRef}
      onChange={event => {
        setLastValue(event.target.value);
        setCleared(false);
        props.onChange(event.target.value);
      }}
      onBlur={() => setBlurred(!wasCleared)}
      error={problem !== undefined}
      helperText={problem ?? getHelperText()}
      FormHelperTextProps={{ role: 'status' }}
      inputProps={{ maxLength: 20, autoComplete: 'off' }}
    />
  );
}
