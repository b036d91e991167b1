import { uniq } from 'lodash';
import { PersonalData } from '../../../database/StoredData';
import { keysBy } from './keysBy';

/** The columns with mail addresses of the person whom a row is about. */
export function mailsIn(data: PersonalData): string[] {
  const keys = keysBy(data, 'email').map(({ column }) => column);
  return uniq([...(data.emails ?? []), ...keys]);
}
