import { Knex } from 'knex';
import { uniq } from 'lodash';
import { inListSql } from '../../../database/bulk';
import { PersonalData } from '../../../database/FeatureTables';
import { getRefColumns } from '../getRefColumns';
import { ErasureSubject } from './ErasureSubject';
import { listEmailColumns } from './listEmailColumns';

/**
 * The person's email addresses that others have, too, and keep.
 *
 * Does not read the activity log, which is long and only has former addresses of others.
 */
export async function readSharedMails(
  reader: Knex,
  { user_ref, emails }: ErasureSubject,
  personal: readonly PersonalData[],
): Promise<string[]> {
  const shared: string[] = [];
  const declared = personal.filter(({ erasure }) => erasure !== 'with the log');
  for (const data of emails.length > 0 ? declared : []) {
    for (const column of listEmailColumns(data)) {
      const mail = `lower(${column})`;
      const rows: Array<{ mail: string }> = await reader(data.table)
        .distinct(reader.raw(`${mail} AS mail`))
        .whereRaw(...inListSql(reader, mail, emails, 'text'))
        .where(some => {
          getRefColumns(data).forEach(ref => some.orWhereNot(ref, user_ref));
        });
      shared.push(...rows.map(row => row.mail));
    }
  }
  return uniq(shared);
}
