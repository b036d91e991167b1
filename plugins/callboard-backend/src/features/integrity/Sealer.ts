import { randomBytes } from 'crypto';
import { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';
import { getArrivalBinding, readSettledArrival } from '../../database/arrivals';
import { getInstantFromId } from '../../database/ids';
import { isId } from '../../database/paging';
import { avoidSorting } from '../../database/sql/planner';
import { Core } from '../../core/Core';
import { iterateInSteps } from '../../kernel/yielding';
import {
  addSeal,
  beginChain,
  ChainEnd,
  moveChainEnd,
  tryLockChainEnd,
} from './seals/chain';
import {
  computeSha256,
  getEntry,
  hashRow,
  rowBytesSql,
  SALT_BYTES,
  SaltedHash,
  selectSealed,
  StoredRow,
  toRowContent,
} from './seals/hashes';
import { packIds } from './seals/packedIds';
import { Position, whereArrived } from './seals/positions';
import { Seal } from './seals/SealRow';

/**
 * The maximum time by which a row may be older than a row that arrived before it. Allows for long
 * transactions and clock differences between replicas.
 */
const MAX_LATENESS_MS = 60 * 60_000;

/**
 * Omits rows with an invalid id, and rows that are dated more than an hour before a row that
 * arrived earlier. Callboard flags the rows that it backdates (`is_dated`), so late rows without
 * the flag were inserted by an attacker. The omitted rows stay unsealed, and every verification
 * reports them.
 *
 * @param rows - in the order of arrival
 * @param newest_id - the highest sealed id, not counting backdated rows
 */
function omitLateRows(
  rows: readonly StoredRow[],
  newest_id: string,
  now: number,
): { rowsToSeal: StoredRow[]; newest_id: string } {
  let newest = newest_id;
  const rowsToSeal = rows.filter(({ id, is_dated }) => {
    // SQLite accepts any text as an id, but Callboard never writes such an id.
    if (!isId(id)) {
      return false;
    }
    if (is_dated) {
      return true;
    }
    // Rows from a clock that was ahead must not make correct rows late.
    const newestInstant = Math.min(getInstantFromId(newest), now);
    newest = id > newest ? id : newest;
    return getInstantFromId(id) >= newestInstant - MAX_LATENESS_MS;
  });
  return { rowsToSeal, newest_id: newest };
}

/** The maximum number of rows in a seal. */
export const ROWS_PER_SEAL = 1_000;

/** The size in bytes at which a seal ends, because all of its rows are in memory. */
const BYTES_PER_SEAL = 4 * 1024 * 1024;

/** The result of sealing some rows. */
interface SealStep {
  /** The new seal; undefined if no row could be sealed. */
  seal?: Seal;
  /** Whether rows may be left. */
  hasMore: boolean;
  /** Whether nothing was done because another transaction has locked the end of the chain. */
  isLocked?: true;
}

/**
 * Seals the rows that have arrived since the last seal, up to the limits of one seal. Rows of open
 * transactions, and all rows that arrived after them, are sealed later.
 */
export async function sealRows(tx: Knex, now: number): Promise<SealStep> {
  const end = await tryLockChainEnd(tx);
  if (!end) {
    return { hasMore: true, isLocked: true };
  }
  // All rows of one PostgreSQL transaction have the same arrival. The planner underestimates their
  // number, and would sort all remaining rows instead of using the index.
  await avoidSorting(tx);
  const last = await findLastRowToSeal(tx, end);
  if (!last) {
    return { hasMore: false };
  }
  const { position, hasMore } = last;
  const rows: StoredRow[] = await whereArrived(selectSealed(tx), {
    after: end.position,
    upTo: position,
  }).orderBy(['arrival', 'id']);
  const { rowsToSeal, newest_id } = omitLateRows(rows, end.newest_id, now);
  const seal = await addRowsSeal(tx, { end, position, rowsToSeal, now });
  const { number, head } = seal
    ? { number: seal.content.number, head: seal.head }
    : end;
  await moveChainEnd(tx, { number, head, position, newest_id });
  return { seal, hasMore };
}

/** Finds the last row of the next seal; undefined when no rows have arrived. */
async function findLastRowToSeal(
  tx: Knex,
  end: ChainEnd,
): Promise<{ position: Position; hasMore: boolean } | undefined> {
  const settledArrival = await readSettledArrival(tx);
  const rows: any[] = await whereArrived(tx('activity'), {
    after: end.position,
  })
    .select('arrival', 'id', tx.raw(`${rowBytesSql} AS bytes`))
    .whereRaw(`arrival < ${getArrivalBinding(tx)}`, [settledArrival])
    .orderBy(['arrival', 'id'])
    .limit(ROWS_PER_SEAL);
  let bytes = 0;
  const rowAtLimit = rows.find(row => {
    bytes += Number(row.bytes);
    return bytes >= BYTES_PER_SEAL;
  });
  const last = rowAtLimit ?? rows[rows.length - 1];
  return (
    last && {
      position: { arrival: String(last.arrival), id: last.id },
      hasMore: rowAtLimit !== undefined || rows.length === ROWS_PER_SEAL,
    }
  );
}

interface HashedRow extends SaltedHash {
  id: string;
}

/** Adds a seal that covers the readable rows. Adds none if no row is readable. */
async function addRowsSeal(
  tx: Knex,
  input: {
    end: ChainEnd;
    position: Position;
    rowsToSeal: readonly StoredRow[];
    now: number;
  },
): Promise<Seal | undefined> {
  const { end, position, rowsToSeal, now } = input;
  const hashedRows: HashedRow[] = [];
  // Generating salts one by one would take as long as hashing.
  const salts = randomBytes(rowsToSeal.length * SALT_BYTES);
  let index = 0;
  for await (const row of iterateInSteps(rowsToSeal)) {
    const hashed = hashIfReadable(row, getEntry(salts, index, SALT_BYTES));
    if (hashed) {
      hashedRows.push(hashed);
    }
    index += 1;
  }
  if (hashedRows.length === 0) {
    return undefined;
  }
  hashedRows.sort((a, b) => (a.id < b.id ? -1 : 1));
  const hashes = Buffer.concat(hashedRows.map(row => row.hash));
  const seal = await addSeal(
    tx,
    end,
    {
      kind: 'rows',
      sealed_at: new Date(now).toISOString(),
      rows: hashedRows.length,
      first_id: hashedRows[0].id,
      last_id: hashedRows[hashedRows.length - 1].id,
      root: computeSha256(hashes),
      rule: null,
    },
    position,
  );
  await tx('activity_sealed_rows').insert({
    number: seal.content.number,
    ids: packIds(hashedRows.map(({ id }) => id)),
    salts: Buffer.concat(hashedRows.map(({ salt }) => salt)),
    hashes,
  });
  return seal;
}

/**
 * Hashes a row.
 *
 * @returns undefined for an unreadable row, which Callboard did not write. The row stays unsealed, so
 *   every verification reports it, and it does not block other rows.
 */
function hashIfReadable(row: StoredRow, salt: Buffer): HashedRow | undefined {
  try {
    return { id: row.id, salt, hash: hashRow(salt, toRowContent(row)) };
  } catch {
    return undefined;
  }
}

/**
 * The pause after a step, as a multiple of its duration, to give priority to writers. The sealer
 * still seals a few thousand rows a second.
 */
const PAUSE_FACTOR = 4;

/**
 * The retry interval while another transaction has locked the end of the chain. An erasure of
 * millions of rows locks it repeatedly and releases it only for a moment each time.
 */
const RETRY_MS = 20;

/** How long a locked chain is retried. The sealer runs again every few seconds anyway. */
const LOCK_TIMEOUT_MS = 4_000;

/** Seals the rows that have arrived in the log. */
export class Sealer {
  constructor(
    private readonly deps: Pick<Core, 'knex' | 'clock'> & {
      /** Called in the transaction that creates a seal. */
      onSeal: (tx: Knex.Transaction, seal: Seal) => Promise<void>;
    },
  ) {}

  /**
   * Seals arrived rows until none are left or the signal aborts.
   *
   * @returns whether rows may be left because another transaction holds the lock
   */
  async catchUp(signal: AbortSignal): Promise<boolean> {
    await beginChain(this.deps.knex);
    let lastUnlockedAt = performance.now();
    while (!signal.aborted) {
      const startedAt = performance.now();
      const { hasMore, isLocked } = await this.sealNext();
      const durationMs = performance.now() - startedAt;
      if (!isLocked) {
        lastUnlockedAt = performance.now();
      }
      if (!hasMore || performance.now() - lastUnlockedAt > LOCK_TIMEOUT_MS) {
        return hasMore;
      }
      await sleep(isLocked ? RETRY_MS : PAUSE_FACTOR * durationMs);
    }
    return false;
  }

  private async sealNext(): Promise<SealStep> {
    const { knex, clock, onSeal } = this.deps;
    return knex.transaction(async tx => {
      const step = await sealRows(tx, clock.now());
      if (step.seal) {
        await onSeal(tx, step.seal);
      }
      return step;
    });
  }
}
