/** The person as named in a file; at least one field is set. */
export interface DraftPerson {
  /** A User reference. */
  user_ref: string | null;
  /** Lowercase. */
  email: string | null;
  /** The login name. */
  username: string | null;
  /** The display name. */
  name: string | null;
}

/**
 * A worklog as parsed from a row. Its person and item are not resolved yet, nor is it known whether
 * it can be logged.
 */
export interface WorklogDraft {
  /** The row number in a spreadsheet. */
  row: number;
  /** Null where the file names no person. */
  person: DraftPerson | null;
  /**
   * Candidate identifiers such as `PAY-42`, the most likely first. A text such as `UTF-8 in PAY-42`
   * yields two.
   */
  identifiers: readonly string[];
  duration_minutes: number;
  description: string | null;
  logged_at: string;
  started_at: string | null;
  /** Null where the file has no value. */
  is_billable: boolean | null;
  /** Lowercase, as named by the other tool; the workspace may not have this type. */
  activity_type: string | null;
  /** The id of the Callboard worklog that the row was exported from, if any. */
  entry_id: string | null;
}
