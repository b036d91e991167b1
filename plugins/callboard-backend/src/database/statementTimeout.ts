import { AsyncLocalStorage } from 'async_hooks';
import { Knex } from 'knex';
import { isPostgres } from './isPostgres';

/** The statement timeout of the current asynchronous context, in milliseconds. */
const current = new AsyncLocalStorage<number | undefined>();

/** A statement that timed out; knex sets `sql` only then. */
type StatementTimeout = Error & { sql: string };

/**
 * Ends statements that take longer than `withStatementTimeout` allows. PostgreSQL cancels them.
 * SQLite cannot be interrupted: if it runs on another thread, its result is no longer awaited.
 */
export function applyStatementTimeouts(knex: Knex): void {
  const cancel = isPostgres(knex);
  knex.client.on('start', (statement: Partial<Knex.QueryBuilder>) => {
    const timeoutMs = current.getStore();
    if (timeoutMs !== undefined) {
      statement.timeout?.(timeoutMs, { cancel });
    }
  });
}

/**
 * The same for a client that may work in the calling thread. SQLite then cannot be interrupted, and
 * nothing else could run meanwhile, so its statements have no timeout.
 */
export function cancelSlowStatements(knex: Knex): void {
  if (isPostgres(knex)) {
    applyStatementTimeouts(knex);
  }
}

/** Runs `work` with a timeout for each statement. */
export function withStatementTimeout<T>(
  timeoutMs: number,
  work: () => Promise<T>,
): Promise<T> {
  return current.run(timeoutMs, work);
}

/** Runs `work` without a statement timeout, whatever the caller's. */
export function withoutStatementTimeout<T>(work: () => Promise<T>): Promise<T> {
  return current.run(undefined, work);
}

/** Whether an error is a statement timeout. */
export function isStatementTimeout(error: unknown): error is StatementTimeout {
  const { name, sql } = (error ?? {}) as Partial<StatementTimeout>;
  return name === 'KnexTimeoutError' && sql !== undefined;
}
