import type { DepartmentEntry } from '../../departments/model/indexTree';

/** Formats the path of a department from the root. */
export function formatPath({ path }: Pick<DepartmentEntry, 'path'>): string {
  return path.map(({ name }) => name).join(' › ');
}
