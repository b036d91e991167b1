/** What a file calls a person; at least one of these. */
export interface DraftPerson {
  /** A User reference. */
  user_ref: string | null;
  /** In lower case. */
  email: string | null;
  /** The name they signed in with. */
  username: string | null;
  /** The name that people read. */
  name: string | null;
}

/**
 * An entry as a row of a file has it. Whose time it is and on what is still to be
 * found, and whether it can be logged.
 */
export interface WorklogDraft {
  /** The number that a spreadsheet shows. */
  row: number;
  /** Null where the file does not say whose time it is. */
  person: DraftPerson | null;
  /**
   * What can be the work item, such as `PAY-42`, the likeliest first. A text such as
   * `UTF-8 in PAY-42` looks as if it named two.
   */
  identifiers: readonly string[];
  duration_minutes: number;
  description: string | null;
  logged_at: string;
  started_at: string | null;
  /** Null where the file does not say. */
  is_billable: boolean | null;
  /** In lower case; what the other tool called it, if the workspace has it or not. */
  activity_type: string | null;
  /** The entry of Callboard's own that the row was written from, if it was. */
  entry_id: string | null;
}
