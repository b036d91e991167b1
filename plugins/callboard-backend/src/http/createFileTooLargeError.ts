import { PayloadTooLargeError } from './errors';

/** 413 for an uploaded file. */
export function createFileTooLargeError(
  maxBytes: number,
): PayloadTooLargeError {
  return new PayloadTooLargeError(
    `body.file: must be at most ${maxBytes / 1024 / 1024} MB`,
  );
}
