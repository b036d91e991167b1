import { uniq } from 'lodash';
import { PersonalData, PersonKey } from '../../database/FeatureTables';

/** Returns the keys of a kind that identify a person by a whole column, not by a path in JSON. */
export function getPersonKeys(
  { identifiedBy }: PersonalData,
  kind: PersonKey['holds'],
): PersonKey[] {
  return identifiedBy.filter(
    ({ holds, path }) => holds === kind && path === undefined,
  );
}

/** Returns the columns that identify the person of a row by user reference. */
export function getRefColumns(data: PersonalData): string[] {
  return getPersonKeys(data, 'user_ref').map(({ column }) => column);
}

/**
 * Returns the columns that must be null for a key to identify the person of a row. Several people
 * can share an email address, so it identifies a person only in rows without a user reference, and
 * only if `findSharedEmails` does not find it.
 */
export function getRequiredNullColumns(
  { holds }: PersonKey,
  data: PersonalData,
): string[] {
  return holds === 'email' ? getRefColumns(data) : [];
}

/** The columns that tell whether a key identifies the person of a row. */
export function listKeyColumns({ column, where = {} }: PersonKey): string[] {
  return [column, ...Object.keys(where)];
}

/** Whether a row has the values that a key requires in other columns. */
export function hasRequiredValues(
  row: Readonly<Record<string, unknown>>,
  { where = {} }: PersonKey,
): boolean {
  return Object.entries(where).every(([column, values]) =>
    values.includes(row[column] as string),
  );
}

/** Lists the columns with email addresses of the person of a row. */
export function listEmailColumns(data: PersonalData): string[] {
  const keys = getPersonKeys(data, 'email').map(({ column }) => column);
  return uniq([...(data.emails ?? []), ...keys]);
}
