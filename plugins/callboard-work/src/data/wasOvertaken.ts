interface Versioned {
  version: number;
}

/**
 * Whether anybody changed an item between `before`, which the reader saw, and their
 * own change, which gave `after`. The values just before their own change are then
 * unknown.
 */
export const wasOvertaken = (before: Versioned, after: Versioned): boolean =>
  after.version > before.version + 1;
