/**
 * The labels of cells, created once for all: hundreds of cells with their own lookups would be
 * slow.
 */
export interface CellLabels {
  /** Formats minutes with decimal hours. */
  exact: (minutes: number) => string;
  entries: (count: number) => string;
  /** The hint of a cell with an invalid value. */
  invalidHint: string;
  /** The name of the row for work items that the viewer may no longer see. */
  unseen: string;
}
