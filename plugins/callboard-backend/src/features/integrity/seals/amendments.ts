import { Knex } from 'knex';
import { createHash, Hash } from 'crypto';
import { getEntry, HASH_BYTES, SALT_BYTES, SaltedHash } from './hashes';

/** The hash that stands for a deleted row. */
const DELETED_HASH = Buffer.alloc(HASH_BYTES);

const INDEX_BYTES = 4;

const ENTRY_BYTES = INDEX_BYTES + HASH_BYTES;

/** The change of one row of a seal. */
export interface Amendment {
  /** The index of the row in the seal, from 0. */
  rowIndex: number;
  /** The new salt and hash; undefined when the row is deleted. */
  newHash?: SaltedHash;
}

/** A mark's amendments of one seal, as stored. */
export interface PackedAmendments {
  amended: Buffer;
  salts: Buffer;
}

/** Packs amendments that are in the order of the rows. */
export function packAmendments(
  amendments: readonly Amendment[],
): PackedAmendments {
  const entries = amendments.map(({ rowIndex, newHash }) => {
    const entry = Buffer.alloc(ENTRY_BYTES);
    entry.writeUInt32BE(rowIndex);
    (newHash?.hash ?? DELETED_HASH).copy(entry, INDEX_BYTES);
    return entry;
  });
  const salts = amendments.map(
    ({ newHash }) => newHash?.salt ?? Buffer.alloc(SALT_BYTES),
  );
  return { amended: Buffer.concat(entries), salts: Buffer.concat(salts) };
}

export function unpackAmendments({
  amended,
  salts,
}: PackedAmendments): Amendment[] {
  return Array.from({ length: amended.length / ENTRY_BYTES }, (_, index) => {
    const entry = getEntry(amended, index, ENTRY_BYTES);
    const hash = entry.subarray(INDEX_BYTES);
    const salt = getEntry(salts, index, SALT_BYTES);
    return {
      rowIndex: entry.readUInt32BE(),
      newHash: hash.equals(DELETED_HASH) ? undefined : { salt, hash },
    };
  });
}

/** Adds a mark's amendments of one seal to the hash that becomes the root of the mark. */
export function addToMarkRoot(
  hash: Hash,
  { number, amended }: { number: number | string; amended: Buffer },
): void {
  const numberBytes = Buffer.alloc(8);
  numberBytes.writeBigUInt64BE(BigInt(number));
  hash
    .update(numberBytes)
    .update(createHash('sha256').update(amended).digest());
}

const AMENDMENTS_PER_READ = 1_000;

/**
 * The root of a mark: SHA-256 over the number of each amended seal and the hash of its amendments,
 * in the order of the seals.
 */
export async function readMarkRoot(knex: Knex, mark: number): Promise<string> {
  const hash = createHash('sha256');
  let after = 0;
  for (;;) {
    const rows: any[] = await knex('activity_amendments')
      .select('number', 'amended')
      .where({ mark })
      .where('number', '>', after)
      .orderBy('number')
      .limit(AMENDMENTS_PER_READ);
    rows.forEach(amendments => addToMarkRoot(hash, amendments));
    if (rows.length < AMENDMENTS_PER_READ) {
      return hash.digest('hex');
    }
    after = Number(rows[rows.length - 1].number);
  }
}
