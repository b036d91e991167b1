import {
  Activity,
  FieldChange,
  Visibility,
} from '@callboard/plugin-callboard-common';

/** A row of the log for insertion. */
export type ActivityRow = Omit<Activity, 'created_at' | 'changes'> & {
  /** The project of the row, if any. */
  project_id: string | null;
  visibility: Visibility;
  /** The audience, if `visibility` is `people`. */
  people: readonly string[];
  /** Milliseconds since 1970; the same as in the id. */
  created_at: number;
  changes: FieldChange[];
  /** Whether it is one of many changes of a bulk operation; lists and totals omit it. */
  is_detail: boolean;
  /** Whether its time differs from the time of insertion. */
  is_dated: boolean;
};
