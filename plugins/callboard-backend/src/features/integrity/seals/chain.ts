import { Knex } from 'knex';
import { LOWEST_ID } from '../../../database/ids';
import { lockForUpdate, lockSkippingLocked } from '../../../database/locks';
import { computeHead, NO_HEAD, SEAL_VERSION, SealContent } from './hashes';
import { BEFORE_ALL, Position } from './positions';
import { Seal } from './SealRow';

const WATERMARK_TABLE = 'activity_seal_watermark';

/** The end of the chain. */
export interface ChainEnd {
  /** The number of the last seal; 0 before the first. */
  number: number;
  /** The head of the last seal. */
  head: string;
  /** The position of the last row examined; rows that arrived later are not sealed yet. */
  position: Position;
  /** The highest sealed id, not counting backdated rows. */
  newest_id: string;
}

/** The end of a chain without seals. */
const BEGINNING: ChainEnd = {
  number: 0,
  head: NO_HEAD,
  position: BEFORE_ALL,
  newest_id: LOWEST_ID,
};

export async function readChainEnd(knex: Knex): Promise<ChainEnd> {
  const row = await knex(WATERMARK_TABLE).first();
  return row ? toEnd(row) : BEGINNING;
}

/** Inserts the row for the end of the chain if it is missing. */
export async function beginChain(knex: Knex): Promise<void> {
  if (!(await knex(WATERMARK_TABLE).first('number'))) {
    await knex(WATERMARK_TABLE)
      .insert({ only_row: 1, ...toColumns(BEGINNING) })
      .onConflict('only_row')
      .ignore();
  }
}

/**
 * Locks the end of the chain until the transaction ends, without waiting.
 *
 * @returns undefined when another transaction has locked it
 */
export async function tryLockChainEnd(tx: Knex): Promise<ChainEnd | undefined> {
  const row = await lockSkippingLocked(tx(WATERMARK_TABLE).first());
  return row && toEnd(row);
}

/** Like `tryLockChainEnd`, but waits for the lock. */
export async function lockChainEnd(tx: Knex): Promise<ChainEnd> {
  return toEnd(await lockForUpdate(tx(WATERMARK_TABLE).first()));
}

/** Moves the end of the chain, which the caller has locked. */
export async function moveChainEnd(tx: Knex, end: ChainEnd): Promise<void> {
  await tx(WATERMARK_TABLE).update(toColumns(end));
}

/**
 * Adds a seal to the end of the chain, which the caller has locked and moves afterwards.
 *
 * @param position - the position of the last row that the seal covers
 */
export async function addSeal(
  tx: Knex,
  end: ChainEnd,
  seal: Omit<SealContent, 'version' | 'number' | 'previous'>,
  position: Position = end.position,
): Promise<Seal> {
  const content: SealContent = {
    ...seal,
    version: SEAL_VERSION,
    number: end.number + 1,
    previous: end.head,
  };
  const { version: _, ...columns } = content;
  const head = computeHead(content);
  await tx('activity_seals').insert({
    ...columns,
    sealed_at: new Date(content.sealed_at),
    rule: content.rule && JSON.stringify(content.rule),
    head,
    end_arrival: position.arrival,
    end_id: position.id,
  });
  return { content, head, end: position };
}

function toColumns({ number, head, position, newest_id }: ChainEnd) {
  return { number, head, newest_id, ...position };
}

function toEnd(row: any): ChainEnd {
  return {
    number: Number(row.number),
    head: row.head,
    position: { arrival: String(row.arrival), id: row.id },
    newest_id: row.newest_id,
  };
}
