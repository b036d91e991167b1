import { Knex } from 'knex';
import { isOneOf } from '../../../database/bulk';
import { inChunks } from '../../../yielding/inChunks';
import { unpackAmendments } from '../seals/amendments';
import {
  HASH_BYTES,
  HASHED_AT_ONCE,
  hashOfRow,
  SALT_BYTES,
} from '../seals/hashes';
import { readAmendments } from '../seals/readAmendments';
import { rowContent, StoredRow } from '../seals/rowContent';
import { SealedPlaces } from './findSealedPositions';

/** The sealed salt and hash of a row. */
interface Sealed {
  salt: Buffer;
  hash: Buffer;
}

/** Seals with some of their rows, and the sealed hashes by position. */
export type SealedRows = SealedPlaces & {
  sealed: ReadonlyMap<number, Sealed | undefined>;
};

/**
 * Filters to positions whose rows match their seal and later marks. Uses no database, which may
 * work meanwhile.
 */
export async function intactPlaces(
  seals: readonly SealedRows[],
  rows: readonly StoredRow[],
): Promise<SealedPlaces[]> {
  const present = new Map(rows.map(row => [row.id, row]));
  const intact: SealedPlaces[] = [];
  for (const { number, places, sealed } of seals) {
    const remaining = [];
    for await (const some of inChunks(places, HASHED_AT_ONCE)) {
      remaining.push(
        ...some.filter(({ id, place }) =>
          isAsSealed(present.get(id)!, sealed.get(place)),
        ),
      );
    }
    if (remaining.length > 0) {
      intact.push({ number, places: remaining });
    }
  }
  return intact;
}

/** Reads the sealed hashes of rows. */
export async function readSealed(
  tx: Knex,
  seals: readonly SealedPlaces[],
): Promise<SealedRows[]> {
  const placesOf = new Map(seals.map(({ number, places }) => [number, places]));
  const numbers = [...placesOf.keys()];
  const packed: any[] = await tx('activity_sealed_rows')
    .select('number', 'salts', 'hashes')
    .whereRaw(...isOneOf(tx, 'number', numbers, 'bigint'));
  const found = new Map(
    packed.map(({ number, salts, hashes }) => [
      Number(number),
      new Map<number, Sealed | undefined>(
        placesOf.get(Number(number))!.map(({ place }) => [
          place,
          {
            salt: slice(salts, place, SALT_BYTES),
            hash: slice(hashes, place, HASH_BYTES),
          },
        ]),
      ),
    ]),
  );
  for (const amendments of await readAmendments(tx, numbers)) {
    const places = found.get(amendments.number);
    unpackAmendments(amendments).forEach(({ place, now }) => {
      // An amendment without a mark invalidates the row.
      if (places?.has(place)) {
        places.set(place, amendments.isByMark ? now : undefined);
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
      hashOfRow(sealed.salt, rowContent(row)).equals(sealed.hash)
    );
  } catch {
    // Callboard never writes unreadable rows.
    return false;
  }
}

function slice(bytes: Buffer, place: number, size: number): Buffer {
  return bytes.subarray(place * size, (place + 1) * size);
}
