interface Versioned {
  version: number;
}

/**
 * Whether another user changed an item between `before`, which the reader saw, and the own change,
 * which gave `after`. The values just before the own change are then unknown.
 */
export const wasOvertaken = (before: Versioned, after: Versioned): boolean =>
  after.version > before.version + 1;
