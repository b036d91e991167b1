/** Converts a path of the contract to a router path: `/me/{id}` becomes `/me/:id`. */
export function toRoutePath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

const isParameter = (segment: string) => segment.startsWith('{');

/**
 * Compares paths for sorting, so that the first path that matches a request is the right one. A
 * parameter matches every segment, so a path with a literal segment in its place comes first.
 */
export function comparePaths(
  { path: a }: { path: string },
  { path: b }: { path: string },
): number {
  const segments = a.split('/');
  const otherSegments = b.split('/');
  for (let i = 0; i < Math.min(segments.length, otherSegments.length); i++) {
    const difference =
      Number(isParameter(segments[i])) - Number(isParameter(otherSegments[i]));
    if (difference !== 0) {
      return difference;
    }
  }
  return segments.length - otherSegments.length;
}
