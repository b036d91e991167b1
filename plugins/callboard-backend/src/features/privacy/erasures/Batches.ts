import { ErasedTable } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isEqual } from 'lodash';
import {
  forUpdate,
  isUniqueViolation,
  writeJson,
} from '../../../database/dialect';
import { ErasedPerson } from './ErasedPerson';
import { Eraser, ErasurePosition } from './Eraser';
import { ErasureState, readErasure } from './ErasureRow';

/** Rows that are erased together. */
export interface Batch {
  /** Of the erasure. */
  id: string;
  person: ErasedPerson;
  /** How far the database knew that it was when they were looked for. */
  from: ErasureState;
  /** How far it is with them. */
  state: ErasureState;
  keys: readonly ErasurePosition[];
}

/** Somebody else has gone on with the erasure: whoever lost the job may still be at it. */
class OvertakenError extends Error {
  constructor(readonly state: ErasureState) {
    super('Another process goes on with the erasure');
  }
}

/** Erases people from rows, and stores in the same transaction how far it is. */
export class Batches {
  constructor(private readonly knex: Knex) {}

  /**
   * @returns how far it is, with what has been erased; where somebody else has gone on with
   * it, nothing is
   */
  async erase(eraser: Eraser, batch: Batch): Promise<ErasureState> {
    try {
      return await this.eraseTogether(eraser, batch);
    } catch (error) {
      if (error instanceof OvertakenError) {
        return error.state;
      }
      if (!isUniqueViolation(error) || !eraser.remove) {
        throw error;
      }
      return this.eraseEach(eraser, batch);
    }
  }

  /**
   * Stores how far an erasure is where nothing had to be erased.
   *
   * @returns the same; where somebody else has gone on with it, how far that is
   */
  async store({
    id,
    from,
    state,
  }: Pick<Batch, 'id' | 'from' | 'state'>): Promise<ErasureState> {
    try {
      return await this.advance({ id, from }, async () => state);
    } catch (error) {
      if (error instanceof OvertakenError) {
        return error.state;
      }
      throw error;
    }
  }

  /** One row at a time: what cannot be there twice goes. */
  private async eraseEach(
    eraser: Eraser,
    { keys, ...batch }: Batch,
  ): Promise<ErasureState> {
    let { from } = batch;
    for (const [nth, key] of keys.entries()) {
      const isLast = nth === keys.length - 1;
      // After a crash in between, it comes back to the rest.
      const state = isLast ? { ...batch.state, tables: from.tables } : from;
      from = await this.eraseOne(eraser, {
        ...batch,
        from,
        state,
        keys: [key],
      });
    }
    return from;
  }

  private async eraseOne(eraser: Eraser, one: Batch): Promise<ErasureState> {
    try {
      return await this.eraseTogether(eraser, one);
    } catch (error) {
      if (!isUniqueViolation(error)) {
        throw error;
      }
      return this.advance(one, async tx => {
        await eraser.remove!(tx, one.keys[0]);
        return one.state;
      });
    }
  }

  private async eraseTogether(
    eraser: Eraser,
    batch: Batch,
  ): Promise<ErasureState> {
    const { id, person, state, keys } = batch;
    return this.advance(batch, async tx => {
      const rows = await eraser.erase(tx, person, keys, id);
      return { ...state, tables: add(state.tables, eraser.table, rows) };
    });
  }

  /**
   * Stores how far an erasure is after some work, in the same transaction.
   *
   * @throws OvertakenError when it is not where the work began any more
   */
  private async advance(
    { id, from }: Pick<Batch, 'id' | 'from'>,
    work: (tx: Knex.Transaction) => Promise<ErasureState>,
  ): Promise<ErasureState> {
    return this.knex.transaction(async tx => {
      const [row] = await forUpdate(tx('erasures').where({ id }));
      const { state: stored } = readErasure(row);
      if (!isEqual(stored, from)) {
        throw new OvertakenError(stored);
      }
      const state = await work(tx);
      await tx('erasures')
        .where({ id })
        .update({ state: writeJson(state) });
      return state;
    });
  }
}

function add(
  tables: readonly ErasedTable[],
  table: string,
  rows: number,
): ErasedTable[] {
  const before = tables.find(each => each.table === table)?.rows ?? 0;
  return before + rows === 0
    ? [...tables]
    : [
        ...tables.filter(each => each.table !== table),
        { table, rows: before + rows },
      ];
}
