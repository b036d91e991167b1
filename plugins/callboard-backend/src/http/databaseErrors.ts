import { ServiceUnavailableError } from '@backstage/errors';
import { isUnavailable } from '../database/dialect';

/** 503: the database is away, or did not say whether it did what it was told. */
export class DatabaseAwayError extends ServiceUnavailableError {
  name = 'ServiceUnavailableError' as const;
  /** When to try again. */
  readonly retryAfterSeconds = 1;

  /** @param reason - what the database or its driver threw */
  constructor(reason: unknown) {
    super('The database is away; please try again');
    explain(this, reason);
  }
}

/** 500: what the database was told to do was wrong. */
export class DatabaseFailureError extends Error {
  /** @param reason - what the database or its driver threw */
  constructor(reason: unknown) {
    super('An internal error occurred');
    explain(this, reason);
  }
}

/**
 * An error to answer with, in place of one that came out of a statement: knex
 * writes the statement and all its values into that one's message.
 */
export function databaseError(
  reason: unknown,
): DatabaseAwayError | DatabaseFailureError {
  return isUnavailable(reason)
    ? new DatabaseAwayError(reason)
    : new DatabaseFailureError(reason);
}

const explained = new WeakSet<object>();

/**
 * Lets the log tell the reason, once however many requests it failed. It goes
 * where no answer has it: into the stack.
 */
function explain(error: Error, reason: unknown): void {
  if (reason instanceof Error && !explained.has(reason)) {
    explained.add(reason);
    const { name, code } = reason as Error & { code?: string };
    const cause = [name, code, ownWords(reason)].filter(Boolean).join(': ');
    error.stack = `${error.stack}\ncaused by ${cause}${framesOf(reason)}`;
  }
}

/** What the driver said, without the statement and values that knex puts before it. */
function ownWords({ message }: Error): string {
  return message.split(' - ').pop()!;
}

/** Where it was thrown; the stack may begin with the message, or an earlier one. */
function framesOf({ message, stack = '' }: Error): string {
  const rest = stack.split(message).pop()!;
  const start = rest.search(/\n +at /);
  return start < 0 ? '' : rest.slice(start);
}
