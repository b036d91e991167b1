import AccessTimeIcon from '@mui/icons-material/AccessTime';
import CalendarTodayOutlinedIcon from '@mui/icons-material/CalendarTodayOutlined';
import type { TextFieldProps } from '@mui/material/TextField';
import type { ReactNode, Ref } from 'react';
import type { CalendarFieldKind } from './calendarText';

/** The shared props of fields for dates and times. @public */
export interface CalendarFieldProps {
  label: string;
  /** Empty if not set. */
  value: string;
  /**
   * Called with an empty text while the typed value is incomplete, unless `isSavedOnLeaving`. The
   * surrounding form cannot be submitted while the value is incomplete or out of bounds.
   */
  onChange: (value: string) => void | Promise<unknown>;
  disabled?: boolean;
  error?: boolean;
  helperText?: ReactNode;
  name?: string;
  inputRef?: Ref<HTMLInputElement>;
  onBlur?: () => void;
  /** The accessible name, if the label alone is not descriptive. */
  'aria-label'?: string;
  'aria-describedby'?: string;
  /**
   * Calls `onChange` on blur, on Enter and when the calendar closes; Escape reverts. If
   * `onChange` returns a promise, the field shows `value` again when the promise resolves.
   */
  isSavedOnLeaving?: boolean;
  /** Reverts an emptied field; only with `isSavedOnLeaving`. */
  isRequired?: boolean;
  /** Without a border and a visible label, for values in a list of properties. */
  isPlain?: boolean;
}

/** The props of a field that contains a date. @public */
export interface DateFieldProps extends CalendarFieldProps {
  min?: string;
  max?: string;
}

export const calendarFieldIcons: Record<
  CalendarFieldKind,
  typeof AccessTimeIcon
> = {
  date: CalendarTodayOutlinedIcon,
  time: AccessTimeIcon,
  datetime: CalendarTodayOutlinedIcon,
};

export function getCalendarTextFieldProps(
  props: CalendarFieldProps,
): TextFieldProps {
  const { isPlain } = props;
  const common: TextFieldProps = {
    fullWidth: true,
    size: 'small',
    name: props.name,
    disabled: props.disabled,
    inputProps: {
      ...((isPlain || props['aria-label']) && {
        'aria-label': props['aria-label'] ?? props.label,
      }),
      ...(props['aria-describedby'] && {
        'aria-describedby': props['aria-describedby'],
      }),
    },
  };
  return isPlain
    ? {
        ...common,
        variant: 'standard',
        hiddenLabel: true,
        sx: {
          maxWidth: 160,
          // Hides the underline, except the one that marks the focus.
          '& > ::before': { display: 'none' },
          '& input': {
            height: 30,
            py: 0,
            boxSizing: 'border-box',
            typography: 'body2',
          },
        },
      }
    : { ...common, label: props.label, InputLabelProps: { shrink: true } };
}
