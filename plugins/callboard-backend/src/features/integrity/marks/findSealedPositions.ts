import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { isOneOf } from '../../../database/bulk';
import { isAmong } from '../../../changes/log/isAmong';
import { placeOfId } from '../seals/packedIds';
import { sealOfRowSql } from '../seals/sealOfRowSql';

/** The position of a row of the log in its seal. */
export interface SealedPlace {
  id: string;
  /** The index of the row in its seal, from 0. */
  place: number;
}

/** A seal with some of its rows. */
export interface SealedPlaces {
  number: number;
  /** In the order of the seal. */
  places: SealedPlace[];
}

/**
 * Finds the seals of rows of the log. Unsealed rows are missing: new ones and those inserted by an
 * attacker.
 */
export async function findSealedPositions(
  tx: Knex,
  ids: readonly string[],
): Promise<SealedPlaces[]> {
  if (ids.length === 0) {
    return [];
  }
  const rows: Array<{ id: string; number: number | string | null }> = await tx(
    'activity',
  )
    .select('activity.id', tx.raw(`${sealOfRowSql(tx)} AS number`))
    .whereRaw(...isAmong(tx, ids));
  const sealed = rows.filter(({ number }) => number !== null);
  const byNumber = new Map(
    Object.entries(groupBy(sealed, 'number')).map(([number, own]) => [
      Number(number),
      own.map(({ id }) => id).sort(),
    ]),
  );
  const packed: Array<{ number: number | string; ids: Buffer }> = await tx(
    'activity_sealed_rows',
  )
    .select('number', 'ids')
    .whereRaw(...isOneOf(tx, 'number', [...byNumber.keys()], 'bigint'))
    .orderBy('number');
  return packed
    .map(({ number, ids: sealedIds }) => ({
      number: Number(number),
      places: byNumber.get(Number(number))!.flatMap(id => {
        const place = placeOfId(sealedIds, id);
        return place === undefined ? [] : [{ id, place }];
      }),
    }))
    .filter(({ places }) => places.length > 0);
}
