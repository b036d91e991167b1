/** The parents of departments, by id; null at the top. */
export type ParentIds = ReadonlyMap<string, string | null>;

/** The departments that are their own descendants. */
export function findCycles(parents: ParentIds): string[] {
  const done = new Set<string>();
  const cyclic: string[] = [];
  for (const start of parents.keys()) {
    const path = new Set<string>();
    let at: string | null | undefined = start;
    while (at && !done.has(at) && !path.has(at)) {
      path.add(at);
      at = parents.get(at);
    }
    if (at && path.has(at)) {
      const way = [...path];
      cyclic.push(...way.slice(way.indexOf(at)));
    }
    path.forEach(id => done.add(id));
  }
  return cyclic;
}

/** The levels of departments; requires a tree without cycles. */
export function computeLevels(parents: ParentIds): Map<string, number> {
  const levels = new Map<string, number>();
  for (const start of parents.keys()) {
    const path: string[] = [];
    let at: string | null | undefined = start;
    while (at && !levels.has(at)) {
      path.push(at);
      at = parents.get(at);
    }
    let level = at ? levels.get(at)! : 0;
    for (const id of path.reverse()) {
      level += 1;
      levels.set(id, level);
    }
  }
  return levels;
}
