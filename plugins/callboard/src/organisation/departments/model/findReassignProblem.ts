import { MAX_DEPARTMENT_LEVEL } from '@callboard/plugin-callboard-common';
import type { DepartmentIndex } from './indexTree';

/** Why the content of a department cannot move to another one. */
type ReassignProblem = 'inside' | 'deep';

/** Checks whether the people and children of a department can move to another one. */
export function findReassignProblem(
  index: DepartmentIndex,
  id: string,
  heirId: string,
): ReassignProblem | undefined {
  const emptied = index.entries.get(id);
  const heir = index.entries.get(heirId);
  if (!emptied || !heir || heir.path.some(above => above.id === id)) {
    return 'inside';
  }
  return heir.path.length + emptied.height - 1 > MAX_DEPARTMENT_LEVEL
    ? 'deep'
    : undefined;
}
