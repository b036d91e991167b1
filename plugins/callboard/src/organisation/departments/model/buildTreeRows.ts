import type { DepartmentNode } from '@callboard/plugin-callboard-common';
import type { DepartmentEntry, DepartmentIndex } from './indexTree';

/** A row of the tree. */
export interface TreeRow {
  id: string;
  entry: DepartmentEntry;
  /** The index among its visible siblings, from 1. */
  position: number;
  siblings: number;
  /** Undefined for leaves. */
  isExpanded: boolean | undefined;
}

/**
 * The visible rows of a tree from top to bottom: the expanded ones, or the search results with
 * their ancestors.
 */
export function buildTreeRows(
  index: DepartmentIndex,
  isExpanded: (id: string) => boolean,
  visible?: ReadonlySet<string>,
): TreeRow[] {
  const rows: TreeRow[] = [];
  const filterVisible = (nodes: readonly DepartmentNode[]) =>
    visible ? nodes.filter(({ id }) => visible.has(id)) : nodes;
  const visit = (nodes: readonly DepartmentNode[]) =>
    nodes.forEach((node, at) => {
      const children = filterVisible(node.children);
      const open = visible !== undefined || isExpanded(node.id);
      rows.push({
        id: node.id,
        entry: index.entries.get(node.id)!,
        position: at + 1,
        siblings: nodes.length,
        isExpanded: children.length > 0 ? open : undefined,
      });
      if (open) {
        visit(children);
      }
    });
  visit(filterVisible(index.items));
  return rows;
}
