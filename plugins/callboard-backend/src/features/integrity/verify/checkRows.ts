import { FirstBad } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { searchTextOf } from '../../../changes/log/ActivityLog';
import { inSteps } from '../../../turns/inSteps';
import { hashOfRow } from '../seals/hashes';
import { Position, whereArrived } from '../seals/positions';
import { rowContent, selectSealed, StoredRow } from '../seals/rowContent';
import { ROWS_PER_SEAL } from '../seals/sealRows';
import { SealedRow } from './sealedRows';

/** A row that is not as it was sealed. */
export type BadRow = Pick<FirstBad, 'id' | 'kind'>;

/** Of more rows than a seal can have, the first are enough to name one too many. */
const MOST_ROWS = 2 * ROWS_PER_SEAL;

/** Reads the rows of the log that arrived after one row, up to another. */
export async function readArrived(
  knex: Knex,
  range: { after: Position; upTo: Position },
): Promise<StoredRow[]> {
  return whereArrived(selectSealed(knex), range).orderBy('id').limit(MOST_ROWS);
}

/**
 * Compares rows of the log with what was sealed.
 *
 * @param stored - in the order of their ids, like the sealed ones
 * @returns the first that differs, by its id
 */
export async function firstBadRow(
  knex: Knex,
  sealed: readonly SealedRow[],
  stored: readonly StoredRow[],
): Promise<BadRow | undefined> {
  const present = new Map(stored.map(row => [row.id, row]));
  const known = new Set(sealed.map(({ id }) => id));
  const added = stored.find(({ id }) => !known.has(id));
  for await (const { id, now } of inSteps(sealed)) {
    if (added && added.id < id) {
      break;
    }
    const row = present.get(id);
    if (row && !now) {
      return { id, kind: 'added' };
    }
    if (!row && now) {
      return {
        id,
        kind: (await isElsewhere(knex, id)) ? 'changed' : 'missing',
      };
    }
    if (row && now && !isAsSealed(row, now)) {
      return { id, kind: 'changed' };
    }
  }
  return added && { id: added.id, kind: 'added' };
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
