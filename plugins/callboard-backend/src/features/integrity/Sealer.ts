import { randomBytes } from 'crypto';
import { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';
import { getArrivalBinding, readSettledArrival } from '../../database/arrivals';
import { getInstantFromId } from '../../database/ids';
import { isId } from '../../database/paging';
import { avoidSorting } from '../../database/sql/planner';
import { Clock } from '../../kernel/clock';
import { iterateInSteps } from '../../kernel/yielding';
import {
  addSeal,
  beginChain,
  ChainEnd,
  moveChainEnd,
  takeChainEnd,
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
 * How much older than the newest sealed row a row may be: allows for long transactions and clock
 * differences between replicas.
 */
const MAX_LATENESS_MS = 60 * 60_000;

/**
 * Skips rows that are dated more than an hour before the newest of the rows that arrived earlier.
 * Callboard flags the rows that it backdates, so an attacker has inserted these. They stay unsealed,
 * and every verification reports them. A clock that was ahead and is set back does not matter.
 *
 * @param rows - in the order of arrival
 * @param newest_id - the highest sealed id, not counting backdated rows
 */
function omitLateRows(
  rows: readonly StoredRow[],
  newest_id: string,
  now: number,
): { taken: StoredRow[]; newest_id: string } {
  let newest = newest_id;
  const taken = rows.filter(({ id, is_dated }) => {
    // SQLite accepts any text as an id, but Callboard never writes such an id.
    if (!isId(id)) {
      return false;
    }
    if (is_dated) {
      return true;
    }
    const present = Math.min(getInstantFromId(newest), now);
    newest = id > newest ? id : newest;
    return getInstantFromId(id) >= present - MAX_LATENESS_MS;
  });
  return { taken, newest_id: newest };
}

/** The maximum number of rows in a seal. */
export const ROWS_PER_SEAL = 1_000;

/** The size in bytes at which a seal ends, because all of its rows are in memory. */
const BYTES_PER_SEAL = 4 * 1024 * 1024;

/** The result of a step. */
interface Step {
  /** The new seal; undefined if no row could be sealed. */
  seal?: Seal;
  /** Whether rows may be left. */
  isMore: boolean;
  /** Whether nothing was done because another transaction has locked the end of the chain. */
  isLocked?: true;
}

/**
 * Seals the rows that have arrived since the last seal, up to the limits of one seal. Rows of open
 * transactions, and all that arrived after them, are sealed later.
 */
export async function sealRows(tx: Knex, now: number): Promise<Step> {
  const end = await takeChainEnd(tx);
  if (!end) {
    return { isMore: true, isLocked: true };
  }
  // All rows of one PostgreSQL transaction have the same arrival. The planner underestimates their
  // number, and would sort all remaining rows instead of using the index.
  await avoidSorting(tx);
  const next = await findNext(tx, end);
  if (!next) {
    return { isMore: false };
  }
  const { position, isMore } = next;
  const rows: StoredRow[] = await whereArrived(selectSealed(tx), {
    after: end.position,
    upTo: position,
  }).orderBy(['arrival', 'id']);
  const { taken, newest_id } = omitLateRows(rows, end.newest_id, now);
  const seal = await addRowsSeal(tx, { end, position, taken, now });
  const { number, head } = seal
    ? { number: seal.content.number, head: seal.head }
    : end;
  await moveChainEnd(tx, { number, head, position, newest_id });
  return { seal, isMore };
}

/** The end of the next seal; undefined when no rows have arrived. */
async function findNext(
  tx: Knex,
  end: ChainEnd,
): Promise<{ position: Position; isMore: boolean } | undefined> {
  const settled = await readSettledArrival(tx);
  const rows: any[] = await whereArrived(tx('activity'), {
    after: end.position,
  })
    .select('arrival', 'id', tx.raw(`${rowBytesSql} AS bytes`))
    .whereRaw(`arrival < ${getArrivalBinding(tx)}`, [settled])
    .orderBy(['arrival', 'id'])
    .limit(ROWS_PER_SEAL);
  let bytes = 0;
  const full = rows.findIndex(row => {
    bytes += Number(row.bytes);
    return bytes >= BYTES_PER_SEAL;
  });
  const last = full < 0 ? rows[rows.length - 1] : rows[full];
  return (
    last && {
      position: { arrival: String(last.arrival), id: last.id },
      isMore: full >= 0 || rows.length === ROWS_PER_SEAL,
    }
  );
}

/** A row to seal. */
interface HashedRow extends SaltedHash {
  id: string;
}

/** Adds a seal over the readable rows; adds none if no row is readable. */
async function addRowsSeal(
  tx: Knex,
  input: {
    end: ChainEnd;
    position: Position;
    taken: readonly StoredRow[];
    now: number;
  },
): Promise<Seal | undefined> {
  const { end, position, taken, now } = input;
  const hashedRows: HashedRow[] = [];
  // Generating salts one by one would take as long as hashing.
  const random = randomBytes(taken.length * SALT_BYTES);
  let nth = 0;
  for await (const row of iterateInSteps(taken)) {
    const hashed = hash(row, getEntry(random, nth, SALT_BYTES));
    if (hashed) {
      hashedRows.push(hashed);
    }
    nth += 1;
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
function hash(row: StoredRow, salt: Buffer): HashedRow | undefined {
  try {
    return { id: row.id, salt, hash: hashRow(salt, toRowContent(row)) };
  } catch {
    return undefined;
  }
}

/**
 * The pause after a step, as a multiple of its duration, to give priority to writers. Still seals a
 * few thousand rows a second.
 */
const PAUSE_FACTOR = 4;

/**
 * The retry interval while another transaction has locked the end of the chain: an erasure of
 * millions of rows releases it again and again, each time for a moment.
 */
const RETRY_MS = 20;

/** How long a locked chain is retried. The sealer runs again every few seconds anyway. */
const LOCK_TIMEOUT_MS = 4_000;

/** Seals the rows that have arrived in the log. */
export class Sealer {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
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
      const began = performance.now();
      const { isMore, isLocked } = await this.sealNext();
      const worked = performance.now() - began;
      if (!isLocked) {
        lastUnlockedAt = performance.now();
      }
      if (!isMore || performance.now() - lastUnlockedAt > LOCK_TIMEOUT_MS) {
        return isMore;
      }
      await sleep(isLocked ? RETRY_MS : PAUSE_FACTOR * worked);
    }
    return false;
  }

  private async sealNext(): Promise<Step> {
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
