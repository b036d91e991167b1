import { JsonValue } from '@backstage/types';
import { Knex } from 'knex';
import { isPostgres } from './isPostgres';

/**
 * Whether the client blocks the thread until a statement ends. SQLite works in the calling thread,
 * so the process serves no requests until the statement ends.
 */
export function isBlocking(knex: Knex): boolean {
  return !isPostgres(knex);
}

/**
 * Chooses how many rows a statement or transaction processes. Large batches are efficient, but a
 * blocking client would delay all requests until the batch ends.
 */
export function chooseBatchSize(
  knex: Knex,
  sizes: { concurrent: number; blocking: number },
): number {
  return isBlocking(knex) ? sizes.blocking : sizes.concurrent;
}

/**
 * The current time for a statement, from a clock that all replicas share, because their own clocks
 * differ: the server's clock on PostgreSQL, and the clock of the only process on SQLite.
 *
 * @param now - the time of this process in milliseconds since 1970
 */
export function getSharedTime(
  knex: Knex,
  now: number,
  delayMs = 0,
): Knex.Raw | Date {
  if (!isPostgres(knex)) {
    return new Date(now + delayMs);
  }
  return delayMs === 0
    ? knex.raw('statement_timestamp()')
    : knex.raw("statement_timestamp() + ? * interval '1 millisecond'", [
        delayMs,
      ]);
}

/** SQL for the current time of the shared clock, in milliseconds since 1970. */
export function sharedTimeMsSql(knex: Knex, now: number): string {
  return isPostgres(knex)
    ? epochMsSql(knex, 'statement_timestamp()')
    : String(now);
}

/**
 * SQL that casts a value, for example a text that is compared with a column of another type. SQLite
 * needs no cast: it converts compared values to the type of the column.
 *
 * @param type - the type for PostgreSQL
 */
export function castSql(knex: Knex, expression: string, type: string): string {
  return isPostgres(knex) ? `CAST(${expression} AS ${type})` : expression;
}

export function uuidSql(knex: Knex, expression: string): string {
  return castSql(knex, expression, 'uuid');
}

/** SQL for a timestamp column as whole milliseconds since 1970. */
export function epochMsSql(knex: Knex, column: string): string {
  return isPostgres(knex)
    ? `(extract(epoch from ${column}) * 1000)::bigint`
    : column;
}

/**
 * SQL for an integer division that rounds down. Both databases truncate towards zero, and no
 * instant here lies before 1970.
 */
export function divideSql(dividend: string, divisor: number): string {
  return `((${dividend}) / ${divisor})`;
}

/** A stored timestamp as ISO 8601 in UTC with milliseconds. */
export function readInstant(value: Date | number | string): string {
  return new Date(value).toISOString();
}

export function readOptionalInstant(
  value: Date | number | string | null,
): string | null {
  return value === null ? null : readInstant(value);
}

export function writeJson(value: unknown): string {
  return JSON.stringify(value);
}

/** A stored JSON object or array; PostgreSQL's driver has parsed it already. */
export function readJson<T extends JsonValue>(value: unknown): T {
  return (typeof value === 'string' ? JSON.parse(value) : value) as T;
}

/** The pattern for `LIKE … ESCAPE '\'` that matches `text` anywhere. */
export function containsPattern(text: string): string {
  return `%${startsPattern(text)}`;
}

/** The pattern for `LIKE … ESCAPE '\'` that matches a prefix. */
export function startsPattern(text: string): string {
  return `${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/**
 * Makes PostgreSQL find the rows of a query before it sorts or limits them: otherwise it may scan
 * the whole table in the requested order until enough rows match. The rows keep the name of the
 * table.
 */
export function addOptimizationFence(
  knex: Knex,
  query: Knex.QueryBuilder,
  table: string,
): Knex.QueryBuilder {
  return isPostgres(knex)
    ? knex.from(
        knex.raw(`(? OFFSET 0) AS ${table}`, [query.select(`${table}.*`)]),
      )
    : query;
}

export function isUniqueViolation(error: unknown): boolean {
  const code = getErrorCode(error);
  return (
    code === '23505' ||
    code === 'SQLITE_CONSTRAINT_UNIQUE' ||
    code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
  );
}

/** Node.js error codes of a failed connection. */
const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'EPROTO',
  'ENOENT',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** Messages of failed connections whose errors have no code. */
const CONNECTION_MESSAGES =
  /Connection terminated|connection is closed|Client has encountered a connection error|not queryable|socket hang up|Query read timeout/i;

/** Prefixes of SQLite's codes for "unavailable now". */
const SQLITE_UNAVAILABLE =
  /^SQLITE_(BUSY|READONLY|FULL|CANTOPEN|IOERR|PROTOCOL)/;

/** Prefixes of SQLite's codes for invalid values. */
const SQLITE_REJECTED = /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)/;

/** An error code of PostgreSQL. Error codes of Node.js begin with E, and do not match. */
const SQL_STATE = /^(\d[0-9A-Z]|F0|HV|P0|XX)[0-9A-Z]{3}$/;

/**
 * Classes of PostgreSQL's error codes for "unavailable now": connection exceptions, insufficient
 * resources and operator intervention.
 *
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const UNAVAILABLE_CLASSES = new Set(['08', '53', '57']);

/** Classes of error codes after which the statement may have been executed. */
const UNCERTAIN_CLASSES = new Set([...UNAVAILABLE_CLASSES, '40', '58', 'XX']);

/**
 * Error codes after which the same request may succeed later: serialisation failures and deadlocks,
 * a temporarily read-only database, idle and lock timeouts.
 */
const RETRYABLE_CODES = new Set(['40001', '40P01', '25006', '25P03', '55P03']);

export function isDeadlock(error: unknown): boolean {
  return getErrorCode(error) === '40P01';
}

/**
 * Whether an error shows that the database is unavailable, or that the same request may succeed
 * later, rather than that the statement is faulty.
 */
export function isUnavailable(error: unknown): boolean {
  const code = getErrorCode(error);
  if (SQL_STATE.test(code)) {
    return (
      UNAVAILABLE_CLASSES.has(code.slice(0, 2)) || RETRYABLE_CODES.has(code)
    );
  }
  if (code.startsWith('SQLITE_')) {
    return SQLITE_UNAVAILABLE.test(code);
  }
  const { name, message } = (error ?? {}) as {
    name?: string;
    message?: string;
  };
  return (
    CONNECTION_CODES.has(code) ||
    /^ERR_(SSL|TLS)_/.test(code) ||
    name === 'KnexTimeoutError' ||
    CONNECTION_MESSAGES.test(message ?? '')
  );
}

/**
 * Whether an error guarantees that the database rejected the statement because of its input. After
 * any other error, it may have been executed.
 */
export function isRejectedInput(error: unknown): boolean {
  const code = getErrorCode(error);
  return SQL_STATE.test(code)
    ? !UNCERTAIN_CLASSES.has(code.slice(0, 2)) && !RETRYABLE_CODES.has(code)
    : SQLITE_REJECTED.test(code);
}

export function isDatabaseError(error: unknown): boolean {
  const code = getErrorCode(error);
  return SQL_STATE.test(code) || code.startsWith('SQLITE_');
}

function getErrorCode(error: unknown): string {
  const code = (error as { code?: unknown } | undefined | null)?.code;
  return typeof code === 'string' ? code : '';
}
