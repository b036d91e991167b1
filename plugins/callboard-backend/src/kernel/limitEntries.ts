/**
 * The options of an LRU cache with a maximum number of entries. The cache's own `max` reserves
 * memory for all of them when a process starts.
 */
export function limitEntries(count: number) {
  return { maxSize: count, sizeCalculation: () => 1 };
}
