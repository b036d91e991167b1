import { JsonObject, JsonValue } from '@backstage/types';
import { isNil } from 'lodash';
import {
  ErasedValue,
  PersonalData,
  PersonKey,
} from '../../../database/FeatureTables';
import {
  getRequiredNullColumns,
  hasRequiredValues,
  listEmailColumns,
} from '../personColumns';
import { ErasureSubject } from './ErasureSubject';
import { PersonEraser } from './PersonEraser';
import { TableColumn } from '../../../database/schema';

/**
 * The values at a JSON path. Declarations of personal data use only two forms: `$.a.b`, and `[*]`
 * for all items of a list.
 */
function getPathValues(root: JsonValue, path: string): JsonValue[] {
  const steps = path.match(/[^.$[\]]+/g) ?? [];
  return steps.reduce<JsonValue[]>(
    (values, step) => values.flatMap(value => stepInto(value, step)),
    [root],
  );
}

function stepInto(value: JsonValue, step: string): JsonValue[] {
  if (step === '*') {
    return Array.isArray(value) ? value : [];
  }
  const isObject =
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject || !Object.hasOwn(value, step)) {
    return [];
  }
  const item = value[step];
  return item === undefined ? [] : [item];
}

/** A row with its columns as texts. */
export type TextRow = Record<string, string | null>;

/** The person to erase, and the rules for the rows of one table. */
export interface RowRules {
  person: ErasureSubject;
  personEraser: PersonEraser;
  declarations: readonly PersonalData[];
  columns: readonly TableColumn[];
}

/**
 * Erases a person from a row.
 *
 * @returns the changed columns; `deleted` for a row to delete; undefined for a row without the
 * person
 */
export function eraseRow(
  row: TextRow,
  { person, personEraser, declarations, columns }: RowRules,
): TextRow | 'deleted' | undefined {
  const ownDeclarations = declarations.filter(data =>
    data.identifiedBy.some(key => isAboutPerson(row, key, data, person)),
  );
  if (ownDeclarations.some(({ erasure }) => erasure === 'row')) {
    return 'deleted';
  }
  const otherDeclarations = declarations.filter(
    each => !ownDeclarations.includes(each),
  );
  const columnsOfOthers = new Set(otherDeclarations.flatMap(getNameColumns));
  ownDeclarations
    .flatMap(getNameColumns)
    .forEach(column => columnsOfOthers.delete(column));
  const erased: TextRow = { ...row };
  for (const { erasure } of ownDeclarations) {
    if (typeof erasure === 'object') {
      Object.entries(erasure).forEach(([columnPath, value]) =>
        setValue(erased, columnPath, value),
      );
    }
  }
  for (const { name, type } of columns) {
    erased[name] = eraseText(
      erased[name],
      type,
      personEraser,
      columnsOfOthers.has(name),
    );
  }
  const changed = Object.entries(erased).filter(
    ([column, value]) => value !== row[column],
  );
  return changed.length > 0 ? Object.fromEntries(changed) : undefined;
}

/** The columns with names and email addresses of the person that a declaration is about. */
function getNameColumns(data: PersonalData): string[] {
  return [...(data.names ?? []).flat(), ...listEmailColumns(data)];
}

function isAboutPerson(
  row: TextRow,
  key: PersonKey,
  data: PersonalData,
  person: ErasureSubject,
): boolean {
  const { column, path, holds } = key;
  const value = row[column];
  if (
    isNil(value) ||
    !hasRequiredValues(row, key) ||
    getRequiredNullColumns(key, data).some(ref => !isNil(row[ref]))
  ) {
    return false;
  }
  const found =
    path === undefined
      ? [value]
      : getPathValues(parseJson(value, 'json') ?? null, path);
  switch (holds) {
    case 'user_ref':
      return found.includes(person.user_ref);
    case 'email':
      return found.some(
        email =>
          typeof email === 'string' &&
          person.emails.includes(email.toLowerCase()) &&
          !person.shared_emails.includes(email.toLowerCase()),
      );
    default:
      return found.some(id => person.ids[holds].includes(id as string));
  }
}

/** @param columnPath - a column, or a column with a path in its JSON, such as `column $.a.b` */
function setValue(row: TextRow, columnPath: string, value: ErasedValue): void {
  const [column, path] = columnPath.split(' ');
  const newValue =
    typeof value === 'object' && value !== null ? row[value.column] : value;
  if (path === undefined) {
    row[column] = newValue === null ? null : String(newValue);
    return;
  }
  const root = parseJson(row[column], 'json');
  const steps = path.slice(2).split('.');
  const lastStep = steps.pop()!;
  const parents =
    root === undefined ? [] : getPathValues(root, ['$', ...steps].join('.'));
  for (const parent of parents as JsonObject[]) {
    if (parent?.[lastStep] !== undefined) {
      parent[lastStep] = newValue;
    }
  }
  if (parents.length > 0) {
    row[column] = JSON.stringify(root);
  }
}

function eraseText(
  value: string | null,
  type: string,
  personEraser: PersonEraser,
  isAboutOther: boolean,
): string | null {
  if (typeof value !== 'string') {
    return value;
  }
  const json = parseJson(value, type);
  if (json === undefined) {
    return personEraser.erase(value, isAboutOther);
  }
  const erased = JSON.stringify(personEraser.eraseJson(json, isAboutOther));
  // Keeps the original formatting of unchanged JSON.
  return erased === JSON.stringify(json) ? value : erased;
}

/** Parses the value of a JSON column, or an object or list in a text column. */
function parseJson(value: string | null, type: string): JsonValue | undefined {
  if (value === null || !(type.startsWith('json') || /^\s*[[{]/.test(value))) {
    return undefined;
  }
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
