import type { DepartmentNode } from '@callboard/plugin-callboard-common';

/** A department with its position in the tree. */
export interface DepartmentEntry {
  node: DepartmentNode;
  /** From the root to the department itself. */
  path: readonly DepartmentNode[];
  /** The number of levels of its subtree; 1 for a leaf. */
  height: number;
  /** The number of all descendants. */
  descendantCount: number;
}

/** A department tree with an index by id. */
export interface DepartmentIndex {
  items: readonly DepartmentNode[];
  /** By id, in tree order from top to bottom. */
  entries: ReadonlyMap<string, DepartmentEntry>;
}

/** Indexes a department tree by id. */
export function indexTree(items: readonly DepartmentNode[]): DepartmentIndex {
  const entries = new Map<string, DepartmentEntry>();
  const visit = (node: DepartmentNode, above: readonly DepartmentNode[]) => {
    const entry = {
      node,
      path: [...above, node],
      height: 1,
      descendantCount: 0,
    };
    entries.set(node.id, entry);
    for (const child of node.children) {
      const below = visit(child, entry.path);
      entry.height = Math.max(entry.height, below.height + 1);
      entry.descendantCount += below.descendantCount + 1;
    }
    return entry;
  };
  items.forEach(item => visit(item, []));
  return { items, entries };
}
