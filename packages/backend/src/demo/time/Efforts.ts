import { Faker } from '@faker-js/faker';
import { WorkItem } from '@callboard/plugin-callboard-common';

/** How wrong estimates are: most are a bit too high, some far too low. */
const errors = [
  { weight: 14, value: { min: 0.6, max: 1 } },
  { weight: 4, value: { min: 1, max: 1.4 } },
  { weight: 2, value: { min: 2, max: 4 } },
];

/** Nobody works on more items on a day. */
const MOST_A_DAY = 8;

/** A quarter of an hour, in minutes. */
const QUARTER = 15;

/**
 * How much work somebody still has with their items, in quarters of an hour: what
 * was estimated, as wrong as estimates are, shared with the other assignees. What
 * nobody has estimated takes any time.
 */
export class Efforts {
  readonly #left = new Map<string, number>();

  constructor(chance: Faker, items: readonly WorkItem[]) {
    for (const { id, estimate_time, assignees } of items) {
      const error = chance.number.float(
        chance.helpers.weightedArrayElement(errors),
      );
      if (estimate_time) {
        const minutes = (estimate_time * error) / assignees.length;
        this.#left.set(id, Math.ceil(minutes / QUARTER));
      }
    }
  }

  /** Those on which there is something left to do; all, where there is nothing. */
  open(items: readonly WorkItem[]): readonly WorkItem[] {
    const open = items.filter(({ id }) => this.#leftOf(id) > 0);
    return open.length > 0 ? open : items;
  }

  /**
   * The first so many of some items, and as many more as it takes to have so many
   * quarters left with them, within what anybody does on a day.
   */
  choose(
    items: readonly WorkItem[],
    { least, quarters }: { least: number; quarters: number },
  ): readonly WorkItem[] {
    const first = items.slice(0, MOST_A_DAY);
    let room = 0;
    const last = first.findIndex(({ id }, index) => {
      room += this.#leftOf(id);
      return index + 1 >= least && room >= quarters;
    });
    return last < 0 ? first : first.slice(0, last + 1);
  }

  /**
   * Works on items for so many quarters each; what is too much for one goes to the
   * one with which there is most left to do.
   *
   * @returns how many quarters each took
   */
  work(items: readonly WorkItem[], shares: readonly number[]): number[] {
    const left = items.map(({ id }) => this.#leftOf(id));
    const spent = shares.map((share, index) => Math.min(share, left[index]));
    const after = left.map((most, index) => most - spent[index]);
    spent[after.indexOf(Math.max(...after))] += sum(shares) - sum(spent);
    items.forEach(({ id }, index) =>
      this.#left.set(id, Math.max(0, left[index] - spent[index])),
    );
    return spent;
  }

  #leftOf(id: string): number {
    return this.#left.get(id) ?? Infinity;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
