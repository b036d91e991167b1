import { isError } from '@backstage/errors';

/** The statuses of the platform's errors by name, as its error handler maps them. */
const statusesByName: Readonly<Record<string, number>> = {
  InputError: 400,
  AuthenticationError: 401,
  NotAllowedError: 403,
  NotFoundError: 404,
  ConflictError: 409,
  ServiceUnavailableError: 503,
};

/** Returns the status of the response to an error: 500 for unexpected errors. */
export function getErrorStatus(error: unknown): number {
  const { statusCode } = Object(error) as { statusCode?: number };
  return (
    statusCode ??
    (isError(error) ? statusesByName[error.name] : undefined) ??
    500
  );
}
