import type { DepartmentNode } from '@callboard/plugin-callboard-common';
import type { DepartmentEntry, DepartmentIndex } from './indexTree';

/** A line of the tree. */
export interface TreeRow {
  id: string;
  entry: DepartmentEntry;
  /** Its place among its siblings that are shown, from 1. */
  position: number;
  siblings: number;
  /** Undefined where there is nothing to expand. */
  isExpanded: boolean | undefined;
}

/**
 * The lines of a tree from top to bottom: what is expanded, or, while
 * something is searched for, what was kept.
 */
export function treeRows(
  index: DepartmentIndex,
  isExpanded: (id: string) => boolean,
  visible?: ReadonlySet<string>,
): TreeRow[] {
  const rows: TreeRow[] = [];
  const shown = (nodes: readonly DepartmentNode[]) =>
    visible ? nodes.filter(({ id }) => visible.has(id)) : nodes;
  const visit = (nodes: readonly DepartmentNode[]) =>
    nodes.forEach((node, at) => {
      const children = shown(node.children);
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
  visit(shown(index.items));
  return rows;
}
