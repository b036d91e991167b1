import { PersonalData, PersonKey } from '../../../database/StoredData';

/** The keys of rows that have it in a column of its own. */
export function keysBy(
  { identifiedBy }: PersonalData,
  by: PersonKey['holds'],
): PersonKey[] {
  return identifiedBy.filter(
    ({ holds, path }) => holds === by && path === undefined,
  );
}
