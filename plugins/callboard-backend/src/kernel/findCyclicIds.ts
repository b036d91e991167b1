/**
 * Finds the members of trees that are their own descendants.
 *
 * @param parents - the parent of each member, by id; null at the top
 */
export function findCyclicIds(
  parents: ReadonlyMap<string, string | null>,
): string[] {
  const visited = new Set<string>();
  const cyclicIds: string[] = [];
  for (const start of parents.keys()) {
    const path = new Set<string>();
    let current: string | null | undefined = start;
    while (current && !visited.has(current) && !path.has(current)) {
      path.add(current);
      current = parents.get(current);
    }
    if (current && path.has(current)) {
      // The cycle begins where the path meets itself; earlier members only lead to it.
      const pathIds = [...path];
      cyclicIds.push(...pathIds.slice(pathIds.indexOf(current)));
    }
    path.forEach(id => visited.add(id));
  }
  return cyclicIds;
}
