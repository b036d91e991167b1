/** Chance that can be had again: the same seed gives the same numbers. */

/** @param seed a whole number */
export function seededRandom(seed) {
  let state = seed % 4_294_967_296;
  /** From 0 up to 1; Mulberry32. */
  const next = () => {
    state = (state + 0x6d_2b_79_f5) % 4_294_967_296;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  /** A whole number below a bound. */
  const below = bound => Math.floor(next() * bound);
  return {
    next,
    below,
    pick: list => list[below(list.length)],
    /** Some of a list, each once. */
    sample(list, count) {
      const rest = [...list];
      return Array.from({ length: Math.min(count, rest.length) }, () =>
        rest.splice(below(rest.length), 1),
      ).flat();
    },
    /** One of the keys, as often as their weights say. */
    weighted(weights) {
      const entries = Object.entries(weights);
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) {
        left -= weight;
        if (left < 0) {
          return key;
        }
      }
      return entries[entries.length - 1][0];
    },
  };
}
