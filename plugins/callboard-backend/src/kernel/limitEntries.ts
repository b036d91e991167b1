/**
 * The options of an LRU cache with a maximum number of entries. They use `maxSize`, because `max`
 * allocates memory for all entries when the cache is created.
 */
export function limitEntries(count: number) {
  return { maxSize: count, sizeCalculation: () => 1 };
}
