import { JsonValue } from '@callboard/plugin-callboard-common';
import { uniq, compact, isNil, isPlainObject, mapValues, pickBy } from 'lodash';
import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';
import { readInstant, readJson } from '../../../database/dialect';
import { PersonalData, PersonKey } from '../../../database/FeatureTables';
import { lowerAscii } from '../../../database/text';
import { getRequiredNullColumns, hasRequiredValues } from '../personColumns';
import { findSharedEmails } from '../sharedEmails';

/**
 * The values that identify a person in the database, by kind of key. Email addresses are in lower
 * case, without addresses that other people share.
 */
export type Identity = Record<PersonKey['holds'], readonly string[]>;

/** Reads the values that identify a person. */
export async function readIdentity(
  knex: Knex,
  user_ref: string,
): Promise<Identity> {
  const people = await knex('people').where({ user_ref }).pluck('email');
  const staff = await knex('staff').where({ user_ref }).select('id', 'email');
  const addresses = compact([...people, ...staff.map(({ email }) => email)]);
  const sharedEmails = await findSharedEmails(knex, user_ref, addresses);
  const emails = uniq(
    addresses
      .filter(email => !sharedEmails.includes(email.toLowerCase()))
      // SQL's `lower` converts only ASCII letters on some databases, and all letters on others.
      .flatMap(email => [lowerAscii(email), email.toLowerCase()]),
  );
  const unmatchedStaff = await knex('staff')
    .whereNull('user_ref')
    .whereRaw(...inListSql(knex, 'lower(email)', emails, 'text'))
    .pluck('id');
  const memberships = await knex('memberships').where({ user_ref }).pluck('id');
  return {
    user_ref: [user_ref],
    email: emails,
    'staff.id': [...staff.map(({ id }) => id), ...unmatchedStaff],
    'memberships.id': memberships,
  };
}

/** Matches columns that are normalised copies of other columns, for searching and sorting. */
const COPIED_COLUMNS = /^(search_|sort_)/;

/** A JSON object. */
export type JsonRecord = Record<string, JsonValue>;

/** A row of a table that may be about a person. */
export class OwnRow {
  private readonly identifiers: ReadonlySet<string>;

  constructor(
    private readonly row: Record<string, unknown>,
    private readonly identity: Identity,
  ) {
    this.identifiers = new Set(Object.values(identity).flat());
  }

  /** Whether a key of the row identifies the person. */
  isIdentifiedBy(key: PersonKey, data: PersonalData): boolean {
    const { column, path } = key;
    const value = this.row[column];
    if (!hasRequiredValues(this.row, key)) {
      return false;
    }
    if (path !== undefined) {
      return this.getOwnPart(column) !== undefined;
    }
    const identifier =
      key.holds === 'email' ? (value as string | null)?.toLowerCase() : value;
    return (
      this.identity[key.holds].includes(identifier as string) &&
      getRequiredNullColumns(key, data).every(ref => isNil(this.row[ref]))
    );
  }

  /**
   * Returns the fields about the person. Of a row that only mentions the person, returns only the
   * mention. Omits data about other people.
   *
   * @param keyColumns - the primary key columns
   */
  getOwnFields(
    keyColumns: readonly string[],
    declared: readonly PersonalData[],
  ): JsonRecord {
    const shown: JsonRecord = {};
    const about = declared.filter(data => this.isAbout(data));
    for (const column of [...keyColumns, ...about.flatMap(getShownColumns)]) {
      shown[column] = this.toColumnValue(column, declared);
    }
    for (const column of declared.flatMap(getJsonColumns)) {
      const part = shown[column] ?? this.getOwnPart(column);
      if (part !== undefined) shown[column] = part;
    }
    return shown;
  }

  private isAbout(data: PersonalData): boolean {
    return data.identifiedBy.some(
      key => key.path === undefined && this.isIdentifiedBy(key, data),
    );
  }

  private getOwnPart(column: string): JsonValue | undefined {
    const value = this.row[column];
    return isNil(value)
      ? undefined
      : pickPersonParts(readJson(value) as JsonValue, this.identifiers);
  }

  private toColumnValue(
    column: string,
    declared: readonly PersonalData[],
  ): JsonValue {
    const value = this.row[column];
    if (isNil(value)) {
      return null;
    }
    if (declared.some(data => getJsonColumns(data).includes(column))) {
      return omitOtherNames(readJson(value) as JsonValue, this.identifiers);
    }
    if (value instanceof Date) {
      return readInstant(value);
    }
    // SQLite stores instants as numbers.
    return typeof value === 'number' && /_at$/.test(column)
      ? readInstant(value)
      : (value as JsonValue);
  }
}

/** The columns to show of a row about a person. */
export function getShownColumns(data: PersonalData): string[] {
  const { identifiedBy, columns, secrets = [] } = data;
  return uniq([
    ...identifiedBy.map(({ column }) => column),
    ...columns,
    ...getJsonColumns(data),
  ]).filter(
    column => !secrets.includes(column) && !COPIED_COLUMNS.test(column),
  );
}

function getJsonColumns({ identifiedBy, jsonPaths = {} }: PersonalData) {
  const keys = identifiedBy.filter(({ path }) => path !== undefined);
  return [...keys.map(({ column }) => column), ...Object.keys(jsonPaths)];
}

/** The properties whose value identifies the person whom a JSON object is about. */
const SUBJECT_KEYS = ['user_ref', 'id'];

/**
 * The property that names the field in which a person is mentioned. Its value identifies no person.
 */
const FIELD_KEY = 'field';

/**
 * Returns the parts of a JSON value that mention a person; undefined if none does. A list is
 * reduced to the items that mention the person. An object about the person is returned whole.
 *
 * @param identifiers - the values that identify the person
 */
function pickPersonParts(
  value: JsonValue | undefined,
  identifiers: ReadonlySet<string>,
): JsonValue | undefined {
  const isIdentifier = (part: unknown) =>
    typeof part === 'string' && identifiers.has(part.toLowerCase());
  if (Array.isArray(value)) {
    const parts = value.flatMap(
      part => pickPersonParts(part, identifiers) ?? [],
    );
    return parts.length > 0 ? parts : undefined;
  }
  if (!isObject(value)) {
    return isIdentifier(value) ? value : undefined;
  }
  if (SUBJECT_KEYS.some(key => isIdentifier(value[key]))) {
    return omitOtherNames(value, identifiers);
  }
  const parts = mapValues(value, (part, key) =>
    isIdentifier(key) ? part : pickPersonParts(part, identifiers),
  );
  const found = pickBy(parts, part => part !== undefined) as JsonRecord;
  if (Object.keys(found).length === 0) {
    return undefined;
  }
  return FIELD_KEY in value
    ? { [FIELD_KEY]: value[FIELD_KEY], ...found }
    : found;
}

/** Removes other people's names from a JSON value. */
function omitOtherNames(
  value: JsonValue,
  identifiers: ReadonlySet<string>,
): JsonValue {
  if (!isObject(value) || !isObject(value.names)) {
    return value;
  }
  const ownNames = pickBy(value.names, (_name, key) => identifiers.has(key));
  return { ...value, names: ownNames as JsonRecord };
}

function isObject(value: JsonValue | undefined): value is JsonRecord {
  return isPlainObject(value);
}
