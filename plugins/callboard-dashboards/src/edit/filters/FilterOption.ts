/** A value that a filter can have; null for what has none. */
export type FilterValue = string | number | boolean | null;

/** A value of a filter, by its name. */
export interface FilterOption {
  value: FilterValue;
  label: string;
}
