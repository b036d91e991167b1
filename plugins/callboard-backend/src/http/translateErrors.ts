import { ServiceUnavailableError } from '@backstage/errors';
import express from 'express';
import { toClientError } from './toClientError';
import { DatabaseAwayError } from './databaseErrors';
import {
  OverloadedError,
  ReadTimeoutError,
  TooManyRequestsError,
} from './errors';

/** The default retry delay while part of the portal is unavailable. */
const RETRY_AFTER_SECONDS = 5;

/** Converts errors of the database and of limits to responses with their status. */
export const translateErrors: express.ErrorRequestHandler = (
  error,
  _req,
  res,
  next,
) => {
  if (res.headersSent) {
    // A truncated file must not look complete.
    res.destroy(error);
    return;
  }
  res.removeHeader('Content-Disposition');
  const answer = toClientError(error);
  if (
    answer instanceof TooManyRequestsError ||
    answer instanceof OverloadedError ||
    answer instanceof ReadTimeoutError ||
    answer instanceof DatabaseAwayError
  ) {
    res.setHeader('Retry-After', String(answer.retryAfterSeconds));
  } else if (answer instanceof ServiceUnavailableError) {
    res.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
  }
  next(answer);
};
