/**
 * Finds the nodes that are their own descendants.
 *
 * @param parents - the parent id of each node, by the node's id; null for a root
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
      // The cycle begins where the path meets itself; earlier nodes only lead to it.
      const pathIds = [...path];
      cyclicIds.push(...pathIds.slice(pathIds.indexOf(current)));
    }
    path.forEach(id => visited.add(id));
  }
  return cyclicIds;
}
