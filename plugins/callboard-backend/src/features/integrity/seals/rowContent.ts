import { JsonValue } from '@backstage/types';
import canonicalize from 'canonicalize';
import { Knex } from 'knex';
import { readInstant, readJson } from '../../../database/dialect';
import { readVisibility } from '../../../visibility/visibilityCodes';

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

/** Those that are sealed as the API shows them. */
const otherNames = [
  'visibility',
  'metadata',
  'changes',
  'created_at',
  'is_detail',
  'is_dated',
] as const;

/** The columns of the log that are read to seal its rows, and to check seals. */
export const sealedColumns = [
  ...plainColumns,
  ...otherNames,
  'search_text',
  'arrival',
] as const;

/** A row of the log as the database has it. */
export type StoredRow = Record<(typeof sealedColumns)[number], any>;

const sealedNames = [...plainColumns, ...otherNames].sort();

/** What is sealed of a row. */
export type RowContent = Record<(typeof sealedNames)[number], JsonValue>;

/**
 * What is sealed of a row: all that it says, and who may see it. What is searched in is
 * made of it, and the order of arrival is in the seals.
 *
 * @throws when a column holds what Callboard never writes
 */
export function rowContent(row: StoredRow): RowContent {
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

/** Each name as canonical JSON has it before its value. */
const openings = sealedNames.map(
  name => [name, `${JSON.stringify(name)}:`] as const,
);

/**
 * The canonical JSON of what is sealed of a row. Of millions of rows the names are the same,
 * so they are sorted once, and most values are texts, which canonical JSON writes as JSON does.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
export function canonicalRow(content: RowContent): string {
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

/** Reads rows of the log as they are sealed. */
export function selectSealed(knex: Knex): Knex.QueryBuilder {
  return knex('activity').select(sealedColumns);
}
