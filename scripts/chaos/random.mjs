/** Repeatable random numbers: the same seed gives the same ones. */

export function seededRandom(seed) {
  let state = seed % 4_294_967_296;
  /** Returns a number from 0 to 1, by the algorithm Mulberry32. */
  const next = () => {
    state = (state + 0x6d_2b_79_f5) % 4_294_967_296;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = bound => Math.floor(next() * bound);
  return {
    next,
    below,
    pick: list => list[below(list.length)],
    /** Returns some elements of a list, each once, in any order. */
    sample(list, count) {
      const rest = [...list];
      return Array.from({ length: Math.min(count, rest.length) }, () =>
        rest.splice(below(rest.length), 1),
      ).flat();
    },
  };
}
