import { Knex } from 'knex';
import { ErasedPerson } from './ErasedPerson';

/** Where in a table a search goes on: the key of a row, as texts. */
export type ErasurePosition = readonly string[];

/** What a search has found. */
export interface Found {
  /** Keys of the rows that are to be erased. */
  keys: ErasurePosition[];
  /** Where to go on; undefined at the end of the table. */
  next?: ErasurePosition;
}

/** How far a search goes, at least a step. */
export interface SearchBounds {
  /** Rows to find, about. */
  most: number;
  /** When to end, by `performance.now()`. */
  until: number;
}

/** Erases people from one table. */
export interface Eraser {
  table: string;

  /**
   * Looks through some rows behind a place, without any lock. There may be more even
   * where it finds none: `next` says so.
   */
  find(
    person: ErasedPerson,
    after: ErasurePosition | undefined,
    bounds: SearchBounds,
  ): Promise<Found>;

  /**
   * Erases the person from rows that were found. Rows in which nobody is left to erase
   * stay as they are.
   *
   * @param erasure - the id of the erasure
   * @returns how many changed or went
   */
  erase(
    tx: Knex.Transaction,
    person: ErasedPerson,
    keys: readonly ErasurePosition[],
    erasure: string,
  ): Promise<number>;

  /** Removes a row that would be there twice, where the person has come back meanwhile. */
  remove?(tx: Knex.Transaction, key: ErasurePosition): Promise<void>;
}
