import { useDepartmentTree } from '../../departments/data/useDepartmentTree';
import type { DepartmentIndex } from '../../departments/model/indexTree';

const none: DepartmentIndex['entries'] = new Map();

/** The departments of a workspace by id; empty while loading. */
export function useDepartmentEntries(slug: string): DepartmentIndex['entries'] {
  return useDepartmentTree(slug).data?.entries ?? none;
}
