import { MAX_DEPARTMENT_LEVEL } from '@callboard/plugin-callboard-common';
import type { DepartmentIndex } from './indexTree';

/**
 * Why a department cannot move to a target: it is there already, the target is inside it, or the
 * tree would be too deep.
 */
type MoveProblem = 'here' | 'inside' | 'deep';

/**
 * Checks whether a department can move to a parent with its descendants.
 *
 * @param parentId - null for the top level
 */
export function findMoveProblem(
  index: DepartmentIndex,
  id: string,
  parentId: string | null,
): MoveProblem | undefined {
  const moved = index.entries.get(id);
  const parent = parentId === null ? null : index.entries.get(parentId);
  if (!moved || parent === undefined || moved.node.parent_id === parentId) {
    return 'here';
  }
  if (parent?.path.some(above => above.id === id)) {
    return 'inside';
  }
  const level = parent?.path.length ?? 0;
  return level + moved.height > MAX_DEPARTMENT_LEVEL ? 'deep' : undefined;
}
