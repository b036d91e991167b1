/** A table narrower than this stacks the cells of a row, in px. */
const NARROW = 720;

/**
 * Where the rows of the table around it are stacked, as a key of styles.
 *
 * @public
 */
export const STACKED = `@container (max-width: ${NARROW}px)`;

/** Where a table has columns, and is narrower than so many px. */
export const columnsBelow = (width: number) =>
  `@container (min-width: ${NARROW + 0.02}px) and (max-width: ${
    width - 0.02
  }px)`;
