import { ERASED_NAME } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { uniq } from 'lodash';
import { isOneOf } from '../../../database/bulk';
import { foldCase } from '../../../database/foldCase';
import { PersonalData } from '../../../database/StoredData';
import { ErasedPerson, newPseudonym } from './ErasedPerson';

/** How many names or addresses of one column are looked at. */
const MOST = 100;

/**
 * All that a person is found by, as it is stored. Their mail addresses lead to more rows
 * about them, which may have more names.
 */
export async function findPerson(
  reader: Knex,
  user_ref: string,
  personal: readonly PersonalData[],
): Promise<ErasedPerson> {
  const person: ErasedPerson = {
    user_ref,
    pseudonym: newPseudonym(),
    names: [],
    emails: [],
    ids: { 'staff.id': [], 'memberships.id': [] },
  };
  await readNames(reader, person, personal, 'user_ref');
  if (person.emails.length > 0) {
    await readNames(reader, person, personal, 'email');
  }
  return {
    ...person,
    names: uniq(person.names).filter(isName),
    emails: uniq(person.emails),
    ids: {
      'staff.id': await idsIn(reader, 'staff', person),
      'memberships.id': await idsIn(reader, 'memberships', person),
    },
  };
}

function isName(name: string): boolean {
  return name !== '' && foldCase(name) !== foldCase(ERASED_NAME);
}

/** Adds what rows say that are about the person. */
async function readNames(
  reader: Knex,
  person: ErasedPerson,
  personal: readonly PersonalData[],
  by: 'user_ref' | 'email',
): Promise<void> {
  const { emails } = person;
  const wanted = by === 'user_ref' ? [person.user_ref] : [...emails];
  for (const { table, identifiedBy, names = [], ...data } of personal) {
    const mails = [
      ...(data.emails ?? []),
      ...identifiedBy.flatMap(({ column, holds, path }) =>
        holds === 'email' && path === undefined ? [column] : [],
      ),
    ];
    for (const key of identifiedBy) {
      if (key.holds !== by || key.path !== undefined) {
        continue;
      }
      const isWanted = isOneOf(
        reader,
        by === 'email' ? `lower(${key.column})` : key.column,
        wanted,
        'text',
      );
      for (const columns of [...names, ...mails.map(mail => [mail])]) {
        const rows: Array<Record<string, string | null>> = await reader(table)
          .distinct(columns)
          .whereRaw(...isWanted)
          .limit(MOST);
        const values = rows.map(row =>
          columns
            .map(column => row[column] ?? '')
            .join(' ')
            .trim(),
        );
        if (names.includes(columns)) {
          person.names.push(...values);
        } else {
          emails.push(...values.filter(Boolean).map(v => v.toLowerCase()));
        }
      }
    }
  }
}

async function idsIn(
  reader: Knex,
  table: 'staff' | 'memberships',
  { user_ref, emails }: ErasedPerson,
): Promise<string[]> {
  return reader(table)
    .where(some => {
      some.where({ user_ref });
      if (table === 'staff') {
        some.orWhereRaw(...isOneOf(reader, 'lower(email)', emails, 'text'));
      }
    })
    .pluck('id');
}
