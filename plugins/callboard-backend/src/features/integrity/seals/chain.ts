import { Knex } from 'knex';
import { isPostgres } from '../../../database/dialect';
import { NO_ID } from '../../../database/ids';
import { headOf, NO_HEAD, SEAL_VERSION, SealContent } from './hashes';
import { BEFORE_ALL, Position } from './positions';
import { Seal } from './SealRow';

const MARK_TABLE = 'activity_seal_mark';

/** Where the chain ends. */
export interface ChainEnd {
  /** The number of the last seal; 0 before the first. */
  number: number;
  /** The head of the last seal. */
  head: string;
  /** The last row that was looked at; what arrives later is not sealed yet. */
  position: Position;
  /** The highest id that was sealed of what was not dated to another moment. */
  newest_id: string;
}

/** Before the first seal. */
const BEGINNING: ChainEnd = {
  number: 0,
  head: NO_HEAD,
  position: BEFORE_ALL,
  newest_id: NO_ID,
};

/** The end of the chain at this moment. */
export async function readChainEnd(knex: Knex): Promise<ChainEnd> {
  const row = await knex(MARK_TABLE).first();
  return row ? toEnd(row) : BEGINNING;
}

/** Makes an end of the chain that can be taken, unless there is one. */
export async function beginChain(knex: Knex): Promise<void> {
  if (!(await knex(MARK_TABLE).first('number'))) {
    await knex(MARK_TABLE)
      .insert({ only_row: 1, ...toColumns(BEGINNING) })
      .onConflict('only_row')
      .ignore();
  }
}

/**
 * Takes the end of the chain for the rest of a transaction, unless somebody else has it.
 *
 * @returns undefined when another replica has it
 */
export async function takeChainEnd(tx: Knex): Promise<ChainEnd | undefined> {
  const query = tx(MARK_TABLE).first();
  const row = await (isPostgres(tx) ? query.forUpdate().skipLocked() : query);
  return row && toEnd(row);
}

/** The same, however long it takes. */
export async function awaitChainEnd(tx: Knex): Promise<ChainEnd> {
  const query = tx(MARK_TABLE).first();
  return toEnd(await (isPostgres(tx) ? query.forUpdate() : query));
}

/** Moves the end of the chain; only after it was taken. */
export async function moveChainEnd(tx: Knex, end: ChainEnd): Promise<void> {
  await tx(MARK_TABLE).update(toColumns(end));
}

/**
 * Adds a seal to the end of the chain, which the caller has taken and has yet to move.
 *
 * @param position - of the last row that the chain is over by then
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
  const head = headOf(content);
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
