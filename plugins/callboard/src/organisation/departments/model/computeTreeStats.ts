import type { DepartmentNode } from '@callboard/plugin-callboard-common';

/** Statistics of a department tree. */
export interface TreeStats {
  departments: number;
  people: number;
  levels: number;
  withoutManager: number;
  inactive: number;
}

/** Computes the statistics of a tree. */
export function computeTreeStats(items: readonly DepartmentNode[]): TreeStats {
  const facts = {
    departments: 0,
    people: 0,
    levels: 0,
    withoutManager: 0,
    inactive: 0,
  };
  const visit = (node: DepartmentNode) => {
    facts.departments += 1;
    facts.people += node.staff_count;
    facts.levels = Math.max(facts.levels, node.level);
    facts.withoutManager += node.manager_ref ? 0 : 1;
    facts.inactive += node.is_active ? 0 : 1;
    node.children.forEach(visit);
  };
  items.forEach(visit);
  return facts;
}
