import { FirstBad } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { searchTextOf } from '../../../changes/log/ActivityLog';
import { isId } from '../../../http/cursor';
import { inSteps } from '../../../yielding/inSteps';
import { hashOfRow } from '../seals/hashes';
import { rowContent, StoredRow } from '../seals/rowContent';
import { SealedRow } from './sealedRows';

/** A row that is not as it was sealed. */
export type BadRow = Pick<FirstBad, 'id' | 'kind'>;

/** What is wrong with the rows of a seal. */
export interface BadRows {
  /** The first, by its id, that was changed or is missing. */
  broken?: BadRow;
  /** The first, by its id, that does not belong there. */
  added?: BadRow;
}

/**
 * Compares rows of the log with what was sealed.
 *
 * @param stored - in the order of their ids, like the sealed ones
 */
export async function findBadRows(
  knex: Knex,
  sealed: readonly SealedRow[],
  stored: readonly StoredRow[],
): Promise<BadRows> {
  const present = new Map(stored.map(row => [row.id, row]));
  // What is gone must not be there any more.
  const known = new Set(sealed.flatMap(({ id, now }) => (now ? [id] : [])));
  const extra = stored.find(({ id }) => !known.has(id));
  const added = extra && addedRow(extra.id);
  for await (const { id, now } of inSteps(sealed)) {
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

/** A row that does not belong where it is; SQLite takes any text for an id. */
export function addedRow(id: string): BadRow {
  return { id: isId(id) ? id : null, kind: 'added' };
}

function isAsSealed(
  row: StoredRow,
  { salt, hash }: { salt: Buffer; hash: Buffer },
): boolean {
  try {
    return (
      row.search_text === searchTextOf(row) &&
      hashOfRow(salt, rowContent(row)).equals(hash)
    );
  } catch {
    // What cannot be read was not written by Callboard.
    return false;
  }
}

/** Whether a row is in the log, though not where it arrived. */
async function isElsewhere(knex: Knex, id: string): Promise<boolean> {
  return (
    (await knex('activity').select('id').where({ id }).first()) !== undefined
  );
}
