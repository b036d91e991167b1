import { ErasedTable } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isEqual } from 'lodash';
import { isUniqueViolation, writeJson } from '../../../database/dialect';
import { lockForUpdate } from '../../../database/locks';
import { ErasureSubject } from './ErasureSubject';
import { Eraser, ErasurePosition } from './Eraser';
import { ErasureState, readErasure } from './ErasureRow';

/** Rows that are erased in one transaction. */
interface Batch {
  /** The id of the erasure. */
  id: string;
  person: ErasureSubject;
  /** The progress that was stored when the search for the rows began. */
  from: ErasureState;
  /** The progress after erasing the rows. */
  state: ErasureState;
  keys: readonly ErasurePosition[];
}

/** Another worker took over the erasure and changed the stored progress in the meantime. */
class StaleProgressError extends Error {
  constructor(readonly state: ErasureState) {
    super('Another process continues the erasure');
  }
}

/** Returns the progress of the worker that has taken over. Rethrows all other errors. */
function getStoredState(error: unknown): ErasureState {
  if (error instanceof StaleProgressError) {
    return error.state;
  }
  throw error;
}

/** Erases people from rows, and stores the progress in the same transaction. */
export class BatchEraser {
  constructor(private readonly knex: Knex) {}

  /**
   * Erases the rows of a batch; if that would violate a unique index, erases them one at a time.
   *
   * @returns the new progress. If another worker has taken over the erasure, this is that worker's
   *   progress, and this call has erased no rows or only some of them
   */
  async erase(eraser: Eraser, batch: Batch): Promise<ErasureState> {
    return this.eraseTogether(eraser, batch)
      .catch(error => {
        if (!isUniqueViolation(error) || !eraser.remove) {
          throw error;
        }
        return this.eraseEach(eraser, batch);
      })
      .catch(getStoredState);
  }

  /**
   * Stores the progress after steps that found no rows to erase.
   *
   * @returns that progress; if another worker has taken over the erasure, that worker's progress
   */
  async store({
    id,
    from,
    state,
  }: Pick<Batch, 'id' | 'from' | 'state'>): Promise<ErasureState> {
    return this.advance({ id, from }, async () => state).catch(getStoredState);
  }

  /** Erases the rows one at a time, and deletes those that would violate a unique index. */
  private async eraseEach(
    eraser: Eraser,
    { keys, ...batch }: Batch,
  ): Promise<ErasureState> {
    let { from } = batch;
    for (const [index, key] of keys.entries()) {
      const isLast = index === keys.length - 1;
      // Only the last row advances the stored position, so that the search after a crash finds the
      // remaining rows.
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
   * @throws StaleProgressError when the stored progress has changed since the work began
   */
  private async advance(
    { id, from }: Pick<Batch, 'id' | 'from'>,
    work: (tx: Knex.Transaction) => Promise<ErasureState>,
  ): Promise<ErasureState> {
    return this.knex.transaction(async tx => {
      const [row] = await lockForUpdate(tx('erasures').where({ id }));
      const { state: stored } = readErasure(row);
      if (!isEqual(stored, from)) {
        throw new StaleProgressError(stored);
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
