/** A value of a filter; null for rows without a value. */
export type FilterValue = string | number | boolean | null;

/** A value of a filter, by its name. */
export interface FilterOption {
  value: FilterValue;
  label: string;
}
