import { normaliseForSearch } from '@callboard/plugin-callboard-react';
import type { Department } from '@callboard/plugin-callboard-common';
import type { DepartmentIndex } from './indexTree';

/** The search results in a tree. */
export interface TreeMatches {
  /** The matching departments, in tree order. */
  found: ReadonlySet<string>;
  /** The matching departments and their ancestors. */
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
 * Finds departments by a part of their name or codes, ignoring case and accents. Undefined for an
 * empty text.
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
