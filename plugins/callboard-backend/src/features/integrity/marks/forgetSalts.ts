import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';
import { isPostgres } from '../../../database/dialect';
import { unpackAmendments } from '../seals/amendments';
import { SALT_BYTES } from '../seals/hashes';
import { SealedPosition, SealedPositions } from './findSealedPositions';

/**
 * Overwrites the salts of deleted or rewritten rows. Their hashes remain for the roots of the
 * seals, but the content cannot be recovered by brute force.
 */
export async function forgetSalts(
  tx: Knex,
  seals: readonly SealedPositions[],
): Promise<void> {
  const positionsBySeal = new Map(
    seals.map(({ number, positions }) => [number, positions]),
  );
  const stored: Array<{ number: number | string; salts: Buffer }> = await tx(
    'activity_sealed_rows',
  )
    .select('number', 'salts')
    .whereRaw(
      ...inListSql(tx, 'number', [...positionsBySeal.keys()], 'bigint'),
    );
  const forgotten = stored.map(({ number, salts }) => {
    for (const { position } of positionsBySeal.get(Number(number))!) {
      salts.fill(0, position * SALT_BYTES, (position + 1) * SALT_BYTES);
    }
    return { number: Number(number), salts };
  });
  await forgetAmended(tx, positionsBySeal);
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
  positionsBySeal: ReadonlyMap<number, readonly SealedPosition[]>,
): Promise<void> {
  const earlier: any[] = await tx('activity_amendments')
    .select('number', 'mark', 'amended', 'salts')
    .whereRaw(
      ...inListSql(tx, 'number', [...positionsBySeal.keys()], 'bigint'),
    );
  const changed = earlier.flatMap(row => {
    const own = new Set(
      positionsBySeal.get(Number(row.number))!.map(({ position }) => position),
    );
    const salts = Buffer.from(row.salts);
    unpackAmendments(row).forEach(({ position }, index) => {
      if (own.has(position)) {
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
