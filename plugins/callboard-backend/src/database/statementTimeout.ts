import { AsyncLocalStorage } from 'async_hooks';
import { Knex } from 'knex';
import { isPostgres } from './dialect';

/** How long each statement may take, for what is done now; milliseconds. */
const current = new AsyncLocalStorage<number | undefined>();

/** What is left of a statement that took too long; knex adds `sql` only then. */
type StatementTimeout = Error & { sql: string };

/**
 * Ends what takes longer than `withStatementTimeout` says. PostgreSQL cancels
 * it. SQLite cannot be interrupted: its answer is no longer waited for, where it
 * works on another thread.
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

/** Does something that no statement may hold up for longer than `timeoutMs`. */
export function withStatementTimeout<T>(
  timeoutMs: number,
  work: () => Promise<T>,
): Promise<T> {
  return current.run(timeoutMs, work);
}

/** Does something that takes as long as it takes, whoever asked for it. */
export function withoutStatementTimeout<T>(work: () => Promise<T>): Promise<T> {
  return current.run(undefined, work);
}

/** Whether an error says that a statement was given up as it took too long. */
export function isStatementTimeout(error: unknown): error is StatementTimeout {
  const { name, sql } = (error ?? {}) as Partial<StatementTimeout>;
  return name === 'KnexTimeoutError' && sql !== undefined;
}
