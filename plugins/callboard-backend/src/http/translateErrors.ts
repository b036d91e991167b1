import { ServiceUnavailableError } from '@backstage/errors';
import express from 'express';
import { answerTo } from './answerTo';
import { DatabaseAwayError } from './databaseErrors';
import {
  OverloadedError,
  ReadTimeoutError,
  TooManyRequestsError,
} from './errors';

/** Where nothing says better when something of the portal is back. */
const RETRY_AFTER_SECONDS = 5;

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
  const answer = answerTo(error);
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
