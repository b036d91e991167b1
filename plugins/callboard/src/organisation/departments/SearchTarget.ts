/** What a search leads into: the tree or the chart. */
export interface SearchTarget {
  /** Moves the focus to the first department found, or the next one. */
  focusMatch: () => void;
}
