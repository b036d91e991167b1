import express from 'express';
import { isDatabaseError, isUnavailable } from '../database/dialect';
import { databaseError, DatabaseAwayError } from './databaseErrors';
import {
  OverloadedError,
  ReadTimeoutError,
  TooManyRequestsError,
} from './errors';

/** Turns what the database and limits throw into answers with their status. */
export const translateErrors: express.ErrorRequestHandler = (
  error,
  _req,
  res,
  next,
) => {
  if (res.headersSent) {
    // Half a file must not look like a whole one.
    res.destroy(error);
    return;
  }
  res.removeHeader('Content-Disposition');
  const answer =
    isUnavailable(error) || isDatabaseError(error)
      ? databaseError(error)
      : error;
  if (
    answer instanceof TooManyRequestsError ||
    answer instanceof OverloadedError ||
    answer instanceof ReadTimeoutError ||
    answer instanceof DatabaseAwayError
  ) {
    res.setHeader('Retry-After', String(answer.retryAfterSeconds));
  }
  next(answer);
};
