import { InvalidRequestError } from '../http/errors';
import { fileError } from './fileError';
import { MAX_TEXT_LENGTH } from './limits';

/** 400: all cells together have too many characters. */
export function tooMuchText(): InvalidRequestError {
  return fileError(
    `contains more than ${MAX_TEXT_LENGTH / 1_000_000} million characters`,
  );
}
