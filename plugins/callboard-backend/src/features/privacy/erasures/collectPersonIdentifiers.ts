import { ERASED_NAME } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { uniq } from 'lodash';
import { inListSql } from '../../../database/bulk';
import { normaliseCase } from '../../../database/normaliseCase';
import { PersonalData } from '../../../database/FeatureTables';
import { getRefColumns } from '../getRefColumns';
import { ErasureSubject, createPseudonym } from './ErasureSubject';
import { getPersonKeys } from './getPersonKeys';
import { listEmailColumns } from './listEmailColumns';
import { readIds } from './readIds';
import { selectPersonalRows } from './selectPersonalRows';

/**
 * The person's email addresses that others have, too, and keep.
 *
 * Does not read the activity log, which is long and only has former addresses of others.
 */
async function readSharedMails(
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

/** The maximum number of names or addresses read from one column. */
const MAX_VALUES = 100;

/**
 * Collects the values that identify a person, as stored. Their email addresses can lead to more
 * rows with more names.
 */
export async function collectPersonIdentifiers(
  reader: Knex,
  user_ref: string,
  personal: readonly PersonalData[],
): Promise<ErasureSubject> {
  const person: ErasureSubject = {
    user_ref,
    pseudonym: createPseudonym(),
    names: [],
    emails: [],
    shared_emails: [],
    ids: { 'staff.id': [], 'memberships.id': [] },
  };
  await collectNamesAndEmails(reader, person, personal, 'user_ref');
  person.emails = uniq(person.emails);
  if (person.emails.length > 0) {
    await collectNamesAndEmails(reader, person, personal, 'email');
  }
  return {
    ...person,
    names: uniq(person.names).filter(isName),
    emails: uniq(person.emails),
    shared_emails: await readSharedMails(reader, person, personal),
    ids: await readIds(reader, person, personal),
  };
}

function isName(name: string): boolean {
  return name !== '' && normaliseCase(name) !== normaliseCase(ERASED_NAME);
}

/** Adds the names from rows about the person. */
async function collectNamesAndEmails(
  reader: Knex,
  person: ErasureSubject,
  personal: readonly PersonalData[],
  kind: 'user_ref' | 'email',
): Promise<void> {
  const known = { ...person, emails: [...person.emails] };
  for (const data of personal) {
    const { names = [] } = data;
    const mails = listEmailColumns(data).map(mail => [mail]);
    for (const key of getPersonKeys(data, kind)) {
      for (const columns of [...names, ...mails]) {
        const rows: Array<Record<string, string | null>> =
          await selectPersonalRows(reader, { data, key }, known)
            .distinct(columns)
            .limit(MAX_VALUES);
        const values = rows.map(row =>
          columns
            .map(column => row[column] ?? '')
            .join(' ')
            .trim(),
        );
        if (names.includes(columns)) {
          person.names.push(...values);
        } else {
          const spelled = values.filter(Boolean);
          person.emails.push(...spelled.map(mail => mail.toLowerCase()));
        }
      }
    }
  }
}
