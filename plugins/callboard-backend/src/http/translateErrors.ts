import { ServiceUnavailableError, NotAllowedError } from '@backstage/errors';
import express from 'express';
import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { isDatabaseError, isUnavailable } from '../database/dialect';
import { InvalidRequestError } from './errors';

/** 503: the database is unavailable, or did not confirm the result. */
class DatabaseUnavailableError extends ServiceUnavailableError {
  name = 'ServiceUnavailableError' as const;
  readonly retryAfterSeconds = 1;

  constructor(reason: unknown) {
    super('The database is unavailable. Try again in a few seconds');
    addCauseToStack(this, reason);
  }
}

/** 500: a statement failed although the database is available. */
class DatabaseFailureError extends Error {
  constructor(reason: unknown) {
    super('An internal error occurred');
    addCauseToStack(this, reason);
  }
}

/**
 * Converts the error of a statement to an error for the response. The message of the original error
 * contains the statement.
 */
export function toDatabaseError(
  reason: unknown,
): DatabaseUnavailableError | DatabaseFailureError {
  return isUnavailable(reason)
    ? new DatabaseUnavailableError(reason)
    : new DatabaseFailureError(reason);
}

const loggedReasons = new WeakSet<object>();

/**
 * Adds the reason to the stack for the log. An error that makes several requests fail is logged
 * once. Responses never contain the stack.
 */
function addCauseToStack(error: Error, reason: unknown): void {
  if (reason instanceof Error && !loggedReasons.has(reason)) {
    loggedReasons.add(reason);
    const { name, code } = reason as Error & { code?: string };
    const cause = [name, code, getDriverMessage(reason)]
      .filter(Boolean)
      .join(': ');
    error.stack = `${error.stack}\ncaused by ${cause}${getStackFrames(reason)}`;
  }
}

/** The driver's message, without the statement that knex adds before ` - `. */
function getDriverMessage({ message }: Error): string {
  return message.split(' - ').pop()!;
}

/** The frames of an error's stack. The stack can begin with an earlier message of the error. */
function getStackFrames({ message, stack = '' }: Error): string {
  const afterMessage = stack.split(message).pop()!;
  const start = afterMessage.search(/\n +at /);
  return start < 0 ? '' : afterMessage.slice(start);
}

/** Converts an error to an error for clients. Hides database errors, which can contain data. */
export function toClientError(error: unknown): unknown {
  if (isUnavailable(error) || isDatabaseError(error)) {
    return toDatabaseError(error);
  }
  // Express decodes path parameters before any handler runs.
  return error instanceof URIError
    ? new InvalidRequestError([
        { field: 'path', reason: 'is not percent-encoded UTF-8' },
      ])
    : error;
}

/** The default retry delay while part of the portal is unavailable. */
const RETRY_AFTER_SECONDS = 5;

/**
 * Converts errors to errors that clients may see, and sets `Retry-After`. Error responses are never
 * cached. Destroys a response that has already begun.
 */
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
  // A download may have set the headers of its file.
  ['Content-Type', 'Content-Disposition', 'ETag'].forEach(name =>
    res.removeHeader(name),
  );
  res.setHeader('Cache-Control', 'no-store');
  const response = toClientError(error);
  const seconds =
    (response as { retryAfterSeconds?: number } | null)?.retryAfterSeconds ??
    (response instanceof ServiceUnavailableError && RETRY_AFTER_SECONDS);
  if (seconds) {
    res.setHeader('Retry-After', String(seconds));
  }
  next(response);
};

/**
 * Reports denied requests to the platform's auditor, because the activity log contains only
 * changes. Responses do not wait for the auditor.
 */
export function auditRefusals(
  auditor: AuditorService,
  logger: LoggerService,
): express.ErrorRequestHandler {
  return (error, request, _res, next) => {
    if (error instanceof NotAllowedError) {
      auditor
        .createEvent({
          eventId: 'request-refused',
          severityLevel: 'medium',
          request,
        })
        .then(event => event.fail({ error }))
        .catch(failure =>
          logger.warn(
            'A denied request could not be reported to the auditor',
            failure,
          ),
        );
    }
    next(error);
  };
}
