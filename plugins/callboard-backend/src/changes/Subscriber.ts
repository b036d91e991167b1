import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';

/**
 * Does its work inside the database. What it writes commits together with the
 * mark that the changes are done for it: exactly once.
 */
export interface TransactionalSubscriber {
  /** Stable: failed dispatches are stored under it. */
  readonly name: string;
  /**
   * Whatever it throws is its own failure: the same changes come again.
   *
   * @param tx - the relay's transaction, which the relay ends
   */
  handle(changes: ChangeEvent[], tx: Knex.Transaction): Promise<void>;
}

/**
 * Does its work outside the database, after the commit: at least once, and
 * each change carries a stable id by which receivers can tell repetitions.
 */
export interface ExternalSubscriber {
  /** Stable: failed dispatches are stored under it. */
  readonly name: string;
  /**
   * How many changes it takes at once; any number by default. A slow subscriber
   * should take few, so that the relay can serve the others in between.
   */
  readonly atOnce?: number;
  handle(changes: ChangeEvent[]): Promise<void>;
}

/** Everybody who has to hear of changes. */
export interface Subscribers {
  transactional: TransactionalSubscriber[];
  external: ExternalSubscriber[];
}
