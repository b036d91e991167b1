import { InvalidRequestError } from '../http/errors';
import { createFileError } from './createFileError';
import { MAX_TEXT_LENGTH } from './limits';

/** 400: all cells together have too many characters. */
export function createTooMuchTextError(): InvalidRequestError {
  return createFileError(
    `contains more than ${MAX_TEXT_LENGTH / 1_000_000} million characters`,
  );
}
