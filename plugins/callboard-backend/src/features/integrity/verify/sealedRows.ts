import { Knex } from 'knex';
import {
  computeSha256,
  HASH_BYTES,
  SALT_BYTES,
  SaltedHash,
} from '../seals/hashes';
import { ID_BYTES, unpackIds } from '../seals/packedIds';
import { SealHashes } from '../seals/SealHashes';
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
  const hashesBySeal = await SealHashes.readAll(knex, [...contents.keys()]);
  const valid = [...hashesBySeal].filter(
    ([number, { packed, amendments }]) =>
      matchesSeal(contents.get(number)!, packed) &&
      amendments.every(({ isByMark }) => isByMark),
  );
  return new Map(
    valid.map(([number, hashes]) => [
      number,
      unpackIds(hashes.packed.ids).map((id, index) => ({
        id,
        expected: hashes.getHash(index),
      })),
    ]),
  );
}

function matchesSeal(
  { rows, root, first_id, last_id }: Seal['content'],
  { ids, salts, hashes }: SealHashes['packed'],
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
