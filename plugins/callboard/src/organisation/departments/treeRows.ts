import type {
  DepartmentNode,
  Department,
} from '@callboard/plugin-callboard-common';
import { normaliseForSearch } from '@callboard/plugin-callboard-react';
import type { DepartmentEntry, DepartmentIndex } from './useDepartmentTree';

export interface TreeMatches {
  found: ReadonlySet<string>;
  visible: ReadonlySet<string>;
}

function matchesTerm(department: Department, term: string): boolean {
  return [
    department.name,
    department.code,
    department.short_name,
    department.dept_code,
  ].some(text => text !== null && normaliseForSearch(text).includes(term));
}

/**
 * Finds departments by a part of their name or codes, ignoring case and accents.
 *
 * @returns undefined if the text is empty
 */
export function searchTree(
  index: DepartmentIndex,
  text: string | undefined,
): TreeMatches | undefined {
  const term = normaliseForSearch(text?.trim() ?? '');
  if (!term) {
    return undefined;
  }
  const found = new Set<string>();
  const visible = new Set<string>();
  for (const { node, path } of index.entries.values()) {
    if (matchesTerm(node, term)) {
      found.add(node.id);
      path.forEach(({ id }) => visible.add(id));
    }
  }
  return { found, visible };
}

export interface TreeRow {
  id: string;
  entry: DepartmentEntry;
  position: number;
  siblingCount: number;
  /** Undefined for leaves. */
  isExpanded: boolean | undefined;
}

/**
 * Returns the visible rows of a tree from top to bottom: the departments whose ancestors are all
 * expanded or, during a search, the results and their ancestors.
 *
 * @param visible - the ids of the results and their ancestors; undefined without a search
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
    nodes.forEach((node, siblingIndex) => {
      const children = filterVisible(node.children);
      const isOpen = visible !== undefined || isExpanded(node.id);
      rows.push({
        id: node.id,
        entry: index.entries.get(node.id)!,
        position: siblingIndex + 1,
        siblingCount: nodes.length,
        isExpanded: children.length > 0 ? isOpen : undefined,
      });
      if (isOpen) {
        visit(children);
      }
    });
  visit(filterVisible(index.items));
  return rows;
}
