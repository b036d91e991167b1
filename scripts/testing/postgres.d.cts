/** A running PostgreSQL. */
export interface Postgres {
  port: number;
  /** The folder of its data and its log. */
  home: string;
  /** A superuser's connection to the database `postgres`. */
  connectionString: string;
  /** The server's log so far. */
  log(): string;
  /**
   * Stops the server, and restarts it after `awayMs` on the same port and data. `immediate` is a
   * crash, from which PostgreSQL recovers.
   */
  restart(options?: {
    mode?: 'fast' | 'immediate';
    awayMs?: number;
  }): Promise<void>;
  /** Stops the server and removes its data, unless they persist. */
  stop(): Promise<void>;
}

export function startPostgres(options?: {
  /** Keep fsync and full page writes on, for benchmarks and crash tests. */
  durable?: boolean;
  /** Where the data persist; by default a temporary folder, which is deleted. */
  folder?: string;
  /** Further settings of postgresql.conf. */
  settings?: Record<string, string>;
}): Promise<Postgres>;
