import type { DataTableGroup } from './tableItems';

/** Groups of a table that can be closed. @public */
export interface DataTableCollapse {
  /** All groups, in order: closed ones have no rows to be known from. */
  groups: readonly DataTableGroup[];
  /** The keys of those that are closed. */
  closed: ReadonlySet<string>;
  /** Closes a group, or opens it. */
  onToggle: (key: string) => void;
}
