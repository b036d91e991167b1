import { WorklogFormat } from '@callboard/plugin-callboard-common';
import { DraftPerson } from './WorklogDraft';
import { DurationUnit } from './cells/durationCells';

/** Names of columns as tables have them; of several the first that is filled in. */
type Columns = readonly string[];

/** A column with durations. */
export interface DurationColumn {
  column: string;
  /** What a number alone counts. */
  unit: DurationUnit;
  /** Only in files that have this column, too. */
  requires?: string;
}

/** Where the files of a tool say what about an entry. */
export interface WorklogFileFormat {
  name: WorklogFormat;
  /** What people call the tool. */
  title: string;
  /** The columns that all of its files have, and those of no other tool. */
  signature: readonly string[];
  person: Partial<Record<keyof DraftPerson, Columns>>;
  /** Holds the identifier of the work item, and nothing else. */
  work_item?: string;
  /** Otherwise, where identifiers are looked for, the likeliest place first. */
  mentions?: Columns;
  durations: readonly DurationColumn[];
  /** Holds a date, with or without a time of day. */
  logged_at: string;
  /**
   * Holds a time of day, with or without a date; can be the column of the date. A
   * time without a zone is that of the reader.
   */
  started_at?: string;
  /** Midnight stands for a start that nobody knows. */
  isMidnightUnknown?: boolean;
  description: string;
  /** `amount`: what is billed, if anything. */
  is_billable?: {
    column: string;
    kind: 'flag' | 'amount';
    /** What a blank cell means; left out, that nobody has said. */
    blank?: boolean;
  };
  activity_type?: string;
  /** Holds the id of the entry that a row was written from. */
  entry_id?: string;
  /** Columns that say again what others say. */
  restated?: Columns;
  /** Its last row can be the sums of the others. */
  hasTotals?: boolean;
  /** What a cell was before the tool wrote it. */
  restore?: (cell: string) => string;
}
