/** A running throw-away PostgreSQL. */
export interface Postgres {
  port: number;
  /** A superuser's connection to the database `postgres`. */
  connectionString: string;
  /** The server's log so far. */
  log(): string;
  /**
   * Takes the server away, for `awayMs`, and brings it back on the same port and data.
   * `immediate` is a crash that PostgreSQL recovers from.
   */
  restart(options?: {
    mode?: 'fast' | 'immediate';
    awayMs?: number;
  }): Promise<void>;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
}

export function startPostgres(options?: {
  /** Keep fsync and full page writes on, for benchmarks and crash tests. */
  durable?: boolean;
  /** Further settings of postgresql.conf. */
  settings?: Record<string, string>;
}): Promise<Postgres>;
