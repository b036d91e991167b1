/** A table narrower than this stacks the cells of a row, in px. */
const NARROW = 720;

/** The style key for content of a table with stacked rows. @public */
export const STACKED = `@container (max-width: ${NARROW}px)`;

/** The style key for a table with columns that is narrower than a width in px. */
export const getColumnLayoutQuery = (width: number) =>
  `@container (min-width: ${NARROW + 0.02}px) and (max-width: ${
    width - 0.02
  }px)`;
