import { PersonalData, PersonKey } from '../../../database/FeatureTables';

/** The keys of a kind that have a column of their own. */
export function getPersonKeys(
  { identifiedBy }: PersonalData,
  kind: PersonKey['holds'],
): PersonKey[] {
  return identifiedBy.filter(
    ({ holds, path }) => holds === kind && path === undefined,
  );
}
