import type { ReactNode, Ref } from 'react';

/** The shared props of fields for dates and times. @public */
export interface CalendarFieldProps {
  label: string;
  /** Empty if not set. */
  value: string;
  /**
   * Called with an empty text while the typed value is incomplete. The surrounding form cannot be
   * submitted until then.
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
   * Calls `onChange` on blur or Enter; Escape reverts. If it returns a promise, the field shows
   * `value` again afterwards.
   */
  isSavedOnLeaving?: boolean;
  /** Reverts an emptied field; only with `isSavedOnLeaving`. */
  isRequired?: boolean;
  /** Without a border and a visible label, for values in a list of properties. */
  isPlain?: boolean;
}

/** The props of a field with a date, which can be bounded. @public */
export interface DateFieldProps extends CalendarFieldProps {
  /** The first selectable day. */
  min?: string;
  /** The last selectable day. */
  max?: string;
}
