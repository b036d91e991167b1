import { Knex } from 'knex';
import { randomBytes } from 'crypto';
import { arrivalBinding, settledArrival } from '../../../changes/log/arrivals';
import { isPostgres } from '../../../database/dialect';
import { instantOfId } from '../../../database/ids';
import { inSteps } from '../../../turns/inSteps';
import { addSeal, ChainEnd, moveChainEnd, takeChainEnd } from './chain';
import { hashOfRow, SALT_BYTES, sha256 } from './hashes';
import { packIds } from './packedIds';
import { whereArrived } from './positions';
import { rowContent, selectSealed, StoredRow } from './rowContent';
import { Seal } from './SealRow';

/** How many rows a seal is over at most. */
export const ROWS_PER_SEAL = 1_000;

/**
 * How much older than what is sealed already a row may be: that long a transaction may
 * take, and so much may the clocks of replicas differ.
 */
const LATE_MS = 60 * 60_000;

/** What became of a step. */
export interface Step {
  /** What it has sealed; nothing where there was nothing, or nothing to be sealed. */
  seal?: Seal;
  /** Whether there may be more. */
  isMore: boolean;
}

/**
 * Seals rows that have arrived since the last seal: as many as fit into one. Those of
 * transactions that are still open come later, and everything that arrived after them.
 *
 * @returns nothing to do also when another replica is at it
 */
export async function sealRows(tx: Knex, now: number): Promise<Step> {
  const end = await takeChainEnd(tx);
  if (!end) {
    return { isMore: false };
  }
  const rows = await readSettled(tx, end);
  if (rows.length === 0) {
    return { isMore: false };
  }
  const { arrival, id } = rows[rows.length - 1];
  const position = { arrival: String(arrival), id };
  const { sealed, newest_id } = withoutLate(rows, end.newest_id, now);
  const seal =
    sealed.length > 0
      ? await addRowsSeal(tx, { end, position, sealed, now })
      : undefined;
  const { number, head } = seal
    ? { number: seal.content.number, head: seal.head }
    : end;
  await moveChainEnd(tx, { number, head, position, newest_id });
  return { seal, isMore: rows.length === ROWS_PER_SEAL };
}

/** What arrived and was not looked at, in the order of its arrival. */
async function readSettled(tx: Knex, end: ChainEnd): Promise<StoredRow[]> {
  const settled = await settledArrival(tx);
  if (isPostgres(tx)) {
    // All that one transaction added counts as one arrival. PostgreSQL takes it for few
    // rows then, and would sort all that is left instead of walking the index.
    await tx.raw('SET LOCAL enable_sort = off');
  }
  return whereArrived(selectSealed(tx), { after: end.position })
    .whereRaw(`arrival < ${arrivalBinding(tx)}`, [settled])
    .orderBy(['arrival', 'id'])
    .limit(ROWS_PER_SEAL);
}

/**
 * Leaves out what pretends to be older than what was sealed before it arrived. Callboard
 * marks what it dates to another moment, so that was slipped in by somebody else; as it
 * is not sealed, every check names it. Clocks that are set back must not look like that.
 */
function withoutLate(
  rows: readonly StoredRow[],
  newest_id: string,
  now: number,
): { sealed: StoredRow[]; newest_id: string } {
  let newest = newest_id;
  const sealed = rows.filter(({ id, is_dated }) => {
    const present = Math.min(instantOfId(newest), now);
    if (is_dated) {
      return true;
    }
    newest = id > newest ? id : newest;
    return instantOfId(id) >= present - LATE_MS;
  });
  return { sealed, newest_id: newest };
}

async function addRowsSeal(
  tx: Knex,
  {
    end,
    position,
    sealed,
    now,
  }: {
    end: ChainEnd;
    position: ChainEnd['position'];
    sealed: StoredRow[];
    now: number;
  },
): Promise<Seal> {
  const inOrder = [...sealed].sort((a, b) => (a.id < b.id ? -1 : 1));
  const salts = randomBytes(SALT_BYTES * inOrder.length);
  const hashes: Buffer[] = [];
  for await (const row of inSteps(inOrder)) {
    const at = hashes.length * SALT_BYTES;
    const salt = salts.subarray(at, at + SALT_BYTES);
    hashes.push(hashOfRow(salt, rowContent(row)));
  }
  const joined = Buffer.concat(hashes);
  const seal = await addSeal(
    tx,
    end,
    {
      kind: 'rows',
      sealed_at: new Date(now).toISOString(),
      rows: inOrder.length,
      first_id: inOrder[0].id,
      last_id: inOrder[inOrder.length - 1].id,
      root: sha256(joined),
      rule: null,
    },
    position,
  );
  await tx('activity_sealed_rows').insert({
    number: seal.content.number,
    ids: packIds(inOrder.map(({ id }) => id)),
    salts,
    hashes: joined,
  });
  return seal;
}
