import { Knex } from 'knex';
import { randomBytes } from 'crypto';
import { arrivalBinding, settledArrival } from '../../../changes/log/arrivals';
import { isPostgres } from '../../../database/dialect';
import { inSteps } from '../../../yielding/inSteps';
import { addSeal, ChainEnd, moveChainEnd, takeChainEnd } from './chain';
import { hashOfRow, SALT_BYTES, sha256 } from './hashes';
import { packIds } from './packedIds';
import { Position, whereArrived } from './positions';
import { rowBytesSql } from './rowBytesSql';
import { rowContent, selectSealed, StoredRow } from './rowContent';
import { Seal } from './SealRow';
import { withoutLate } from './withoutLate';

/** How many rows a seal is over at most. */
export const ROWS_PER_SEAL = 1_000;

/** After so many bytes of rows a seal ends, too: all of them are in memory at once. */
const BYTES_PER_SEAL = 4 * 1024 * 1024;

/** What became of a step. */
export interface Step {
  /** What it has sealed; nothing where there was nothing, or nothing to be sealed. */
  seal?: Seal;
  /** Whether there may be more. */
  isMore: boolean;
  /** Whether it did nothing because somebody else has the end of the chain. */
  isTaken?: true;
}

/**
 * Seals rows that have arrived since the last seal: as many as fit into one. Those of
 * transactions that are still open come later, and everything that arrived after them.
 */
export async function sealRows(tx: Knex, now: number): Promise<Step> {
  const end = await takeChainEnd(tx);
  if (!end) {
    return { isMore: true, isTaken: true };
  }
  if (isPostgres(tx)) {
    // All that one transaction added counts as one arrival. PostgreSQL takes it for few
    // rows then, and would sort all that is left instead of walking the index.
    await tx.raw('SET LOCAL enable_sort = off');
  }
  const next = await findNext(tx, end);
  if (!next) {
    return { isMore: false };
  }
  const { position, isMore } = next;
  const rows: StoredRow[] = await whereArrived(selectSealed(tx), {
    after: end.position,
    upTo: position,
  }).orderBy(['arrival', 'id']);
  const { taken, newest_id } = withoutLate(rows, end.newest_id, now);
  const seal = await addRowsSeal(tx, { end, position, taken, now });
  const { number, head } = seal
    ? { number: seal.content.number, head: seal.head }
    : end;
  await moveChainEnd(tx, { number, head, position, newest_id });
  return { seal, isMore };
}

/** Up to where the rows that have arrived fit into a seal; nothing when there are none. */
async function findNext(
  tx: Knex,
  end: ChainEnd,
): Promise<{ position: Position; isMore: boolean } | undefined> {
  const settled = await settledArrival(tx);
  const rows: any[] = await whereArrived(tx('activity'), {
    after: end.position,
  })
    .select('arrival', 'id', tx.raw(`${rowBytesSql} AS bytes`))
    .whereRaw(`arrival < ${arrivalBinding(tx)}`, [settled])
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

/** A row that is to be sealed. */
interface HashedRow {
  id: string;
  salt: Buffer;
  hash: Buffer;
}

/** Seals rows, if any of them can be read. */
async function addRowsSeal(
  tx: Knex,
  given: {
    end: ChainEnd;
    position: Position;
    taken: readonly StoredRow[];
    now: number;
  },
): Promise<Seal | undefined> {
  const { end, position, taken, now } = given;
  const inOrder: HashedRow[] = [];
  // One by one, they would take as long as the hashes.
  const random = randomBytes(taken.length * SALT_BYTES);
  let nth = 0;
  for await (const row of inSteps(taken)) {
    const start = nth * SALT_BYTES;
    const hashed = hash(row, random.subarray(start, start + SALT_BYTES));
    if (hashed) {
      inOrder.push(hashed);
    }
    nth += 1;
  }
  if (inOrder.length === 0) {
    return undefined;
  }
  inOrder.sort((a, b) => (a.id < b.id ? -1 : 1));
  const hashes = Buffer.concat(inOrder.map(row => row.hash));
  const seal = await addSeal(
    tx,
    end,
    {
      kind: 'rows',
      sealed_at: new Date(now).toISOString(),
      rows: inOrder.length,
      first_id: inOrder[0].id,
      last_id: inOrder[inOrder.length - 1].id,
      root: sha256(hashes),
      rule: null,
    },
    position,
  );
  await tx('activity_sealed_rows').insert({
    number: seal.content.number,
    ids: packIds(inOrder.map(({ id }) => id)),
    salts: Buffer.concat(inOrder.map(({ salt }) => salt)),
    hashes,
  });
  return seal;
}

/**
 * @returns undefined for a row that nobody can read: Callboard did not write it. As it is
 * in no seal, every check names it, and it holds up no other.
 */
function hash(row: StoredRow, salt: Buffer): HashedRow | undefined {
  try {
    return { id: row.id, salt, hash: hashOfRow(salt, rowContent(row)) };
  } catch {
    return undefined;
  }
}
