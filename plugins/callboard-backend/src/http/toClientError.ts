import { isDatabaseError, isUnavailable } from '../database/dialect';
import { toDatabaseError } from './databaseErrors';
import { InvalidRequestError } from './errors';

/** Converts an error to one for clients. Hides database errors from clients. */
export function toClientError(error: unknown): unknown {
  if (isUnavailable(error) || isDatabaseError(error)) {
    return toDatabaseError(error);
  }
  // Express decodes path parameters before any handler runs.
  return error instanceof URIError
    ? new InvalidRequestError([
        { field: 'path', reason: 'is not percent-encoded UTF-8' },
      ])
    : error;
}
