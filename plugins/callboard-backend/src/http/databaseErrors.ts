import { ServiceUnavailableError } from '@backstage/errors';
import { isUnavailable } from '../database/dialect';

/** 503: the database is unavailable, or did not confirm the result. */
export class DatabaseAwayError extends ServiceUnavailableError {
  name = 'ServiceUnavailableError' as const;
  /** The recommended retry delay. */
  readonly retryAfterSeconds = 1;

  /** @param reason - the error of the database or its driver */
  constructor(reason: unknown) {
    super('The database is unavailable. Try again in a few seconds');
    explain(this, reason);
  }
}

/** 500: the statement was wrong. */
export class DatabaseFailureError extends Error {
  /** @param reason - the error of the database or its driver */
  constructor(reason: unknown) {
    super('An internal error occurred');
    explain(this, reason);
  }
}

/**
 * Replaces a statement's error for the response: its message contains the statement and all its
 * values.
 */
export function toDatabaseError(
  reason: unknown,
): DatabaseAwayError | DatabaseFailureError {
  return isUnavailable(reason)
    ? new DatabaseAwayError(reason)
    : new DatabaseFailureError(reason);
}

const explained = new WeakSet<object>();

/**
 * Adds the reason to the stack for the log, once however many requests it failed. Responses never
 * contain the stack.
 */
function explain(error: Error, reason: unknown): void {
  if (reason instanceof Error && !explained.has(reason)) {
    explained.add(reason);
    const { name, code } = reason as Error & { code?: string };
    const cause = [name, code, getDriverMessage(reason)]
      .filter(Boolean)
      .join(': ');
    error.stack = `${error.stack}\ncaused by ${cause}${getStackFrames(reason)}`;
  }
}

/** The driver's message, without the statement and values that knex puts before it. */
function getDriverMessage({ message }: Error): string {
  return message.split(' - ').pop()!;
}

/** The frames of a stack, which may start with the message, or an earlier one. */
function getStackFrames({ message, stack = '' }: Error): string {
  const rest = stack.split(message).pop()!;
  const start = rest.search(/\n +at /);
  return start < 0 ? '' : rest.slice(start);
}
