import { AsyncLocalStorage } from 'async_hooks';
import { isIP } from 'net';
import { Knex } from 'knex';
import { isPostgres } from './isPostgres';

class Placeholder {
  constructor(readonly name: string) {}
}

/**
 * Prepares a query that is executed so often that planning it costs more than running it.
 * PostgreSQL plans the query once per connection, and its text is built once per process. SQLite
 * runs it like any other query.
 *
 * The text must not depend on the values: lists use `= ANY(?)`. A condition that decides which
 * index is used must be a literal in the text, not a value.
 *
 * @param name - the unique name of the prepared statement
 * @returns a function that runs the query and returns its rows
 */
export function prepareQuery<Values extends object>(
  name: string,
  names: ReadonlyArray<keyof Values & string>,
  build: (knex: Knex, values: Values) => Knex.Raw | Knex.QueryBuilder,
): (knex: Knex, values: Values) => Promise<any[]> {
  let text: { sql: string; bindings: readonly unknown[] } | undefined;
  return async (knex, values) => {
    if (!isPostgres(knex)) {
      return build(knex, values);
    }
    text ??= build(knex, createPlaceholders(names)).toSQL();
    const bindings = text.bindings.map(binding =>
      binding instanceof Placeholder
        ? values[binding.name as keyof Values]
        : binding,
    );
    const { rows } = await knex
      .raw(text.sql, bindings as Knex.RawBinding[])
      .options({ name });
    return rows;
  };
}

function createPlaceholders<Values extends object>(
  names: ReadonlyArray<keyof Values & string>,
): Values {
  return Object.fromEntries(
    names.map(name => [name, new Placeholder(name)]),
  ) as Values;
}

export async function countRows(query: Knex.QueryBuilder): Promise<number> {
  const [row] = await query.count({ count: '*' });
  return Number(row.count);
}

export async function queryRows(
  tx: Knex,
  sql: string,
  bindings: readonly Knex.RawBinding[],
): Promise<any[]> {
  const result = await tx.raw(sql, bindings);
  return isPostgres(tx) ? result.rows : result;
}

/** Runs a statement in its own transaction, and returns its rows. */
type RunStatement = (
  sql: string,
  bindings: readonly Knex.RawBinding[],
) => Promise<any[]>;

/**
 * Runs statements on one connection to PostgreSQL. Unlike a transaction, this takes no additional
 * round trips.
 *
 * @throws KnexTimeoutError if a statement takes longer; the statement may still be committed, and
 *   the connection is not used again
 */
export async function withConnection<T>(
  knex: Knex,
  timeoutMs: number,
  work: (run: RunStatement) => Promise<T>,
): Promise<T> {
  const connection = await knex.client.acquireConnection();
  try {
    return await work(async (sql, bindings) => {
      const { rows } = await knex
        .raw(sql, bindings)
        .connection(connection)
        .timeout(timeoutMs);
      return rows;
    });
  } finally {
    await knex.client.releaseConnection(connection);
  }
}

/** The statement timeout of the current asynchronous context, in milliseconds. */
const timeoutContext = new AsyncLocalStorage<number | undefined>();

/** The error of a statement that timed out. Knex sets `sql` only on this timeout error. */
type StatementTimeout = Error & { sql: string };

/** The parts of a connection of PostgreSQL's driver that identify it to the server. */
interface CancellableConnection {
  host: string;
  port: number;
  /** The TLS options; false without TLS. */
  ssl: { key?: unknown } | boolean;
  processID: number;
  secretKey: unknown;
  connection: { stream: { remoteAddress?: string } };
}

/** The parts of knex's client that cancel a statement; its types lack them. */
interface CancellingClient {
  driver: {
    Client: new (config: object) => { connection: any };
  };
  connectionSettings?: { stream?: unknown };
  cancelQuery(connection: CancellableConnection): void | Promise<void>;
}

const CANCEL_TIMEOUT_MS = 5_000;

/** Sends a cancel request of PostgreSQL's protocol to the server of a connection. */
function requestCancel(
  { Client }: CancellingClient['driver'],
  { host, port, ssl, processID, secretKey, connection }: CancellableConnection,
): Promise<void> {
  const tls = ssl && {
    ...Object(ssl),
    // The driver hides the key from copies.
    key: Object(ssl).key,
    servername: isIP(host) ? undefined : host,
  };
  return new Promise((resolve, reject) => {
    const { connection: request } = new Client({ host, port, ssl: tls });
    const timer = setTimeout(
      () => request.stream.destroy(new Error('The cancel request timed out')),
      CANCEL_TIMEOUT_MS,
    );
    const cancel = () => request.cancel(processID, secretKey);
    // With TLS, both streams report the same error.
    request.on('error', (error: Error) => {
      clearTimeout(timer);
      request.stream.destroy();
      reject(error);
    });
    // The server closes the connection when it has handled the request.
    request.once('end', () => {
      clearTimeout(timer);
      resolve();
    });
    request.once('connect', () => (ssl ? request.requestSsl() : cancel()));
    request.once('sslconnect', cancel);
    if (host.startsWith('/')) {
      request.connect(`${host}/.s.PGSQL.${port}`);
    } else {
      // A host name can also resolve to other servers, which do not know the connection.
      request.connect(port, connection.stream.remoteAddress ?? host);
    }
  });
}

/**
 * Makes a knex client, or the client of a transaction, cancel statements with a cancel request of
 * PostgreSQL's protocol. Knex's own method, `pg_cancel_backend`, needs another session and the
 * process id, which PgBouncer hides. Knex's method is still used if the portal's configuration of
 * the connection supplies its own stream, or if a cancel request fails.
 */
function cancelByRequest(client: CancellingClient): void {
  if (
    Object.hasOwn(client, 'cancelQuery') ||
    client.connectionSettings?.stream
  ) {
    return;
  }
  const { cancelQuery } = client;
  client.cancelQuery = connection =>
    requestCancel(client.driver, connection).catch(() =>
      cancelQuery.call(client, connection),
    );
}

/**
 * Ends statements that take longer than `withStatementTimeout` allows. PostgreSQL cancels them.
 * SQLite cannot be interrupted: if it runs on another thread, its result is no longer awaited.
 */
export function applyStatementTimeouts(knex: Knex): void {
  const cancel = isPostgres(knex);
  knex.client.on('start', (statement: Partial<Knex.QueryBuilder>) => {
    const timeoutMs = timeoutContext.getStore();
    if (timeoutMs !== undefined) {
      if (cancel && statement.client) {
        cancelByRequest(statement.client);
      }
      statement.timeout?.(timeoutMs, { cancel });
    }
  });
}

/**
 * Applies statement timeouts to a client of PostgreSQL. SQLite blocks the calling thread, where no
 * timer can run during a statement, so its statements have no timeout.
 */
export function cancelSlowStatements(knex: Knex): void {
  if (isPostgres(knex)) {
    applyStatementTimeouts(knex);
  }
}

export function withStatementTimeout<T>(
  timeoutMs: number,
  work: () => Promise<T>,
): Promise<T> {
  return timeoutContext.run(timeoutMs, work);
}

/** Runs `work` without a statement timeout, even if the caller has one. */
export function withoutStatementTimeout<T>(work: () => Promise<T>): Promise<T> {
  return timeoutContext.run(undefined, work);
}

export function isStatementTimeout(error: unknown): error is StatementTimeout {
  const { name, sql } = (error ?? {}) as Partial<StatementTimeout>;
  return name === 'KnexTimeoutError' && sql !== undefined;
}

export function getPoolSize(knex: Knex): number {
  return knex.client.pool.max;
}
