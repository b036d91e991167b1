import { uniq } from 'lodash';
import { PersonalData } from '../../../database/FeatureTables';
import { keysBy } from './keysBy';

/** The columns with email addresses of the person of a row. */
export function listEmailColumns(data: PersonalData): string[] {
  const keys = keysBy(data, 'email').map(({ column }) => column);
  return uniq([...(data.emails ?? []), ...keys]);
}
