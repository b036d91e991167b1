import { MAX_DEPARTMENT_LEVEL } from '@callboard/plugin-callboard-common';
import { min } from 'lodash';
import { cyclesIn, levelsIn, ParentIds } from './ParentIds';

/** A department that cannot lie where it should, and why. */
export interface Misplaced {
  id: string;
  reason: 'cycle' | 'depth';
}

/**
 * Finds the departments that have to stay where they are: they would lie
 * beneath themselves, or take something too deep.
 *
 * @param parents - where all departments should lie
 * @param moved - those that do not lie there yet; the others can be no cause
 */
export function misplacedIn(
  parents: ParentIds,
  moved: { has(id: string): boolean },
): Misplaced[] {
  const cycles = cyclesIn(parents).filter(id => moved.has(id));
  if (cycles.length > 0) {
    return cycles.map(id => ({ id, reason: 'cycle' }));
  }
  const levels = levelsIn(parents);
  const causes = new Set(
    [...levels]
      .filter(([, level]) => level > MAX_DEPARTMENT_LEVEL)
      .map(([id]) => nearestMoved(id, parents, moved)),
  );
  // What lies deeper may fit once the topmost are where they were.
  const topmost = min([...causes].map(id => levels.get(id)!));
  return [...causes]
    .filter(id => levels.get(id) === topmost)
    .map(id => ({ id, reason: 'depth' }));
}

/** The department itself or the nearest above it that is moved. */
function nearestMoved(
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
