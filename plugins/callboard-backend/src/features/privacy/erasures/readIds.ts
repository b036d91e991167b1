import { Knex } from 'knex';
import { uniq } from 'lodash';
import { PersonalData } from '../../../database/FeatureTables';
import { ErasureSubject } from './ErasureSubject';
import { getPersonKeys } from './getPersonKeys';
import { selectPersonalRows } from './selectPersonalRows';

/** The ids of a person's current records, in addition to the known ones. */
export async function readIds(
  reader: Knex,
  person: ErasureSubject,
  personal: readonly PersonalData[],
): Promise<ErasureSubject['ids']> {
  const readTableIds = async (table: string) => {
    const ids: string[] = [];
    for (const data of personal.filter(each => each.table === table)) {
      for (const key of [
        ...getPersonKeys(data, 'user_ref'),
        ...getPersonKeys(data, 'email'),
      ]) {
        ids.push(
          ...(await selectPersonalRows(reader, { data, key }, person).pluck(
            'id',
          )),
        );
      }
    }
    return ids;
  };
  const { ids } = person;
  return {
    'staff.id': uniq([...ids['staff.id'], ...(await readTableIds('staff'))]),
    'memberships.id': uniq([
      ...ids['memberships.id'],
      ...(await readTableIds('memberships')),
    ]),
  };
}
