import { Knex } from 'knex';
import { uniq } from 'lodash';
import { isOneOf } from '../../../database/bulk';
import { PersonalData } from '../../../database/StoredData';
import { refsOf } from '../refsOf';
import { ErasedPerson } from './ErasedPerson';
import { mailsIn } from './mailsIn';

/**
 * Which of a person's mail addresses others have, too: those keep them.
 *
 * The log is not asked. It is long, and only tells what others had once.
 */
export async function readSharedMails(
  reader: Knex,
  { user_ref, emails }: ErasedPerson,
  personal: readonly PersonalData[],
): Promise<string[]> {
  const shared: string[] = [];
  const declared = personal.filter(({ erasure }) => erasure !== 'with the log');
  for (const data of emails.length > 0 ? declared : []) {
    for (const column of mailsIn(data)) {
      const mail = `lower(${column})`;
      const rows: Array<{ mail: string }> = await reader(data.table)
        .distinct(reader.raw(`${mail} AS mail`))
        .whereRaw(...isOneOf(reader, mail, emails, 'text'))
        .where(some => {
          refsOf(data).forEach(ref => some.orWhereNot(ref, user_ref));
        });
      shared.push(...rows.map(row => row.mail));
    }
  }
  return uniq(shared);
}
