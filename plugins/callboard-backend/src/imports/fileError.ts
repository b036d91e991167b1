import { InvalidRequestError } from '../http/errors';

/** 400 with the problem of the uploaded file. */
export function fileError(reason: string): InvalidRequestError {
  return new InvalidRequestError([{ field: 'body.file', reason }]);
}
