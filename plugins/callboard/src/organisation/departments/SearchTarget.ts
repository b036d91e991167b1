/** The view that shows search results: the tree or the chart. */
export interface SearchTarget {
  /** Focuses the first result, or the next one. */
  focusMatch: () => void;
}
