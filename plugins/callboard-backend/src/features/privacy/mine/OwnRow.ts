import { JsonValue } from '@callboard/plugin-callboard-common';
import { uniq } from 'lodash';
import { readInstant, readJson } from '../../../database/dialect';
import { PersonalData, PersonKey } from '../../../database/FeatureTables';
import { getEmptyColumns } from '../getEmptyColumns';
import { Identity } from './Identity';
import { JsonRecord, pickPersonParts, omitOtherNames } from './pickPersonParts';

/** Normalised copies of other columns, for searching and sorting. */
const COPIES = /^(search_|sort_)/;

/** A row of a table that may be about a person. */
export class OwnRow {
  private readonly names: ReadonlySet<string>;

  constructor(
    private readonly row: Record<string, unknown>,
    private readonly identity: Identity,
  ) {
    this.names = new Set(Object.values(identity).flat());
  }

  /** Whether a key identifies the person of the row. */
  is(key: PersonKey, data: PersonalData): boolean {
    const { column, path } = key;
    const value = this.row[column];
    if (path !== undefined) {
      return this.getOwnPart(column) !== undefined;
    }
    return (
      this.identity[key.holds].includes(value as string) &&
      getEmptyColumns(key, data).every(ref => isNil(this.row[ref]))
    );
  }

  /**
   * The fields about the person. In a row that only mentions them, that is only the mention; data
   * about others is hidden.
   *
   * @param key - the primary key columns
   */
  getOwnFields(
    key: readonly string[],
    declared: readonly PersonalData[],
  ): JsonRecord {
    const shown: JsonRecord = {};
    const about = declared.filter(data => this.isAbout(data));
    for (const column of [...key, ...about.flatMap(getShownColumns)]) {
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
      key => key.path === undefined && this.is(key, data),
    );
  }

  private getOwnPart(column: string): JsonValue | undefined {
    const value = this.row[column];
    return isNil(value)
      ? undefined
      : pickPersonParts(readJson(value) as JsonValue, this.names);
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
      return omitOtherNames(readJson(value) as JsonValue, this.names);
    }
    if (value instanceof Date) {
      return readInstant(value);
    }
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
  ]).filter(column => !secrets.includes(column) && !COPIES.test(column));
}

function getJsonColumns({ identifiedBy, jsonPaths = {} }: PersonalData) {
  const keys = identifiedBy.filter(({ path }) => path !== undefined);
  return [...keys.map(({ column }) => column), ...Object.keys(jsonPaths)];
}

function isNil(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
