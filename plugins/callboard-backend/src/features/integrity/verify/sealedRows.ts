import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';
import { unpackAmendments, readAmendments } from '../seals/amendments';
import {
  computeSha256,
  getEntry,
  HASH_BYTES,
  SALT_BYTES,
  SaltedHash,
} from '../seals/hashes';
import { ID_BYTES, unpackIds } from '../seals/packedIds';
import { Seal } from '../seals/SealRow';

/** A row of a seal. */
export interface SealedRow {
  id: string;
  /** The salt and hash that the seal and later marks require; undefined when the row is deleted. */
  expected: SaltedHash | undefined;
}

/**
 * Reads the rows of seals in the order of their ids, by seal number. Omits a seal when the stored
 * hashes do not match it, or when an amendment does not come from a mark.
 */
export async function readSealedRows(
  knex: Knex,
  seals: readonly Seal[],
): Promise<Map<number, SealedRow[]>> {
  const contents = new Map(
    seals.map(({ content }) => [content.number, content]),
  );
  const numbers = [...contents.keys()];
  const stored: PackedRows[] = await knex('activity_sealed_rows').whereRaw(
    ...inListSql(knex, 'number', numbers, 'bigint'),
  );
  const found = new Map(
    stored
      .filter(packed =>
        matchesSeal(contents.get(Number(packed.number))!, packed),
      )
      .map(packed => [Number(packed.number), unpackRows(packed)]),
  );
  for (const amendments of await readAmendments(knex, numbers)) {
    const { number, isByMark } = amendments;
    if (!isByMark) {
      found.delete(number);
    }
    const rows = found.get(number) ?? [];
    for (const { rowIndex, newHash } of unpackAmendments(amendments)) {
      if (rows[rowIndex]) {
        rows[rowIndex].expected = newHash;
      }
    }
  }
  return found;
}

/** The stored hashes of a seal. */
interface PackedRows {
  number: number | string;
  ids: Buffer;
  salts: Buffer;
  hashes: Buffer;
}

function unpackRows({ ids, salts, hashes }: PackedRows): SealedRow[] {
  return unpackIds(ids).map((id, index) => ({
    id,
    expected: {
      salt: getEntry(salts, index, SALT_BYTES),
      hash: getEntry(hashes, index, HASH_BYTES),
    },
  }));
}

function matchesSeal(
  { rows, root, first_id, last_id }: Seal['content'],
  { ids, salts, hashes }: PackedRows,
): boolean {
  const [first] = unpackIds(ids.subarray(0, ID_BYTES));
  const [last] = unpackIds(ids.subarray(-ID_BYTES));
  return (
    ids.length === rows * ID_BYTES &&
    salts.length === rows * SALT_BYTES &&
    hashes.length === rows * HASH_BYTES &&
    first === first_id &&
    last === last_id &&
    computeSha256(hashes) === root
  );
}
