import {
  endpoints,
  type DepartmentNode,
  type StaffMember,
} from '@callboard/plugin-callboard-common';
import {
  useCallboardQuery,
  useFeature,
} from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';

/**
 * Returns the manager of a person: the manager of the person's department, else of the nearest
 * ancestor with a manager. Skips departments that the person manages.
 */
export function findNearestManager(
  person: Pick<StaffMember, 'user_ref'>,
  department: Pick<DepartmentEntry, 'path'> | undefined,
): { user_ref: string; name: string } | undefined {
  const nearestFirst = [...(department?.path ?? [])].reverse();
  for (const { manager_ref, manager_name } of nearestFirst) {
    if (manager_ref !== null && manager_ref !== person.user_ref) {
      return { user_ref: manager_ref, name: manager_name ?? manager_ref };
    }
  }
  return undefined;
}

export function formatPath({ path }: Pick<DepartmentEntry, 'path'>): string {
  return path.map(({ name }) => name).join(' › ');
}

export function computeTreeStats(items: readonly DepartmentNode[]) {
  const stats = {
    departments: 0,
    people: 0,
    levels: 0,
    withoutManager: 0,
    inactive: 0,
  };
  const visit = (node: DepartmentNode) => {
    stats.departments += 1;
    stats.people += node.staff_count;
    stats.levels = Math.max(stats.levels, node.level);
    stats.withoutManager += node.manager_ref ? 0 : 1;
    stats.inactive += node.is_active ? 0 : 1;
    node.children.forEach(visit);
  };
  items.forEach(visit);
  return stats;
}

/**
 * Returns the departments of the topmost level with several departments. If no level has several,
 * returns the lowest department.
 */
export function getMainDepartments(
  items: readonly DepartmentNode[],
): readonly DepartmentNode[] {
  const children = items.length === 1 ? items[0].children : [];
  return children.length > 0 ? getMainDepartments(children) : items;
}

export interface DepartmentEntry {
  node: DepartmentNode;
  /** From the root to the department itself. */
  path: readonly DepartmentNode[];
  /** The number of levels of the department's subtree; 1 for a leaf. */
  height: number;
  descendantCount: number;
}

export interface DepartmentIndex {
  items: readonly DepartmentNode[];
  /** By id, in tree order from top to bottom. */
  entries: ReadonlyMap<string, DepartmentEntry>;
}

export function indexTree(items: readonly DepartmentNode[]): DepartmentIndex {
  const entries = new Map<string, DepartmentEntry>();
  const visit = (
    node: DepartmentNode,
    ancestors: readonly DepartmentNode[],
  ) => {
    const entry = {
      node,
      path: [...ancestors, node],
      height: 1,
      descendantCount: 0,
    };
    entries.set(node.id, entry);
    for (const child of node.children) {
      const childEntry = visit(child, entry.path);
      entry.height = Math.max(entry.height, childEntry.height + 1);
      entry.descendantCount += childEntry.descendantCount + 1;
    }
    return entry;
  };
  items.forEach(item => visit(item, []));
  return { items, entries };
}

const noEntries: DepartmentIndex['entries'] = new Map();

/**
 * Returns the departments of a workspace by id; an empty map while they load, or if the
 * organisation feature is off.
 */
export function useDepartmentEntries(slug: string): DepartmentIndex['entries'] {
  return useDepartmentTree(slug).data?.entries ?? noEntries;
}

export function useDepartmentTree(slug: string) {
  const treeQuery = useCallboardQuery(
    endpoints.getDepartmentTree,
    { params: { slug } },
    { enabled: useFeature('organisation') },
  );
  const data = useMemo(
    () => treeQuery.data && indexTree(treeQuery.data.items),
    [treeQuery.data],
  );
  return { data, error: treeQuery.error, refetch: treeQuery.refetch };
}
