/** The initial state of a cell's editor. */
export interface EditStart {
  text: string;
  /** Whether typing started it: arrow keys then leave the cell. */
  isTyped: boolean;
  /** The text that the cell showed. */
  shown: string;
  /** Whether that text could not be saved. */
  isRefused: boolean;
}

/** Where the focus moves after an edit. */
export type EditMove = 'down' | 'up' | 'right' | 'left' | 'stay';
