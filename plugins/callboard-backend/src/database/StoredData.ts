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

/** What a table knows about people. */
export interface PersonalData {
  table: string;
  /** A row is about a person if any of these matches. */
  identifiedBy: readonly PersonKey[];
  /** The other columns that describe that person. */
  columns: readonly string[];
  /** The same of columns of JSON: SQL/JSON paths, by column. */
  jsonPaths?: Readonly<Record<string, readonly string[]>>;
}

/** The tables of one part of the plugin, and what they know about people. */
export interface StoredData {
  /** Emptied when a demonstration is reset. */
  tables: readonly string[];
  /** Tables that a reset leaves as they are. */
  keptTables?: readonly string[];
  personal: readonly PersonalData[];
  /** Columns that look personal and are not, by table. */
  impersonal: Readonly<Record<string, readonly string[]>>;
}

/** Of parts that have no tables. */
export const noData: StoredData = { tables: [], personal: [], impersonal: {} };
