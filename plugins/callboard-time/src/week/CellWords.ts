/** What cells say, handed to all of them: hundreds that look words up would be slow. */
export interface CellWords {
  /** Minutes and decimal hours. */
  exact: (minutes: number) => string;
  entries: (count: number) => string;
  /** What to do about a cell that is not saved. */
  heldHint: string;
  /** The row of what the reader has lost sight of. */
  unseen: string;
}
