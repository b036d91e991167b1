import { ActivitySeal } from '@callboard/plugin-callboard-common';
import { createHash, randomBytes } from 'crypto';
import { Knex } from 'knex';
import { sumBy } from 'lodash';
import { Rewritten } from '../../../changes/log/Rewritten';
import { iterateInChunks } from '../../../yielding/iterateInChunks';
import {
  addToMarkRoot,
  Amendment,
  packAmendments,
  PackedAmendments,
} from '../seals/amendments';
import {
  addSeal,
  awaitChainEnd,
  beginChain,
  ChainEnd,
  moveChainEnd,
} from '../seals/chain';
import { HASHED_AT_ONCE, hashRow, SALT_BYTES } from '../seals/hashes';
import { toRowContent, StoredRow } from '../seals/toRowContent';
import { toSealResponse } from '../seals/SealRow';
import { forgetSalts } from './forgetSalts';
import {
  findIntactPositions,
  readSealed,
  SealedRows,
} from './findIntactPositions';
import { findSealedPositions, SealedPositions } from './findSealedPositions';

/** Limits the number of bindings of a statement. */
const AMENDMENTS_PER_STATEMENT = 200;

/** The reason why sealed rows are changed. */
export interface Intervention {
  kind: Exclude<ActivitySeal['kind'], 'rows'>;
  rule: ActivitySeal['rule'];
  /** Milliseconds since 1970. */
  now: number;
}

/** A seal with some of its rows, and a mark's amendments of them. */
export type AmendedSeal = SealedPositions & PackedAmendments;

/**
 * Records in the chain how sealed rows change, so that remaining and changed rows can still be
 * verified.
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
   * first, so that none of them is sealed meanwhile.
   */
  async lockChain(tx: Knex.Transaction): Promise<ChainEnd> {
    await beginChain(tx);
    return awaitChainEnd(tx);
  }

  /** Finds the seals of rows; unsealed rows are missing. */
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
    intervention: Intervention,
  ): Promise<void> {
    const amended = seals.map(seal => ({
      ...seal,
      ...packAmendments(seal.positions.map(({ position }) => ({ position }))),
    }));
    await this.mark(tx, end, amended, intervention);
  }

  /** Reads the sealed hashes and salts of rows; unsealed rows are missing. */
  async readSealed(
    tx: Knex.Transaction,
    ids: readonly string[],
  ): Promise<SealedRows[]> {
    return readSealed(tx, await findSealedPositions(tx, ids));
  }

  /**
   * Computes the amendments for rewritten rows: hashes of their new content with new salts. Skips
   * rows that differ from their seal, because a mark would hide the tampering. Uses no database,
   * which may rewrite the rows meanwhile.
   */
  async rehash(
    seals: readonly SealedRows[],
    rows: readonly Rewritten<StoredRow>[],
  ): Promise<AmendedSeal[]> {
    const before = rows.map(row => row.before);
    const now = new Map(rows.map(({ after }) => [after.id, after]));
    const rehashed = [];
    for (const seal of await findIntactPositions(seals, before)) {
      const amendments: Amendment[] = [];
      for await (const some of iterateInChunks(
        seal.positions,
        HASHED_AT_ONCE,
      )) {
        const salts = randomBytes(SALT_BYTES * some.length);
        some.forEach(({ id, position }, nth) => {
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
    { kind, rule, now }: Intervention,
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
