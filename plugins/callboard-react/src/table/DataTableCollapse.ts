import type { DataTableGroup } from './buildTableItems';

/** Collapsible groups of a table. @public */
export interface DataTableCollapse {
  /** All groups, in order: collapsed ones have no rows that would name them. */
  groups: readonly DataTableGroup[];
  /** The keys of the collapsed groups. */
  closed: ReadonlySet<string>;
  /** Collapses or expands a group. */
  onToggle: (key: string) => void;
}
