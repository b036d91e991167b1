import type { Row as TableRow } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import type { DataTableCollapse } from './dataTableTypes';

/** A heading above the rows of a group. @public */
export interface DataTableGroup {
  key: string;
  label: string;
  /** Shown in place of the label, for example a link. */
  content?: ReactNode;
  /** Shown at the end of the heading, for example a count. */
  note?: string;
}

export type TableItem<Row> =
  | { kind: 'group'; group: DataTableGroup; isClosed?: boolean }
  | { kind: 'row'; row: TableRow<Row> };

export function buildTableItems<Row>(
  rows: TableRow<Row>[],
  getGroup?: (row: Row) => DataTableGroup,
  collapse?: Pick<DataTableCollapse, 'groups' | 'closed'>,
): TableItem<Row>[] {
  if (getGroup && collapse) {
    return buildCollapsibleItems(rows, getGroup, collapse);
  }
  const items: TableItem<Row>[] = [];
  let currentKey: string | undefined;
  for (const row of rows) {
    const group = getGroup?.(row.original);
    if (group && group.key !== currentKey) {
      currentKey = group.key;
      items.push({ kind: 'group', group });
    }
    items.push({ kind: 'row', row });
  }
  return items;
}

function buildCollapsibleItems<Row>(
  rows: TableRow<Row>[],
  getGroup: (row: Row) => DataTableGroup,
  { groups, closed }: Pick<DataTableCollapse, 'groups' | 'closed'>,
): TableItem<Row>[] {
  const rowsByGroup = new Map<string, TableItem<Row>[]>();
  const groupsByKey = new Map(groups.map(group => [group.key, group]));
  for (const row of rows) {
    const group = getGroup(row.original);
    const { key } = group;
    if (!groupsByKey.has(key)) {
      groupsByKey.set(key, group);
    }
    const groupRows = rowsByGroup.get(key) ?? [];
    groupRows.push({ kind: 'row', row });
    rowsByGroup.set(key, groupRows);
  }
  return [...groupsByKey.values()].flatMap((group): TableItem<Row>[] => {
    const isClosed = closed.has(group.key);
    const groupRows = rowsByGroup.get(group.key) ?? [];
    if (isClosed) {
      return [{ kind: 'group', group, isClosed }];
    }
    return groupRows.length > 0
      ? [{ kind: 'group', group, isClosed }, ...groupRows]
      : [];
  });
}
