import type { DepartmentNode } from '@callboard/plugin-callboard-common';

/** A department with its place in the tree. */
export interface DepartmentEntry {
  node: DepartmentNode;
  /** From the top to the department itself. */
  path: readonly DepartmentNode[];
  /** How many levels it and what is beneath it take; 1 with nothing beneath. */
  height: number;
  /** How many departments are beneath it, at any depth. */
  descendantCount: number;
}

/** A tree of departments in which each can be found. */
export interface DepartmentIndex {
  items: readonly DepartmentNode[];
  /** By id, in the order of the tree from top to bottom. */
  entries: ReadonlyMap<string, DepartmentEntry>;
}

/** Makes every department of a tree findable by its id. */
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
