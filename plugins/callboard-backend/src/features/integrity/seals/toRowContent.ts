import { JsonValue } from '@backstage/types';
import canonicalize from 'canonicalize';
import { Knex } from 'knex';
import { readInstant, readJson } from '../../../database/dialect';
import { readVisibility } from '../../../changes/log/visibilityCodes';

/** The columns of the log that are sealed as they are. */
const plainColumns = [
  'id',
  'workspace_id',
  'project_id',
  'user_id',
  'user_name',
  'user_email',
  'action',
  'entity_type',
  'entity_id',
  'entity_label',
  'batch_id',
  'source',
  'ip',
  'request_id',
] as const;

/** The columns that are sealed in their API form. */
const otherNames = [
  'visibility',
  'metadata',
  'changes',
  'created_at',
  'is_detail',
  'is_dated',
] as const;

/** The columns of the log that are read to seal and verify rows. */
export const sealedColumns = [
  ...plainColumns,
  ...otherNames,
  'search_text',
  'arrival',
] as const;

/** A row of the log from the database. */
export type StoredRow = Record<(typeof sealedColumns)[number], any>;

const sealedNames = [...plainColumns, ...otherNames].sort();

/** The sealed content of a row. */
export type RowContent = Record<(typeof sealedNames)[number], JsonValue>;

/**
 * Converts a row to its sealed content: all of its data, and its visibility. Excludes the search
 * columns, which are derived, and the order of arrival, which the seals contain.
 *
 * @throws when a column holds a value that Callboard never writes
 */
export function toRowContent(row: StoredRow): RowContent {
  const content = {
    visibility: readVisibility(row.visibility) ?? null,
    metadata: row.metadata === null ? null : readJson(row.metadata),
    changes: readJson(row.changes),
    created_at: readInstant(row.created_at),
    is_detail: Boolean(row.is_detail),
    is_dated: Boolean(row.is_dated),
  } as RowContent;
  for (const column of plainColumns) {
    content[column] = row[column];
  }
  return content;
}

/** Each name as it precedes its value in canonical JSON. */
const openings = sealedNames.map(
  name => [name, `${JSON.stringify(name)}:`] as const,
);

/**
 * The canonical JSON of a row's sealed content. Millions of rows have the same names, so these are
 * sorted once; most values are texts, which canonical JSON formats like JSON.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
export function canonicaliseRow(content: RowContent): string {
  let text = '';
  for (const [name, opening] of openings) {
    const value = content[name];
    text += text === '' ? '{' : ',';
    text += opening;
    text +=
      typeof value === 'string' ? JSON.stringify(value) : canonicalize(value);
  }
  return `${text}}`;
}

/** Selects rows of the log with the sealed columns. */
export function selectSealed(knex: Knex): Knex.QueryBuilder {
  return knex('activity').select(sealedColumns);
}
