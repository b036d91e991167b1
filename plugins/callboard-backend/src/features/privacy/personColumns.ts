import { uniq } from 'lodash';
import { PersonalData, PersonKey } from '../../database/FeatureTables';

/** The keys that identify a person by a whole column of this kind, not by a path within JSON. */
export function getPersonKeys(
  { identifiedBy }: PersonalData,
  kind: PersonKey['holds'],
): PersonKey[] {
  return identifiedBy.filter(
    ({ holds, path }) => holds === kind && path === undefined,
  );
}

/** The columns that identify the person of a row by reference. */
export function getRefColumns(data: PersonalData): string[] {
  return getPersonKeys(data, 'user_ref').map(({ column }) => column);
}

/**
 * The columns that must be empty for a key to identify the person of a row. Several people can
 * share an email address, so it identifies a person only in rows without a user reference.
 */
export function getEmptyColumns(
  { holds }: PersonKey,
  data: PersonalData,
): string[] {
  return holds === 'email' ? getRefColumns(data) : [];
}

/** The columns with email addresses of the person of a row. */
export function listEmailColumns(data: PersonalData): string[] {
  const keys = getPersonKeys(data, 'email').map(({ column }) => column);
  return uniq([...(data.emails ?? []), ...keys]);
}
