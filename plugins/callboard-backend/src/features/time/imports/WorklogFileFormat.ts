import { WorklogFormat } from '@callboard/plugin-callboard-common';
import { DraftPerson } from './WorklogDraft';
import { DurationUnit } from './cells/durationCells';

/** Column names; the first one with a value is used. */
type Columns = readonly string[];

/** A duration column. */
export interface DurationColumn {
  column: string;
  /** The unit of a plain number. */
  unit: DurationUnit;
  /** Applies only to files that also have this column. */
  requires?: string;
}

/** Maps the columns of a tool's files to the fields of a worklog. */
export interface WorklogFileFormat {
  name: WorklogFormat;
  /** The display name of the tool. */
  title: string;
  /** The columns that identify the tool: all of its files have them, and no other tool's. */
  signature: readonly string[];
  person: Partial<Record<keyof DraftPerson, Columns>>;
  /** The column that holds only the identifier of the work item. */
  work_item?: string;
  /** Otherwise, the columns to search for identifiers, the most likely first. */
  mentions?: Columns;
  durations: readonly DurationColumn[];
  /** The column with a date, with or without a time of day. */
  logged_at: string;
  /**
   * The column with a time of day, with or without a date; can be the date column. A time without a
   * zone is in the reader's zone.
   */
  started_at?: string;
  /** Whether midnight means an unknown start. */
  isMidnightUnknown?: boolean;
  description: string;
  /** `amount`: the billed amount, if any. */
  is_billable?: {
    column: string;
    kind: 'flag' | 'amount';
    /** The meaning of a blank cell; if omitted, unknown. */
    blank?: boolean;
  };
  activity_type?: string;
  /** The column with the id of the exported worklog. */
  entry_id?: string;
  /** Columns that repeat the values of others. */
  restated?: Columns;
  /** Whether the last row can hold totals. */
  hasTotals?: boolean;
  /** Removes the escaping that the tool adds to a cell. */
  restore?: (cell: string) => string;
}
