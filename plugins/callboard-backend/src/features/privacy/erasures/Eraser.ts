import { Knex } from 'knex';
import { ErasureSubject } from './ErasureSubject';

/** The position of a search in a table: the primary key of a row, as texts. */
export type ErasurePosition = readonly string[];

/** The result of a search. */
export interface FoundRows {
  /** Keys of the rows to erase. */
  keys: ErasurePosition[];
  /** The position to continue after; undefined at the end of the table. */
  next?: ErasurePosition;
}

/** The limits of a search. Each search makes at least one step. */
export interface SearchBounds {
  /** The approximate number of rows to find. */
  maxRows: number;
  /** The end time, as a value of `performance.now()`. */
  until: number;
}

/**
 * Searches a table step by step, until the table ends or a limit is reached.
 *
 * @param scan - searches one step after a position; `rowsLeft` is the number of rows still to find
 */
export async function findInSteps(
  start: ErasurePosition | undefined,
  { maxRows, until }: SearchBounds,
  scan: (
    after: ErasurePosition | undefined,
    rowsLeft: number,
  ) => Promise<FoundRows>,
): Promise<FoundRows> {
  const keys: ErasurePosition[] = [];
  let next = start;
  do {
    const found = await scan(next, maxRows - keys.length);
    keys.push(...found.keys);
    next = found.next;
  } while (next && keys.length < maxRows && performance.now() < until);
  return { keys, next };
}

/** Erases people from one table. */
export interface Eraser {
  table: string;

  /**
   * Searches rows after a position, without locking them. Even if it finds no keys, more rows can
   * follow: see `next`.
   */
  find(
    person: ErasureSubject,
    after: ErasurePosition | undefined,
    bounds: SearchBounds,
  ): Promise<FoundRows>;

  /**
   * Erases the person from the rows with these keys. Skips rows that no longer contain the person.
   *
   * @param erasure - the id of the erasure
   * @returns the number of changed or deleted rows
   */
  erase(
    tx: Knex.Transaction,
    person: ErasureSubject,
    keys: readonly ErasurePosition[],
    erasure: string,
  ): Promise<number>;

  /** Deletes a row that would violate a unique index if the person were erased from it. */
  remove?(tx: Knex.Transaction, key: ErasurePosition): Promise<void>;
}
