import { isEqual } from 'lodash';
import { Found, Place } from './Eraser';

/** Searches a table, and goes on searching while what was found is erased. */
export class SearchAhead {
  #ahead?: { after: Place; found: Promise<Found> };

  constructor(
    private readonly find: (after: Place | undefined) => Promise<Found>,
    private readonly options: { isAhead: boolean },
  ) {}

  /** What there is behind a place; if it found rows and there is more, it searches on. */
  async findAfter(after: Place | undefined): Promise<Found> {
    const ahead = this.#ahead;
    const found = await (ahead && isEqual(ahead.after, after)
      ? ahead.found
      : this.find(after));
    this.#ahead =
      this.options.isAhead && found.next && found.keys.length > 0
        ? { after: found.next, found: this.find(found.next) }
        : undefined;
    // Whoever asks for it gets the failure, but perhaps nobody does.
    this.#ahead?.found.catch(() => {});
    return found;
  }

  /** Waits until nothing is searched any more. */
  async end(): Promise<void> {
    await this.#ahead?.found.catch(() => {});
  }
}
