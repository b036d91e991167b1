/**
 * The `Retry-After` of a response in seconds; undefined if it is missing, or if the browser hides
 * it, as for another origin.
 */
export function getRetryAfter(error: unknown): number | undefined {
  const { response } = (error ?? {}) as { response?: { headers?: Headers } };
  const seconds = Number(response?.headers?.get('retry-after') || NaN);
  return seconds >= 0 ? seconds : undefined;
}
