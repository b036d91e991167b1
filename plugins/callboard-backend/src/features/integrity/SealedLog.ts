import { ActivitySeal } from '@callboard/plugin-callboard-common';
import { createHash, randomBytes } from 'crypto';
import { Knex } from 'knex';
import { groupBy, sumBy } from 'lodash';
import { inActivityIdsSql, RewrittenRow } from '../../changes/ActivityLog';
import { inListSql, updateBuffers } from '../../database/bulk';
import { iterateInChunks } from '../../kernel/yielding';
import {
  addToMarkRoot,
  Amendment,
  packAmendments,
  PackedAmendments,
  unpackAmendments,
} from './seals/amendments';
import {
  addSeal,
  beginChain,
  ChainEnd,
  lockChainEnd,
  moveChainEnd,
} from './seals/chain';
import {
  getEntry,
  matchesHash,
  ROWS_PER_CHUNK,
  hashRow,
  SALT_BYTES,
  toRowContent,
  StoredRow,
} from './seals/hashes';
import { SealHashes } from './seals/SealHashes';
import { toSealResponse } from './seals/SealRow';
import { findIdIndex } from './seals/packedIds';
import { rowSealSql } from './seals/positions';

/** The position of a log row in its seal. */
interface RowInSeal {
  id: string;
  /** The index of the row in the seal, from 0. */
  index: number;
}

/** Some of the rows of a seal. */
interface RowsOfSeal {
  /** The number of the seal. */
  number: number;
  /** In the order of the seal. */
  rows: RowInSeal[];
}

/** Some of the rows of a seal, with their expected hashes. */
type HashedRowsOfSeal = RowsOfSeal & { hashes: SealHashes };

/**
 * Returns the rows that match their expected hashes. Makes no queries, so that it can run while a
 * query is in progress.
 */
async function findIntactRows(
  seals: readonly HashedRowsOfSeal[],
  storedRows: readonly StoredRow[],
): Promise<RowsOfSeal[]> {
  const rowsById = new Map(storedRows.map(row => [row.id, row]));
  const intact: RowsOfSeal[] = [];
  for (const { number, rows, hashes } of seals) {
    const intactRows = [];
    for await (const chunk of iterateInChunks(rows, ROWS_PER_CHUNK)) {
      intactRows.push(
        ...chunk.filter(({ id, index }) => {
          const hash = hashes.getHash(index);
          return hash && matchesHash(rowsById.get(id)!, hash);
        }),
      );
    }
    if (intactRows.length > 0) {
      intact.push({ number, rows: intactRows });
    }
  }
  return intact;
}

/**
 * Overwrites the salts of deleted or rewritten rows. The hashes remain, because the roots of the
 * seals cover them. Without the salts, brute force cannot recover the content from the hashes.
 */
async function eraseSalts(
  tx: Knex,
  seals: readonly RowsOfSeal[],
): Promise<void> {
  const rowsBySeal = new Map(seals.map(({ number, rows }) => [number, rows]));
  const stored: Array<{ number: number | string; salts: Buffer }> = await tx(
    'activity_sealed_rows',
  )
    .select('number', 'salts')
    .whereRaw(...inListSql(tx, 'number', [...rowsBySeal.keys()], 'bigint'));
  const erased = stored.map(({ number, salts }) => {
    for (const { index } of rowsBySeal.get(Number(number))!) {
      getEntry(salts, index, SALT_BYTES).fill(0);
    }
    return { number: Number(number), salts };
  });
  await eraseAmendedSalts(tx, rowsBySeal);
  await updateBuffers(
    tx,
    'activity_sealed_rows',
    { key: 'number', column: 'salts' },
    erased,
  );
}

/** Overwrites the salts that earlier marks (see `SealedLog`) assigned to the same rows. */
async function eraseAmendedSalts(
  tx: Knex,
  rowsBySeal: ReadonlyMap<number, readonly RowInSeal[]>,
): Promise<void> {
  const earlier: any[] = await tx('activity_amendments')
    .select('number', 'mark', 'amended', 'salts')
    .whereRaw(...inListSql(tx, 'number', [...rowsBySeal.keys()], 'bigint'));
  const changed = earlier.flatMap(amendments => {
    const rows = rowsBySeal.get(Number(amendments.number))!;
    const rowIndices = new Set(rows.map(({ index }) => index));
    const salts = Buffer.from(amendments.salts);
    unpackAmendments(amendments).forEach(({ rowIndex }, index) => {
      if (rowIndices.has(rowIndex)) {
        getEntry(salts, index, SALT_BYTES).fill(0);
      }
    });
    return salts.equals(amendments.salts) ? [] : [{ ...amendments, salts }];
  });
  // Updates one by one, because few rows are rewritten twice.
  for (const { number, mark, salts } of changed) {
    await tx('activity_amendments').where({ number, mark }).update({ salts });
  }
}

/** Limits the number of bindings per statement. */
const AMENDMENTS_PER_STATEMENT = 200;

/** The reason why sealed rows are changed. */
interface ChangeReason {
  kind: Exclude<ActivitySeal['kind'], 'rows'>;
  rule: ActivitySeal['rule'];
  /** Milliseconds since 1970. */
  now: number;
}

/** Some of the rows of a seal, and a mark's amendments of them. */
type AmendedRowsOfSeal = RowsOfSeal & PackedAmendments;

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
    return lockChainEnd(tx);
  }

  /** Finds the seals of rows. Omits unsealed rows, which are new or inserted by an attacker. */
  async find(
    tx: Knex.Transaction,
    ids: readonly string[],
  ): Promise<RowsOfSeal[]> {
    if (ids.length === 0) {
      return [];
    }
    const found: Array<{ id: string; number: number | string | null }> =
      await tx('activity')
        .select('activity.id', tx.raw(`${rowSealSql(tx)} AS number`))
        .whereRaw(...inActivityIdsSql(tx, ids));
    const sealed = found.filter(({ number }) => number !== null);
    const idsBySeal = new Map(
      Object.entries(groupBy(sealed, 'number')).map(([number, rowsOfSeal]) => [
        Number(number),
        rowsOfSeal.map(({ id }) => id).sort(),
      ]),
    );
    const packed: Array<{ number: number | string; ids: Buffer }> = await tx(
      'activity_sealed_rows',
    )
      .select('number', 'ids')
      .whereRaw(...inListSql(tx, 'number', [...idsBySeal.keys()], 'bigint'))
      .orderBy('number');
    return packed
      .map(({ number, ids: sealedIds }) => ({
        number: Number(number),
        rows: idsBySeal.get(Number(number))!.flatMap(id => {
          const index = findIdIndex(sealedIds, id);
          return index === undefined ? [] : [{ id, index }];
        }),
      }))
      .filter(({ rows }) => rows.length > 0);
  }

  /** Marks rows as deleted; the caller has locked the chain. */
  async markDeleted(
    tx: Knex.Transaction,
    end: ChainEnd,
    seals: readonly RowsOfSeal[],
    reason: ChangeReason,
  ): Promise<void> {
    const amended = seals.map(seal => ({
      ...seal,
      ...packAmendments(seal.rows.map(({ index }) => ({ rowIndex: index }))),
    }));
    await this.addMark(tx, end, amended, reason);
  }

  /** Reads the sealed hashes and salts of rows; omits unsealed rows. */
  async readSealedHashes(
    tx: Knex.Transaction,
    ids: readonly string[],
  ): Promise<HashedRowsOfSeal[]> {
    const seals = await this.find(tx, ids);
    const numbers = seals.map(({ number }) => number);
    const hashesBySeal = await SealHashes.readAll(tx, numbers);
    return seals.flatMap(seal => {
      const hashes = hashesBySeal.get(seal.number);
      return hashes ? [{ ...seal, hashes }] : [];
    });
  }

  /**
   * Computes the amendments for rewritten rows: hashes of their new content with new salts. Skips
   * rows that differ from their seal, because a mark would hide the tampering. Makes no queries,
   * so that it can run while the database rewrites the rows.
   */
  async rehash(
    seals: readonly HashedRowsOfSeal[],
    rows: readonly RewrittenRow<StoredRow>[],
  ): Promise<AmendedRowsOfSeal[]> {
    const before = rows.map(row => row.before);
    const afterById = new Map(rows.map(({ after }) => [after.id, after]));
    const rehashed = [];
    for (const seal of await findIntactRows(seals, before)) {
      const amendments: Amendment[] = [];
      for await (const chunk of iterateInChunks(seal.rows, ROWS_PER_CHUNK)) {
        const salts = randomBytes(SALT_BYTES * chunk.length);
        chunk.forEach(({ id, index: rowIndex }, index) => {
          const salt = getEntry(salts, index, SALT_BYTES);
          const hash = hashRow(salt, toRowContent(afterById.get(id)!));
          amendments.push({ rowIndex, newHash: { salt, hash } });
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
  async addMark(
    tx: Knex.Transaction,
    end: ChainEnd,
    seals: readonly AmendedRowsOfSeal[],
    { kind, rule, now }: ChangeReason,
  ): Promise<void> {
    const root = createHash('sha256');
    seals.forEach(amendments => addToMarkRoot(root, amendments));
    const seal = await addSeal(tx, end, {
      kind,
      sealed_at: new Date(now).toISOString(),
      rows: sumBy(seals, ({ rows }) => rows.length),
      first_id: null,
      last_id: null,
      root: root.digest('hex'),
      rule,
    });
    const { number: mark } = seal.content;
    await eraseSalts(tx, seals);
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
