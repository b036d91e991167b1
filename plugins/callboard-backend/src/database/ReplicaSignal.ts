import { LoggerService } from '@backstage/backend-plugin-api';
import { randomUUID } from 'crypto';
import { EventEmitter } from 'events';
import { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';
import { isPostgres } from './isPostgres';

const CHANNEL = 'callboard_work';

/** Commits within this time are announced together. */
const GATHER_MS = 200;

/** The delay before a broken connection is replaced. */
const RECONNECT_MS = 1_000;

/** The maximum time to wait for a connection to close: a broken one may never close. */
const CLOSE_MS = 1_000;

/** A connection of PostgreSQL's driver. */
interface Connection extends EventEmitter {
  query(sql: string): Promise<unknown>;
}

/**
 * Notifies the other replicas of work, and receives their notifications, with PostgreSQL's
 * `NOTIFY`. Best effort: replicas without the signal, for example behind PgBouncer in transaction
 * mode, find the work by polling. Does nothing on SQLite, which has one process.
 *
 * Work is announced after the commit: within a transaction, `NOTIFY` takes a server-wide lock and
 * halves the commit rate.
 */
export class ReplicaSignal {
  readonly #id = randomUUID();
  #connection: Connection | undefined;
  #notifyTimer: NodeJS.Timeout | undefined;
  #reconnectTimer: NodeJS.Timeout | undefined;
  #connecting: Promise<void> | undefined;
  #announcing: Promise<unknown> | undefined;
  #isStarted = false;
  #isFailing = false;

  constructor(
    private readonly deps: {
      knex: Knex;
      logger: LoggerService;
      /** Called when another replica has announced work. */
      onWork: () => void;
    },
  ) {}

  /** Starts listening, on its own connection outside the pool. */
  start(): void {
    if (isPostgres(this.deps.knex)) {
      this.#isStarted = true;
      this.connect();
    }
  }

  /** Announces committed work; never waits, never throws. */
  announce(): void {
    if (this.#isStarted) {
      this.#notifyTimer ??= setTimeout(() => this.notify(), GATHER_MS);
    }
  }

  async stop(): Promise<void> {
    this.#isStarted = false;
    clearTimeout(this.#notifyTimer);
    this.#notifyTimer = undefined;
    clearTimeout(this.#reconnectTimer);
    await Promise.all([this.#connecting, this.#announcing]);
    await this.disconnect();
  }

  private notify(): void {
    this.#notifyTimer = undefined;
    this.#announcing = this.deps.knex
      .raw('SELECT pg_notify(?, ?)', [CHANNEL, this.#id])
      // Without the announcement, other replicas find the work by polling.
      .catch(() => {});
  }

  private connect(): void {
    this.#connecting = this.listen().catch(async error => {
      if (!this.#isFailing) {
        this.deps.logger.warn(
          'Cannot listen for signals of other replicas; polling instead',
          error as Error,
        );
      }
      this.#isFailing = true;
      await this.disconnect();
      this.reconnect();
    });
  }

  private async listen(): Promise<void> {
    const { client } = this.deps.knex;
    const connection: Connection = await client.acquireRawConnection();
    this.#connection = connection;
    connection.on('notification', ({ payload }) => {
      if (payload !== this.#id) {
        this.deps.onWork();
      }
    });
    const onEnd = async () => {
      if (this.#connection === connection) {
        await this.disconnect();
        this.reconnect();
      }
    };
    connection.on('error', onEnd);
    connection.on('end', onEnd);
    await connection.query(`LISTEN ${CHANNEL}`);
    this.#isFailing = false;
    // Other replicas may have announced work before LISTEN.
    this.deps.onWork();
  }

  private reconnect(): void {
    clearTimeout(this.#reconnectTimer);
    if (this.#isStarted) {
      this.#reconnectTimer = setTimeout(() => this.connect(), RECONNECT_MS);
    }
  }

  private async disconnect(): Promise<void> {
    const connection = this.#connection;
    this.#connection = undefined;
    if (connection) {
      const closed: Promise<void> =
        this.deps.knex.client.destroyRawConnection(connection);
      await Promise.race([
        closed.catch(() => {}),
        sleep(CLOSE_MS, undefined, { ref: false }),
      ]);
    }
  }
}
