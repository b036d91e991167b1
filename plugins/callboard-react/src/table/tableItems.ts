import type { Row as TableRow } from '@tanstack/react-table';
import type { ReactNode } from 'react';

/** A heading above rows that belong together. @public */
export interface DataTableGroup {
  key: string;
  label: string;
  /** Shown in place of the label, for example a link. */
  content?: ReactNode;
  /** Shown at the end of the heading, for example a count. */
  note?: string;
}

/** The headings and rows of a table, from top to bottom. */
export type TableItem<Row> =
  | { kind: 'group'; group: DataTableGroup }
  | { kind: 'row'; row: TableRow<Row> };

/** Puts a heading wherever the group of the rows changes. */
export function tableItems<Row>(
  rows: TableRow<Row>[],
  groupOf?: (row: Row) => DataTableGroup,
): TableItem<Row>[] {
  const items: TableItem<Row>[] = [];
  let current: string | undefined;
  for (const row of rows) {
    const group = groupOf?.(row.original);
    if (group && group.key !== current) {
      current = group.key;
      items.push({ kind: 'group', group });
    }
    items.push({ kind: 'row', row });
  }
  return items;
}
