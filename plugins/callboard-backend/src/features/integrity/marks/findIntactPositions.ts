import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';
import { iterateInChunks } from '../../../yielding/iterateInChunks';
import { unpackAmendments } from '../seals/amendments';
import {
  HASH_BYTES,
  HASHED_AT_ONCE,
  hashRow,
  SALT_BYTES,
} from '../seals/hashes';
import { readAmendments } from '../seals/readAmendments';
import { toRowContent, StoredRow } from '../seals/toRowContent';
import { SealedPositions } from './findSealedPositions';

/** The sealed salt and hash of a row. */
interface Sealed {
  salt: Buffer;
  hash: Buffer;
}

/** Seals with some of their rows, and the sealed hashes by position. */
export type SealedRows = SealedPositions & {
  sealed: ReadonlyMap<number, Sealed | undefined>;
};

/**
 * Filters to positions whose rows match their seal and later marks. Uses no database, which may
 * work meanwhile.
 */
export async function findIntactPositions(
  seals: readonly SealedRows[],
  rows: readonly StoredRow[],
): Promise<SealedPositions[]> {
  const present = new Map(rows.map(row => [row.id, row]));
  const intact: SealedPositions[] = [];
  for (const { number, positions, sealed } of seals) {
    const remaining = [];
    for await (const some of iterateInChunks(positions, HASHED_AT_ONCE)) {
      remaining.push(
        ...some.filter(({ id, position }) =>
          isAsSealed(present.get(id)!, sealed.get(position)),
        ),
      );
    }
    if (remaining.length > 0) {
      intact.push({ number, positions: remaining });
    }
  }
  return intact;
}

/** Reads the sealed hashes of rows. */
export async function readSealed(
  tx: Knex,
  seals: readonly SealedPositions[],
): Promise<SealedRows[]> {
  const positionsBySeal = new Map(
    seals.map(({ number, positions }) => [number, positions]),
  );
  const numbers = [...positionsBySeal.keys()];
  const packed: any[] = await tx('activity_sealed_rows')
    .select('number', 'salts', 'hashes')
    .whereRaw(...inListSql(tx, 'number', numbers, 'bigint'));
  const found = new Map(
    packed.map(({ number, salts, hashes }) => [
      Number(number),
      new Map<number, Sealed | undefined>(
        positionsBySeal.get(Number(number))!.map(({ position }) => [
          position,
          {
            salt: slice(salts, position, SALT_BYTES),
            hash: slice(hashes, position, HASH_BYTES),
          },
        ]),
      ),
    ]),
  );
  for (const amendments of await readAmendments(tx, numbers)) {
    const sealedByPosition = found.get(amendments.number);
    unpackAmendments(amendments).forEach(({ position, now }) => {
      // An amendment without a mark invalidates the row.
      if (sealedByPosition?.has(position)) {
        sealedByPosition.set(position, amendments.isByMark ? now : undefined);
      }
    });
  }
  return seals.map(seal => ({
    ...seal,
    sealed: found.get(seal.number) ?? new Map(),
  }));
}

function isAsSealed(row: StoredRow, sealed: Sealed | undefined): boolean {
  try {
    return (
      sealed !== undefined &&
      hashRow(sealed.salt, toRowContent(row)).equals(sealed.hash)
    );
  } catch {
    // Callboard never writes unreadable rows.
    return false;
  }
}

function slice(bytes: Buffer, position: number, size: number): Buffer {
  return bytes.subarray(position * size, (position + 1) * size);
}
