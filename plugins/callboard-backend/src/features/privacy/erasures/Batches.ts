import { ErasedTable } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isEqual } from 'lodash';
import { isUniqueViolation, writeJson } from '../../../database/dialect';
import { lockForUpdate } from '../../../database/locks';
import { ErasureSubject } from './ErasureSubject';
import { Eraser, ErasurePosition } from './Eraser';
import { ErasureState, readErasure } from './ErasureRow';

/** Rows that are erased in one transaction. */
export interface Batch {
  /** The id of the erasure. */
  id: string;
  person: ErasureSubject;
  /** The stored progress when the rows were searched. */
  from: ErasureState;
  /** The progress after erasing the rows. */
  state: ErasureState;
  keys: readonly ErasurePosition[];
}

/** Another worker has continued the erasure: the worker that lost the job may still run. */
class OvertakenError extends Error {
  constructor(readonly state: ErasureState) {
    super('Another process continues the erasure');
  }
}

/** Erases people from rows, and stores the progress in the same transaction. */
export class Batches {
  constructor(private readonly knex: Knex) {}

  /**
   * @returns the progress; if another worker has continued, that worker's progress, without erasing
   * anything
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
   * Stores the progress where no row had to be erased.
   *
   * @returns that progress; if another worker has continued, that worker's progress
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

  /** Erases one row at a time: deletes rows that would violate a unique index. */
  private async eraseEach(
    eraser: Eraser,
    { keys, ...batch }: Batch,
  ): Promise<ErasureState> {
    let { from } = batch;
    for (const [nth, key] of keys.entries()) {
      const isLast = nth === keys.length - 1;
      // After a crash, the erasure resumes with the remaining rows.
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

  private async eraseOne(eraser: Eraser, batch: Batch): Promise<ErasureState> {
    try {
      return await this.eraseTogether(eraser, batch);
    } catch (error) {
      if (!isUniqueViolation(error)) {
        throw error;
      }
      return this.advance(batch, async tx => {
        await eraser.remove!(tx, batch.keys[0]);
        return batch.state;
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
      return {
        ...state,
        tables: addRowCount(state.tables, eraser.table, rows),
      };
    });
  }

  /**
   * Stores the progress after some work in the same transaction.
   *
   * @throws OvertakenError when the stored progress has changed since the work began
   */
  private async advance(
    { id, from }: Pick<Batch, 'id' | 'from'>,
    work: (tx: Knex.Transaction) => Promise<ErasureState>,
  ): Promise<ErasureState> {
    return this.knex.transaction(async tx => {
      const [row] = await lockForUpdate(tx('erasures').where({ id }));
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

function addRowCount(
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
