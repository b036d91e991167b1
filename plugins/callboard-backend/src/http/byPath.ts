const isParameter = (segment: string) => segment.startsWith('{');

/**
 * Orders paths so that the first one that fits a request is the one that is
 * meant: where two differ first, a literal comes before a parameter, which would
 * fit it too.
 */
export function byPath(
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
