import { MAX_DEPARTMENT_LEVEL } from '@callboard/plugin-callboard-common';
import { min } from 'lodash';
import { findCycles, computeLevels, ParentIds } from './ParentIds';

/** A department that cannot have its position, with the reason. */
export interface Misplaced {
  id: string;
  reason: 'cycle' | 'depth';
}

/**
 * Finds departments that cannot move: they would become their own descendants or exceed the maximum
 * depth.
 *
 * @param parents - the intended parents of all departments
 * @param moved - the departments that move; only these can be the cause
 */
export function findMisplaced(
  parents: ParentIds,
  moved: { has(id: string): boolean },
): Misplaced[] {
  const cycles = findCycles(parents).filter(id => moved.has(id));
  if (cycles.length > 0) {
    return cycles.map(id => ({ id, reason: 'cycle' }));
  }
  const levels = computeLevels(parents);
  const causes = new Set(
    [...levels]
      .filter(([, level]) => level > MAX_DEPARTMENT_LEVEL)
      .map(([id]) => findNearestMoved(id, parents, moved)),
  );
  // Deeper ones may fit once the topmost are moved back.
  const topmost = min([...causes].map(id => levels.get(id)!));
  return [...causes]
    .filter(id => levels.get(id) === topmost)
    .map(id => ({ id, reason: 'depth' }));
}

/** The department itself, or its nearest ancestor that moves. */
function findNearestMoved(
  id: string,
  parents: ParentIds,
  moved: { has(id: string): boolean },
): string {
  let at = id;
  while (!moved.has(at)) {
    at = parents.get(at)!;
  }
  return at;
}
