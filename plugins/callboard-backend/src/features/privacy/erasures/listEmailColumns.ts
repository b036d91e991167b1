import { uniq } from 'lodash';
import { PersonalData } from '../../../database/FeatureTables';
import { getPersonKeys } from './getPersonKeys';

/** The columns with email addresses of the person of a row. */
export function listEmailColumns(data: PersonalData): string[] {
  const keys = getPersonKeys(data, 'email').map(({ column }) => column);
  return uniq([...(data.emails ?? []), ...keys]);
}
