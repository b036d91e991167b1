/** How the editing of a cell begins. */
export interface EditStart {
  text: string;
  /** Whether it began by typing: arrows then leave the cell. */
  isTyped: boolean;
  /** What the cell showed. */
  shown: string;
  /** Whether that could not be saved. */
  isRefused: boolean;
}

/** Where to go after a cell. */
export type EditMove = 'down' | 'up' | 'right' | 'left' | 'stay';
