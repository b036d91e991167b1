import { foldText } from '@callboard/plugin-callboard-react';
import type { Department } from '@callboard/plugin-callboard-common';
import type { DepartmentIndex } from './indexTree';

/** What a search found in a tree. */
export interface TreeMatches {
  /** The departments found, in the order of the tree. */
  found: ReadonlySet<string>;
  /** Those found, and all above them. */
  kept: ReadonlySet<string>;
}

function matches(department: Department, wanted: string): boolean {
  return [
    department.name,
    department.code,
    department.short_name,
    department.dept_code,
  ].some(text => text !== null && foldText(text).includes(wanted));
}

/**
 * Finds departments by a part of their name or codes, ignoring case and
 * accents; undefined where there is nothing to look for.
 */
export function searchTree(
  index: DepartmentIndex,
  text: string | undefined,
): TreeMatches | undefined {
  const wanted = foldText(text?.trim() ?? '');
  if (!wanted) {
    return undefined;
  }
  const found = new Set<string>();
  const kept = new Set<string>();
  for (const { node, path } of index.entries.values()) {
    if (matches(node, wanted)) {
      found.add(node.id);
      path.forEach(({ id }) => kept.add(id));
    }
  }
  return { found, kept };
}
