import {
  ERASED_NAMESPACE,
  ERASED_NAME,
} from '@callboard/plugin-callboard-common';
import { randomInt } from 'crypto';
import { Knex } from 'knex';
import { difference, uniq } from 'lodash';
import { PersonalData, PersonKey } from '../../../database/FeatureTables';
import { inListSql } from '../../../database/bulk';
import { normaliseCase } from '../../../database/text';
import {
  getRefColumns,
  getPersonKeys,
  getRequiredNullColumns,
  listEmailColumns,
} from '../personColumns';
import { findSharedEmails } from '../sharedEmails';

/** A person to erase, and the values that identify them. */
export interface ErasureSubject {
  user_ref: string;
  /** Replaces the user reference. */
  pseudonym: string;
  /** The person's current and former names. */
  names: string[];
  /** The person's email addresses in lower case. */
  emails: string[];
  /** The addresses in `emails` that other people also have. They do not identify the person. */
  shared_emails: string[];
  /** The ids of the person's rows in these tables. */
  ids: Record<'staff.id' | 'memberships.id', string[]>;
}

/** The maximum number of names or addresses read from one column. */
const MAX_VALUES = 100;

/**
 * Collects the stored values that identify a person: first by user reference, then by the email
 * addresses found that nobody else has.
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
  person.shared_emails = await readSharedEmails(reader, person, personal);
  await collectNamesAndEmails(reader, person, personal, 'email');
  return {
    ...person,
    names: uniq(person.names).filter(isName),
    emails: uniq(person.emails),
    ids: await readAllIds(reader, person, personal),
  };
}

function isName(name: string): boolean {
  return name !== '' && normaliseCase(name) !== normaliseCase(ERASED_NAME);
}

/** Adds the names and email addresses from rows about the person. */
async function collectNamesAndEmails(
  reader: Knex,
  person: ErasureSubject,
  personal: readonly PersonalData[],
  kind: 'user_ref' | 'email',
): Promise<void> {
  // A copy: the search does not use the email addresses that it adds to `person`.
  const criteria = { ...person, emails: [...person.emails] };
  for (const data of personal) {
    const { names = [] } = data;
    const emailColumns = listEmailColumns(data).map(column => [column]);
    for (const key of getPersonKeys(data, kind)) {
      for (const columns of [...names, ...emailColumns]) {
        const rows: Array<Record<string, string | null>> =
          await selectPersonalRows(reader, { data, key }, criteria)
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
          const emails = values.filter(Boolean);
          person.emails.push(...emails.map(email => email.toLowerCase()));
        }
      }
    }
  }
}

/**
 * Reads the person's email addresses that other people also have. Skips the activity log, because
 * it is long, and would add only former addresses of other people.
 */
async function readSharedEmails(
  reader: Knex,
  { user_ref, emails }: ErasureSubject,
  personal: readonly PersonalData[],
): Promise<string[]> {
  const shared: string[] = [];
  const searched = personal.filter(({ erasure }) => erasure !== 'logEraser');
  for (const data of emails.length > 0 ? searched : []) {
    for (const column of listEmailColumns(data)) {
      const emailSql = `lower(${column})`;
      const rows: Array<{ email: string }> = await reader(data.table)
        .distinct(reader.raw(`${emailSql} AS email`))
        .whereRaw(...inListSql(reader, emailSql, emails, 'text'))
        .where(others => {
          getRefColumns(data).forEach(ref => others.orWhereNot(ref, user_ref));
        });
      shared.push(...rows.map(row => row.email));
    }
  }
  shared.push(...(await findSharedEmails(reader, user_ref, emails)));
  return uniq(shared);
}

/**
 * Reads the ids of a person's current rows in `staff` and `memberships`, and returns them together
 * with the ids in `person.ids`.
 */
export async function readAllIds(
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

/** Selects the rows of a person by a column that holds a reference or an email address. */
function selectPersonalRows(
  reader: Knex,
  { data, key }: { data: PersonalData; key: PersonKey },
  { user_ref, emails, shared_emails }: ErasureSubject,
): Knex.QueryBuilder {
  const [columnSql, values] =
    key.holds === 'email'
      ? [`lower(${key.column})`, difference(emails, shared_emails)]
      : [key.column, [user_ref]];
  const rows = reader(data.table).whereRaw(
    ...inListSql(reader, columnSql, values, 'text'),
  );
  getRequiredNullColumns(key, data).forEach(ref => rows.whereNull(ref));
  Object.entries(key.where ?? {}).forEach(([column, required]) =>
    rows.whereIn(column, required),
  );
  return rows;
}

const PSEUDONYM_CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Creates a random user reference, so that it does not identify the person. */
function createPseudonym(): string {
  const characters = Array.from(
    { length: 10 },
    () => PSEUDONYM_CHARACTERS[randomInt(PSEUDONYM_CHARACTERS.length)],
  );
  return `user:${ERASED_NAMESPACE}/${characters.join('')}`;
}
