import { isDatabaseError, isUnavailable } from '../database/dialect';
import { databaseError } from './databaseErrors';
import { InvalidRequestError } from './errors';

/** What to answer in place of an error: what the database throws is for nobody's eyes. */
export function answerTo(error: unknown): unknown {
  if (isUnavailable(error) || isDatabaseError(error)) {
    return databaseError(error);
  }
  // Express reads the path's parameters before any handler sees them.
  return error instanceof URIError
    ? new InvalidRequestError([
        { field: 'path', reason: 'is not percent-encoded UTF-8' },
      ])
    : error;
}
