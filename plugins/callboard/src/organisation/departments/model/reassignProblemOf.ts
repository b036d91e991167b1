import { MAX_DEPARTMENT_LEVEL } from '@callboard/plugin-callboard-common';
import type { DepartmentIndex } from './indexTree';

/** Why what is in a department cannot go to another. */
type ReassignProblem = 'inside' | 'deep';

/** Whether the people and departments in one department can go to another. */
export function reassignProblemOf(
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
