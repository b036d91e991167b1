import type { DepartmentEntry } from '../../departments/model/indexTree';

/** A department after those above it, from the top. */
export function pathText({ path }: Pick<DepartmentEntry, 'path'>): string {
  return path.map(({ name }) => name).join(' › ');
}
