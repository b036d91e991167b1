/** The HTTP status of an error; undefined if the server did not respond. @public */
export function getErrorStatus(error: unknown): number | undefined {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}
