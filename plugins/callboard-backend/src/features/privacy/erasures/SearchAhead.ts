import { isEqual } from 'lodash';
import { Found, ErasurePosition } from './Eraser';

/** Searches a table, and prefetches the next search while found rows are erased. */
export class SearchAhead {
  #ahead?: { after: ErasurePosition; found: Promise<Found> };

  constructor(
    private readonly find: (
      after: ErasurePosition | undefined,
    ) => Promise<Found>,
    private readonly options: { isAhead: boolean },
  ) {}

  /**
   * Finds rows after a position. If any are found and the table has more, starts the next search at
   * once.
   */
  async findAfter(after: ErasurePosition | undefined): Promise<Found> {
    const ahead = this.#ahead;
    const found = await (ahead && isEqual(ahead.after, after)
      ? ahead.found
      : this.find(after));
    this.#ahead =
      this.options.isAhead && found.next && found.keys.length > 0
        ? { after: found.next, found: this.find(found.next) }
        : undefined;
    // A failure is thrown to the caller of the next search; without one, it must not end the
    // process.
    this.#ahead?.found.catch(() => {});
    return found;
  }

  /** Waits until no search is running. */
  async end(): Promise<void> {
    await this.#ahead?.found.catch(() => {});
  }
}
