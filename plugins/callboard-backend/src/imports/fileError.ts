import { InvalidRequestError } from '../http/errors';

/** 400 that says what is wrong with the uploaded file. */
export function fileError(reason: string): InvalidRequestError {
  return new InvalidRequestError([{ field: 'body.file', reason }]);
}
