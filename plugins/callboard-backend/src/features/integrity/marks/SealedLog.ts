import { ActivitySeal } from '@callboard/plugin-callboard-common';
import { createHash, randomBytes } from 'crypto';
import { Knex } from 'knex';
import { sumBy } from 'lodash';
import { RewrittenRow } from '../../../changes/ActivityLog';
import { inListSql, updateBuffers } from '../../../database/bulk';
import { iterateInChunks } from '../../../kernel/yielding';
import {
  addToMarkRoot,
  Amendment,
  packAmendments,
  PackedAmendments,
  unpackAmendments,
  readAmendments,
} from '../seals/amendments';
import {
  addSeal,
  awaitChainEnd,
  beginChain,
  ChainEnd,
  moveChainEnd,
} from '../seals/chain';
import {
  ROWS_PER_CHUNK,
  hashRow,
  SALT_BYTES,
  HASH_BYTES,
  toRowContent,
  StoredRow,
} from '../seals/hashes';
import { toSealResponse } from '../seals/SealRow';
import {
  findSealedPositions,
  SealedPositions,
  SealedPosition,
} from './findSealedPositions';

/** The salt and hash of a row, as its seal or a later mark records them. */
interface Sealed {
  salt: Buffer;
  hash: Buffer;
}

/** Seals with some of their rows, and the sealed hashes by position. */
type SealedRows = SealedPositions & {
  sealed: ReadonlyMap<number, Sealed | undefined>;
};

/**
 * Returns the positions whose rows match their seal and later marks. Does not use the database, so
 * that it can run while the database works.
 */
async function findIntactPositions(
  seals: readonly SealedRows[],
  rows: readonly StoredRow[],
): Promise<SealedPositions[]> {
  const rowsById = new Map(rows.map(row => [row.id, row]));
  const intact: SealedPositions[] = [];
  for (const { number, positions, sealed } of seals) {
    const remaining = [];
    for await (const chunk of iterateInChunks(positions, ROWS_PER_CHUNK)) {
      remaining.push(
        ...chunk.filter(({ id, position }) =>
          isAsSealed(rowsById.get(id)!, sealed.get(position)),
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
async function readSealed(
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

/**
 * Overwrites the salts of deleted or rewritten rows. Their hashes remain for the roots of the
 * seals, but the content cannot be recovered by brute force.
 */
async function forgetSalts(
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
  await forgetAmendedSalts(tx, positionsBySeal);
  await updateBuffers(
    tx,
    'activity_sealed_rows',
    { key: 'number', column: 'salts' },
    forgotten,
  );
}

/** Overwrites the salts of earlier rewrites of these rows. */
async function forgetAmendedSalts(
  tx: Knex,
  positionsBySeal: ReadonlyMap<number, readonly SealedPosition[]>,
): Promise<void> {
  const earlier: any[] = await tx('activity_amendments')
    .select('number', 'mark', 'amended', 'salts')
    .whereRaw(
      ...inListSql(tx, 'number', [...positionsBySeal.keys()], 'bigint'),
    );
  const changed = earlier.flatMap(row => {
    const amendedPositions = new Set(
      positionsBySeal.get(Number(row.number))!.map(({ position }) => position),
    );
    const salts = Buffer.from(row.salts);
    unpackAmendments(row).forEach(({ position }, index) => {
      if (amendedPositions.has(position)) {
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

/** Limits the number of bindings per statement. */
const AMENDMENTS_PER_STATEMENT = 200;

/** The reason why sealed rows are changed. */
export interface ChangeReason {
  kind: Exclude<ActivitySeal['kind'], 'rows'>;
  rule: ActivitySeal['rule'];
  /** Milliseconds since 1970. */
  now: number;
}

/** A seal with some of its rows, and a mark's amendments of them. */
export type AmendedSeal = SealedPositions & PackedAmendments;

/**
 * Records changes of sealed rows as marks: seals of the kinds `retention` and `erasure`. Remaining and
 * rewritten rows can still be verified.
 */
export class SealedLog {
  constructor(
    private readonly deps: {
      /** Called in the transaction that creates a seal. */
      onSeal: (tx: Knex.Transaction, seal: ActivitySeal) => Promise<void>;
    },
  ) {}

  /**
   * Locks the end of the chain until the transaction ends. Transactions that change rows lock it
   * first, so that none of the rows is sealed before the transaction ends.
   */
  async lockChain(tx: Knex.Transaction): Promise<ChainEnd> {
    await beginChain(tx);
    return awaitChainEnd(tx);
  }

  /** Finds the seals of rows; omits unsealed rows. */
  async find(
    tx: Knex.Transaction,
    ids: readonly string[],
  ): Promise<SealedPositions[]> {
    return findSealedPositions(tx, ids);
  }

  /** Marks rows as deleted; the caller has locked the chain. */
  async markDeleted(
    tx: Knex.Transaction,
    end: ChainEnd,
    seals: readonly SealedPositions[],
    reason: ChangeReason,
  ): Promise<void> {
    const amended = seals.map(seal => ({
      ...seal,
      ...packAmendments(seal.positions.map(({ position }) => ({ position }))),
    }));
    await this.mark(tx, end, amended, reason);
  }

  /** Reads the sealed hashes and salts of rows; omits unsealed rows. */
  async readSealed(
    tx: Knex.Transaction,
    ids: readonly string[],
  ): Promise<SealedRows[]> {
    return readSealed(tx, await findSealedPositions(tx, ids));
  }

  /**
   * Computes the amendments for rewritten rows: hashes of their new content with new salts. Skips
   * rows that differ from their seal, because a mark would hide the tampering. Does not use the
   * database, so that it can run while the database rewrites the rows.
   */
  async rehash(
    seals: readonly SealedRows[],
    rows: readonly RewrittenRow<StoredRow>[],
  ): Promise<AmendedSeal[]> {
    const before = rows.map(row => row.before);
    const now = new Map(rows.map(({ after }) => [after.id, after]));
    const rehashed = [];
    for (const seal of await findIntactPositions(seals, before)) {
      const amendments: Amendment[] = [];
      for await (const chunk of iterateInChunks(
        seal.positions,
        ROWS_PER_CHUNK,
      )) {
        const salts = randomBytes(SALT_BYTES * chunk.length);
        chunk.forEach(({ id, position }, nth) => {
          const salt = salts.subarray(nth * SALT_BYTES, (nth + 1) * SALT_BYTES);
          const hash = hashRow(salt, toRowContent(now.get(id)!));
          amendments.push({ position, now: { salt, hash } });
        });
      }
      rehashed.push({ ...seal, ...packAmendments(amendments) });
    }
    return rehashed;
  }

  /**
   * Adds a mark for changed rows to the locked chain. Their previous content can no longer be
   * verified.
   */
  async mark(
    tx: Knex.Transaction,
    end: ChainEnd,
    seals: readonly AmendedSeal[],
    { kind, rule, now }: ChangeReason,
  ): Promise<void> {
    const root = createHash('sha256');
    seals.forEach(amendments => addToMarkRoot(root, amendments));
    const seal = await addSeal(tx, end, {
      kind,
      sealed_at: new Date(now).toISOString(),
      rows: sumBy(seals, ({ positions }) => positions.length),
      first_id: null,
      last_id: null,
      root: root.digest('hex'),
      rule,
    });
    const { number: mark } = seal.content;
    await forgetSalts(tx, seals);
    await tx.batchInsert(
      'activity_amendments',
      seals.map(({ number, amended, salts }) => ({
        number,
        amended,
        salts,
        mark,
      })),
      AMENDMENTS_PER_STATEMENT,
    );
    await moveChainEnd(tx, { ...end, number: mark, head: seal.head });
    await this.deps.onSeal(tx, toSealResponse(seal));
  }
}
