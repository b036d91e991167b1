import type { ReactNode, Ref } from 'react';

/** The shared properties of fields for dates and times. @public */
export interface CalendarFieldProps {
  label: string;
  /** Empty where there is none. */
  value: string;
  /**
   * Gets an empty text while the typed value is incomplete. A form in which the
   * field stands is not submitted until then.
   */
  onChange: (value: string) => void | Promise<unknown>;
  disabled?: boolean;
  error?: boolean;
  helperText?: ReactNode;
  name?: string;
  inputRef?: Ref<HTMLInputElement>;
  onBlur?: () => void;
  /** The accessible name, where the label alone does not tell. */
  'aria-label'?: string;
  'aria-describedby'?: string;
  /**
   * Calls `onChange` once the field is left or Enter is pressed; Escape takes back.
   * If it returns a promise, the field shows `value` again afterwards.
   */
  isSavedOnLeaving?: boolean;
  /** Takes back what was emptied; only with `isSavedOnLeaving`. */
  isRequired?: boolean;
  /** Without a border and a visible label, for values in a list of properties. */
  isPlain?: boolean;
}

/** Those of a field with a date, which can be bounded. @public */
export interface DateFieldProps extends CalendarFieldProps {
  /** The first day that can be picked. */
  min?: string;
  /** The last day that can be picked. */
  max?: string;
}
