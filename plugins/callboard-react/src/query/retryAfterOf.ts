/**
 * When the server says that it is worth asking again, in seconds from its answer;
 * undefined where it does not say so, or the browser may not see it, as with another
 * origin's.
 */
export function retryAfterOf(error: unknown): number | undefined {
  const { response } = (error ?? {}) as { response?: { headers?: Headers } };
  const seconds = Number(response?.headers?.get('retry-after') || NaN);
  return seconds >= 0 ? seconds : undefined;
}
