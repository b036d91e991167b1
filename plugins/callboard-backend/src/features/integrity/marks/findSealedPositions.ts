import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { inListSql } from '../../../database/bulk';
import { inActivityIdsSql } from '../../../changes/ActivityLog';
import { findIdIndex } from '../seals/packedIds';
import { rowSealSql } from '../seals/rowSealSql';

/** The position of a row of the log in its seal. */
export interface SealedPosition {
  id: string;
  /** The index of the row in its seal, from 0. */
  position: number;
}

/** A seal with some of its rows. */
export interface SealedPositions {
  number: number;
  /** In the order of the seal. */
  positions: SealedPosition[];
}

/**
 * Finds the seals of rows of the log. Omits unsealed rows: new ones and those inserted by an
 * attacker.
 */
export async function findSealedPositions(
  tx: Knex,
  ids: readonly string[],
): Promise<SealedPositions[]> {
  if (ids.length === 0) {
    return [];
  }
  const rows: Array<{ id: string; number: number | string | null }> = await tx(
    'activity',
  )
    .select('activity.id', tx.raw(`${rowSealSql(tx)} AS number`))
    .whereRaw(...inActivityIdsSql(tx, ids));
  const sealed = rows.filter(({ number }) => number !== null);
  const byNumber = new Map(
    Object.entries(groupBy(sealed, 'number')).map(([number, rowsOfSeal]) => [
      Number(number),
      rowsOfSeal.map(({ id }) => id).sort(),
    ]),
  );
  const packed: Array<{ number: number | string; ids: Buffer }> = await tx(
    'activity_sealed_rows',
  )
    .select('number', 'ids')
    .whereRaw(...inListSql(tx, 'number', [...byNumber.keys()], 'bigint'))
    .orderBy('number');
  return packed
    .map(({ number, ids: sealedIds }) => ({
      number: Number(number),
      positions: byNumber.get(Number(number))!.flatMap(id => {
        const position = findIdIndex(sealedIds, id);
        return position === undefined ? [] : [{ id, position }];
      }),
    }))
    .filter(({ positions }) => positions.length > 0);
}
