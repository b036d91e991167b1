/**
 * The HTTP status an error stands for, if the server answered at all.
 *
 * @public
 */
export function statusOf(error: unknown): number | undefined {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}
