/** Repeatable random numbers: the same seed gives the same numbers. */
import { requireOfPortal } from '../../bench/lib/backend.mjs';

const { SimpleFaker } = requireOfPortal('@faker-js/faker');

export function seededRandom(seed) {
  const { helpers, number } = new SimpleFaker({ seed });
  /** Returns a number from 0 to 1. */
  const next = () => number.float();
  const below = bound => Math.floor(next() * bound);
  return {
    next,
    below,
    pick: list => list[below(list.length)],
    /** Returns some elements of a list, each once, in any order. */
    sample: (list, count) => helpers.arrayElements(list, count),
  };
}
