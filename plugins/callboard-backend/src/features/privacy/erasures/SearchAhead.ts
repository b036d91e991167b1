import { isEqual } from 'lodash';
import { Found, ErasurePosition } from './Eraser';

/** Searches a table, and goes on searching while what was found is erased. */
export class SearchAhead {
  #ahead?: { after: ErasurePosition; found: Promise<Found> };

  constructor(
    private readonly find: (
      after: ErasurePosition | undefined,
    ) => Promise<Found>,
    private readonly options: { isAhead: boolean },
  ) {}

  /**
   * Finds what comes after a place. If that is something and there is more to search, the
   * next search begins at once.
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
    // Its failure reaches whoever asks for it; if nobody does, it must not end the process.
    this.#ahead?.found.catch(() => {});
    return found;
  }

  /** Waits until nothing is searched any more. */
  async end(): Promise<void> {
    await this.#ahead?.found.catch(() => {});
  }
}
