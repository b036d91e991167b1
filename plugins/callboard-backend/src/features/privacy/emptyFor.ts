import { PersonalData, PersonKey } from '../../database/StoredData';
import { refsOf } from './refsOf';

/**
 * The columns that must be empty before a key says that a row is about somebody. Several
 * people can share a mail address: it only tells where no reference says whose a row is.
 */
export function emptyFor({ holds }: PersonKey, data: PersonalData): string[] {
  return holds === 'email' ? refsOf(data) : [];
}
