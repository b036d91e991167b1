import { ParentIds } from './ParentIds';

/**
 * Finds the departments that cannot have their place because one above them is
 * not made after all. One that is there stays, and so does what is beneath it.
 *
 * @param parents - where all departments should lie
 * @param failed - those that cannot have their place
 * @param isMade - whether a department would be new
 * @returns those beneath, nearest first, each with the one above it
 */
export function dependantsOf(
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
  // Grows while it is gone through.
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
