import { PersonalData, PersonKey } from '../../database/FeatureTables';
import { getRefColumns } from './getRefColumns';

/**
 * The columns that must be empty before a key identifies the person of a row. Several people can
 * share an email address, so it only counts in rows without a user reference.
 */
export function getEmptyColumns(
  { holds }: PersonKey,
  data: PersonalData,
): string[] {
  return holds === 'email' ? getRefColumns(data) : [];
}
