import { ServiceUnavailableError } from '@backstage/errors';
import express from 'express';
import { isUnavailable } from '../database/dialect';
import { OverloadedError, TooManyRequestsError } from './errors';

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
  if (
    error instanceof TooManyRequestsError ||
    error instanceof OverloadedError
  ) {
    res.setHeader('Retry-After', String(error.retryAfterSeconds));
  }
  if (isUnavailable(error)) {
    res.setHeader('Retry-After', '1');
    next(
      new ServiceUnavailableError(
        'The database is away; please try again',
        error,
      ),
    );
    return;
  }
  next(error);
};
