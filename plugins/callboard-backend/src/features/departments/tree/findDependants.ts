import { ParentIds } from './ParentIds';

/**
 * Finds the departments that cannot have their position because an ancestor is not created. Existing
 * departments stay, and so do their descendants.
 *
 * @param parents - the intended parents of all departments
 * @param failed - those that cannot have their position
 * @param isMade - whether a department would be new
 * @returns the descendants, nearest first, each with its parent
 */
export function findDependants(
  parents: ParentIds,
  failed: readonly string[],
  isMade: (id: string) => boolean,
): Array<{ id: string; above: string }> {
  const unmade = failed.filter(isMade);
  if (unmade.length === 0) {
    return [];
  }
  const dependants = new Map<string, string[]>();
  for (const [id, parent] of parents) {
    if (parent) {
      const siblings = dependants.get(parent);
      if (siblings) {
        siblings.push(id);
      } else {
        dependants.set(parent, [id]);
      }
    }
  }
  const known = new Set(failed);
  const found: Array<{ id: string; above: string }> = [];
  // Grows during the iteration.
  for (const above of unmade) {
    for (const id of dependants.get(above) ?? []) {
      if (!known.has(id)) {
        known.add(id);
        found.push({ id, above });
        if (isMade(id)) {
          unmade.push(id);
        }
      }
    }
  }
  return found;
}
