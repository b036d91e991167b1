import {
  DataArea,
  dataInventory,
  DataTable,
} from '@callboard/plugin-callboard-common';
import { difference } from 'lodash';

export interface PersonKey {
  column: string;
  /** The SQL/JSON path in the column, if the column is JSON. */
  path?: string;
  /**
   * The kind of identifier: the reference of their User, their email address, or the id of their
   * row in `staff` or `memberships`.
   */
  holds: 'user_ref' | 'email' | 'staff.id' | 'memberships.id';
  /** Only rows with one of these values in each column are about the person. */
  where?: Readonly<Record<string, readonly string[]>>;
}

/**
 * The value of a column after an erasure: a neutral value, or the value of another column of the
 * row if values must be unique.
 */
export type ErasedValue = string | number | null | { column: string };

/**
 * How an erasure treats a row of a person, in addition to the general rule: everywhere, references
 * become the pseudonym, and names and email addresses are removed from all text and JSON.
 *
 * - `row`: deletes the row.
 * - `logEraser`: `LogEraser` erases the row in one transaction with the log rows that it belongs
 *   to. `UnusedTextEraser` deletes rows of `activity_texts` that belong to no log row.
 * - Values by column: replaces the values of these columns. A key `column $.path` stands for a
 *   member of an object in a JSON column, which is replaced only where it exists.
 */
type RowErasure = 'row' | 'logEraser' | Readonly<Record<string, ErasedValue>>;

export interface PersonalData {
  table: string;
  /** A row belongs to a person if any of these matches. */
  identifiedBy: readonly PersonKey[];
  /** The other columns that describe that person. */
  columns: readonly string[];
  /** Columns that are never shown, because anyone who knows their values can act as the person. */
  secrets?: readonly string[];
  /** The personal parts of JSON columns: SQL/JSON paths, by column. */
  jsonPaths?: Readonly<Record<string, readonly string[]>>;
  erasure: RowErasure;
  /**
   * Lists of columns: the columns of each list together contain one name of the person. Equal names
   * in rows about other people stay.
   */
  names?: readonly (readonly string[])[];
  /** Columns with the person's email addresses, in addition to those that identify them. */
  emails?: readonly string[];
}

/**
 * Declares a table in which each row belongs to the user that one column names. Erasing the user
 * deletes the row.
 */
export function declareUserRows(
  table: string,
  columns: readonly string[],
  userColumn = 'user_ref',
): PersonalData {
  const identifiedBy = [{ column: userColumn, holds: 'user_ref' as const }];
  return { table, identifiedBy, columns, erasure: 'row' };
}

/** The tables of one part of the plugin, and the personal data in them. */
export interface FeatureTables {
  /** The area in the data inventory, which lists its tables. */
  domain: DataArea;
  /** Tables that a reset of the demonstration data does not change. */
  preservedTables?: readonly DataTable[];
  /** The log and the tables about its rows. All of them must change together. */
  tablesOfLog?: readonly string[];
  personal: readonly PersonalData[];
  /** Columns that look personal but are not, by table. */
  nonPersonalColumns?: Readonly<Record<string, readonly string[]>>;
}

export function listTables({ domain }: FeatureTables): readonly DataTable[] {
  return dataInventory[domain];
}

/** Lists the tables that a reset of the demonstration data empties. */
export function listResetTables(data: FeatureTables): DataTable[] {
  return difference(listTables(data), data.preservedTables ?? []);
}
