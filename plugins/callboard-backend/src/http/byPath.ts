/** Converts a path of the contract to that of a router: `/me/{id}` becomes `/me/:id`. */
export function toRoutePath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

const isParameter = (segment: string) => segment.startsWith('{');

/**
 * Sorts paths so that the first match of a request is the right one: at the first difference, a
 * literal comes before a parameter, which would match it too.
 */
export function comparePaths(
  { path: one }: { path: string },
  { path: other }: { path: string },
): number {
  const ones = one.split('/');
  const others = other.split('/');
  for (let i = 0; i < Math.min(ones.length, others.length); i++) {
    const difference =
      Number(isParameter(ones[i])) - Number(isParameter(others[i]));
    if (difference !== 0) {
      return difference;
    }
  }
  return ones.length - others.length;
}
