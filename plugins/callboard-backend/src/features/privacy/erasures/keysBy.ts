import { PersonalData, PersonKey } from '../../../database/FeatureTables';

/** The keys of a kind that have a column of their own. */
export function keysBy(
  { identifiedBy }: PersonalData,
  by: PersonKey['holds'],
): PersonKey[] {
  return identifiedBy.filter(
    ({ holds, path }) => holds === by && path === undefined,
  );
}
