import { FirstBad } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { toSearchText } from '../../../changes/log/ActivityLog';
import { isId } from '../../../http/cursor';
import { iterateInSteps } from '../../../yielding/inSteps';
import { hashRow } from '../seals/hashes';
import { toRowContent, StoredRow } from '../seals/toRowContent';
import { SealedRow } from './sealedRows';

/** A row that differs from its seal. */
export type BadRow = Pick<FirstBad, 'id' | 'kind'>;

/** The problems in the rows of a seal. */
export interface BadRows {
  /** The first changed or missing row by id. */
  broken?: BadRow;
  /** The first row by id that does not belong there. */
  added?: BadRow;
}

/**
 * Compares rows of the log with their sealed hashes.
 *
 * @param stored - in the order of their ids, like the sealed ones
 */
export async function findBadRows(
  knex: Knex,
  sealed: readonly SealedRow[],
  stored: readonly StoredRow[],
): Promise<BadRows> {
  const present = new Map(stored.map(row => [row.id, row]));
  // Rows marked as deleted must not exist.
  const known = new Set(sealed.flatMap(({ id, now }) => (now ? [id] : [])));
  const extra = stored.find(({ id }) => !known.has(id));
  const added = extra && toAddedRow(extra.id);
  for await (const { id, now } of iterateInSteps(sealed)) {
    const row = present.get(id);
    if (now && !row) {
      const kind = (await isElsewhere(knex, id)) ? 'changed' : 'missing';
      return { broken: { id, kind }, added };
    }
    if (now && row && !isAsSealed(row, now)) {
      return { broken: { id, kind: 'changed' }, added };
    }
  }
  return { added };
}

/** A row that does not belong there; SQLite accepts any text as an id. */
export function toAddedRow(id: string): BadRow {
  return { id: isId(id) ? id : null, kind: 'added' };
}

function isAsSealed(
  row: StoredRow,
  { salt, hash }: { salt: Buffer; hash: Buffer },
): boolean {
  try {
    return (
      row.search_text === toSearchText(row) &&
      hashRow(salt, toRowContent(row)).equals(hash)
    );
  } catch {
    // Callboard never writes unreadable rows.
    return false;
  }
}

/** Whether the row exists in the log under another arrival. */
async function isElsewhere(knex: Knex, id: string): Promise<boolean> {
  return (
    (await knex('activity').select('id').where({ id }).first()) !== undefined
  );
}
