/** Deeper JSON than this is nobody's data. */
const MAX_DEPTH = 64;

/**
 * What makes a value unfit to be stored anywhere in it: U+0000 or a lone
 * surrogate in a text or a name, or nesting without end.
 *
 * @returns the path of the first problem below `value` and what it is
 */
export function textProblem(
  value: unknown,
): { path: string; reason: string } | undefined {
  const open: Array<{ path: string; depth: number; value: unknown }> = [
    { path: '', depth: 0, value },
  ];
  for (let next = open.pop(); next; next = open.pop()) {
    const { path, depth } = next;
    if (typeof next.value === 'string') {
      const reason = problemOfText(next.value);
      if (reason) return { path, reason };
    } else if (typeof next.value === 'object' && next.value !== null) {
      if (depth >= MAX_DEPTH) {
        return { path, reason: `is nested deeper than ${MAX_DEPTH} levels` };
      }
      const isArray = Array.isArray(next.value);
      for (const [key, child] of Object.entries(next.value)) {
        const childPath = isArray ? `${path}[${key}]` : `${path}.${key}`;
        const reason = isArray ? undefined : problemOfText(key);
        if (reason) return { path: `${path}.?`, reason };
        open.push({ path: childPath, depth: depth + 1, value: child });
      }
    }
  }
  return undefined;
}

function problemOfText(text: string): string | undefined {
  if (text.includes('\u0000')) {
    return 'must not contain U+0000';
  }
  // A surrogate that has no partner; with the u flag pairs are one character.
  return /\p{Surrogate}/u.test(text)
    ? 'must not contain lone surrogates'
    : undefined;
}
