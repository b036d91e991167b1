import { Knex } from 'knex';
import { isOneOf } from '../../../database/bulk';
import { isPostgres } from '../../../database/dialect';
import { unpackAmendments } from '../seals/amendments';
import { SALT_BYTES } from '../seals/hashes';
import { SealedPlace, SealedPlaces } from './findSealedPositions';

/**
 * Overwrites the salts of deleted or rewritten rows. Their hashes remain for the roots of the
 * seals, but the content cannot be recovered by brute force.
 */
export async function forgetSalts(
  tx: Knex,
  seals: readonly SealedPlaces[],
): Promise<void> {
  const placesOf = new Map(seals.map(({ number, places }) => [number, places]));
  const stored: Array<{ number: number | string; salts: Buffer }> = await tx(
    'activity_sealed_rows',
  )
    .select('number', 'salts')
    .whereRaw(...isOneOf(tx, 'number', [...placesOf.keys()], 'bigint'));
  const forgotten = stored.map(({ number, salts }) => {
    for (const { place } of placesOf.get(Number(number))!) {
      salts.fill(0, place * SALT_BYTES, (place + 1) * SALT_BYTES);
    }
    return { number: Number(number), salts };
  });
  await forgetAmended(tx, placesOf);
  if (isPostgres(tx)) {
    await tx.raw(
      `UPDATE activity_sealed_rows SET salts = forgotten.salts
       FROM unnest(?::bigint[], ?::bytea[]) AS forgotten (number, salts)
       WHERE activity_sealed_rows.number = forgotten.number`,
      [
        forgotten.map(({ number }) => number),
        forgotten.map(({ salts }) => salts) as never,
      ],
    );
    return;
  }
  for (const { number, salts } of forgotten) {
    await tx('activity_sealed_rows').where({ number }).update({ salts });
  }
}

/** The same for salts of earlier rewrites. */
async function forgetAmended(
  tx: Knex,
  placesBySeal: ReadonlyMap<number, readonly SealedPlace[]>,
): Promise<void> {
  const earlier: any[] = await tx('activity_amendments')
    .select('number', 'mark', 'amended', 'salts')
    .whereRaw(...isOneOf(tx, 'number', [...placesBySeal.keys()], 'bigint'));
  const changed = earlier.flatMap(row => {
    const own = new Set(
      placesBySeal.get(Number(row.number))!.map(({ place }) => place),
    );
    const salts = Buffer.from(row.salts);
    unpackAmendments(row).forEach(({ place }, index) => {
      if (own.has(place)) {
        salts.fill(0, index * SALT_BYTES, (index + 1) * SALT_BYTES);
      }
    });
    return salts.equals(row.salts) ? [] : [{ ...row, salts }];
  });
  // Few rows are rewritten twice.
  for (const { number, mark, salts } of changed) {
    await tx('activity_amendments').where({ number, mark }).update({ salts });
  }
}
