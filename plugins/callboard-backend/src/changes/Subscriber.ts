import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { createExtensionPoint } from '@backstage/backend-plugin-api';

/**
 * Lets modules add subscribers before the plugin starts. The package does not export this extension
 * point: other plugins receive changes through the platform's events service.
 */
export const subscribersExtensionPoint = createExtensionPoint<Subscribers>({
  id: 'callboard.subscribers',
});

/**
 * A subscriber throws this if its target, such as a server or another database, is unavailable. The
 * relay then pauses the subscriber instead of counting a failure for each change, and dispatches
 * all changes to it when the target is available again.
 */
export class SubscriberUnavailableError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SubscriberUnavailableError';
  }
}

/**
 * The trace contexts of changes by change id, for subscribers that store them with the jobs that
 * they add.
 */
export type Traceparents = ReadonlyMap<string, string | null>;

/**
 * Works inside the database. Its writes commit together with the relay's record that it has
 * handled the changes, so each change takes effect exactly once.
 */
export interface TransactionalSubscriber {
  /** Must never change, because failed dispatches are stored under it. */
  readonly name: string;
  /**
   * Any error counts as a failure of the subscriber, which then receives the same changes again.
   *
   * @param tx - the relay's transaction, which the relay ends
   */
  handle(
    changes: ChangeEvent[],
    tx: Knex.Transaction,
    traceparents?: Traceparents,
  ): Promise<void>;
}

/**
 * Works outside the database, after the commit. It receives each change at least once, and can
 * deduplicate changes by their stable ids.
 */
export interface ExternalSubscriber {
  /** Must never change, because failed dispatches are stored under it. */
  readonly name: string;
  /**
   * The maximum number of changes per call; unlimited by default. A slow subscriber should set a
   * small number, so that the relay can serve others in between.
   */
  readonly maxChangesPerCall?: number;
  handle(changes: ChangeEvent[]): Promise<void>;
}

export interface Subscribers {
  transactional: TransactionalSubscriber[];
  external: ExternalSubscriber[];
}
