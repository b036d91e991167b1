/** A column that says whom a row is about. */
export interface PersonKey {
  column: string;
  /** Where in the column it is, as an SQL/JSON path, if the column is JSON. */
  path?: string;
  /**
   * What the column holds of them: the reference of their User, their mail
   * address, or the id of their row in `staff` or `memberships`.
   */
  holds: 'user_ref' | 'email' | 'staff.id' | 'memberships.id';
}

/**
 * What a column holds of somebody who was erased: a value that says nothing, or what
 * another column of the row holds, where no two rows may have the same.
 */
export type ErasedValue = string | number | null | { column: string };

/**
 * What erasing a person does with a row about them, beside what it does everywhere:
 * there, references become the pseudonym, and names and mail addresses go from all
 * text and JSON.
 *
 * - `row`: the row goes.
 * - `with the log`: the feature of the table sees to it, with the rows of the log.
 * - Values by column; `column $.path` is a part of a column of JSON, of objects only.
 */
export type RowErasure =
  | 'row'
  | 'with the log'
  | Readonly<Record<string, ErasedValue>>;

/** What a table knows about people. */
export interface PersonalData {
  table: string;
  /** A row is about a person if any of these matches. */
  identifiedBy: readonly PersonKey[];
  /** The other columns that describe that person. */
  columns: readonly string[];
  /** Those that nobody is shown, as whoever has them can act for the person. */
  secrets?: readonly string[];
  /** The same of columns of JSON: SQL/JSON paths, by column. */
  jsonPaths?: Readonly<Record<string, readonly string[]>>;
  erasure: RowErasure;
  /**
   * Columns with what that person is called; several together make a name. In rows
   * about others they stay, also where those are called the same.
   */
  names?: readonly (readonly string[])[];
  /** Columns with that person's mail addresses, beside those that identify them. */
  emails?: readonly string[];
}

/** The tables of one part of the plugin, and what they know about people. */
export interface StoredData {
  /** What people know it as, where they see what is stored about them. */
  domain: string;
  /** Emptied when a demonstration is reset. */
  tables: readonly string[];
  /** Tables that a reset leaves as they are. */
  preservedTables?: readonly string[];
  /** Those of them that say nothing but what the log says, and change with it. */
  tablesOfLog?: readonly string[];
  personal: readonly PersonalData[];
  /** Columns that look personal and are not, by table. */
  impersonal: Readonly<Record<string, readonly string[]>>;
}

/** Of parts that have no tables. */
export const noData: StoredData = {
  domain: '',
  tables: [],
  personal: [],
  impersonal: {},
};
