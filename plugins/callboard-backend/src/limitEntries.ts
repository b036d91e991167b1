/**
 * Options of an LRU cache with at most so many entries. Its own `max` reserves memory for all of them when a
 * process starts.
 */
export function limitEntries(count: number) {
  return { maxSize: count, sizeCalculation: () => 1 };
}
