import {
  Activity,
  FieldChange,
  Visibility,
} from '@callboard/plugin-callboard-common';

/** A row of the log as it is written. */
export type ActivityRow = Omit<Activity, 'created_at' | 'changes'> & {
  /** The project it is about. */
  project_id: string | null;
  visibility: Visibility;
  /** For whom it is, where its visibility is `people`. */
  people: readonly string[];
  /** Milliseconds since 1970; the same as in the id. */
  created_at: number;
  changes: FieldChange[];
  /** One of many changes of a bulk operation; lists and totals leave it out. */
  is_detail: boolean;
  /** It tells of another moment than the one in which it is written down. */
  is_dated: boolean;
};
