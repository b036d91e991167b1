import { PersonalData, PersonKey } from '../../database/FeatureTables';
import { refsOf } from './refsOf';

/**
 * The columns that must be empty before a key identifies the person of a row. Several people can
 * share an email address, so it only counts in rows without a user reference.
 */
export function emptyFor({ holds }: PersonKey, data: PersonalData): string[] {
  return holds === 'email' ? refsOf(data) : [];
}
