import { ActivitySeal } from '@callboard/plugin-callboard-common';
import canonicalize from 'canonicalize';
import { createHash } from 'crypto';
import { JsonValue } from '@backstage/types';
import { Knex } from 'knex';
import { readVisibility } from '../../../changes/ActivityLog';
import { readInstant, readJson } from '../../../database/dialect';

/** The version of the format. @see docs/integrity.md */
export const SEAL_VERSION = 1;

/** The `previous` of the first seal. */
export const NO_HEAD = '0'.repeat(64);

export const HASH_BYTES = 32;

export const SALT_BYTES = 16;

/** The number of rows hashed before other requests run: a few milliseconds of work. */
export const ROWS_PER_CHUNK = 100;

/** The content of a seal. Its hash is the seal's head. */
export type SealContent = Omit<ActivitySeal, 'head'>;

/** Computes the head of a seal from its content. */
export function computeHead(content: SealContent): string {
  return computeSha256(canonicalize(content)!);
}

/** SHA-256 over bytes, in hexadecimal digits. */
export function computeSha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * The hash of a row: SHA-256 over its salt and its canonical JSON. Without the salt, erased content
 * could be recovered by brute force.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
export function hashRow(salt: Buffer, content: RowContent): Buffer {
  return createHash('sha256')
    .update(salt)
    .update(canonicaliseRow(content))
    .digest();
}

/** The salt of a row, and its hash with that salt. */
export interface SaltedHash {
  salt: Buffer;
  hash: Buffer;
}

/** Whether a row has the content that was hashed. */
export function matchesHash(
  row: StoredRow,
  { salt, hash }: SaltedHash,
): boolean {
  try {
    return hashRow(salt, toRowContent(row)).equals(hash);
  } catch {
    // Callboard writes only readable rows, so this row was changed from outside.
    return false;
  }
}

/** Returns an entry of packed entries of equal size, as a view of the same memory. */
export function getEntry(packed: Buffer, index: number, size: number): Buffer {
  return packed.subarray(index * size, (index + 1) * size);
}

/** The columns of the log that are sealed without conversion. */
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
const convertedColumns = [
  'visibility',
  'metadata',
  'changes',
  'created_at',
  'is_detail',
  'is_dated',
] as const;

/** The columns of the log that are read to seal and verify rows. */
const sealedColumns = [
  ...plainColumns,
  ...convertedColumns,
  'search_text',
  'arrival',
] as const;

export type StoredRow = Record<(typeof sealedColumns)[number], any>;

const contentKeys = [...plainColumns, ...convertedColumns].sort();

type RowContent = Record<(typeof contentKeys)[number], JsonValue>;

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

/** Each key, with the text that precedes its value in canonical JSON. */
const keyPrefixes = contentKeys.map(
  name => [name, `${JSON.stringify(name)}:`] as const,
);

/**
 * The canonical JSON of a row's sealed content. Millions of rows have the same keys, so the keys
 * are sorted once. For values other than objects and lists, `JSON.stringify` returns canonical JSON
 * several times faster than `canonicalize`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8785
 */
function canonicaliseRow(content: RowContent): string {
  let text = '';
  for (const [name, prefix] of keyPrefixes) {
    const value = content[name];
    text += text === '' ? '{' : ',';
    text += prefix;
    text +=
      typeof value === 'object' && value !== null
        ? canonicalize(value)
        : JSON.stringify(value);
  }
  return `${text}}`;
}

/** Selects rows of the log with the sealed columns. */
export function selectSealed(knex: Knex): Knex.QueryBuilder {
  return knex('activity').select(sealedColumns);
}

/** SQL for the approximate size in bytes of a row of `activity`: the length of its long columns. */
export const rowBytesSql =
  'COALESCE(length(CAST(metadata AS text)), 0) + length(CAST(changes AS text))';
