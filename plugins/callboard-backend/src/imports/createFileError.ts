import { InvalidRequestError } from '../http/errors';

/** 400 with the problem of the uploaded file. */
export function createFileError(reason: string): InvalidRequestError {
  return new InvalidRequestError([{ field: 'body.file', reason }]);
}
