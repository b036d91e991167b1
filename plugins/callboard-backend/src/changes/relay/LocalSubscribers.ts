import { Knex } from 'knex';
import { chunk } from 'lodash';
import { Clock } from '../../kernel/clock';
import { runInSavepoint } from '../../database/transactions';
import {
  deferEntries,
  dispatch,
  affectsAllEntries,
  TimedCalls,
} from './dispatch';
import { PendingDispatch } from './Dispatches';
import { OutboxEntry } from '../Outbox';
import {
  Subscribers,
  TransactionalSubscriber,
  ExternalSubscriber,
} from '../Subscriber';
import { RegisteredSubscriber } from './SubscriberRegistry';

/** How long an external subscriber may delay the others. */
const EXTERNAL_TIME_LIMIT_MS = 100;

/**
 * How long a transactional subscriber may process entries one by one: others wait for the
 * transaction.
 */
const TRANSACTIONAL_TIME_LIMIT_MS = 1_000;

/** The subscribers of this replica, by registered name. */
export class LocalSubscribers {
  constructor(
    private readonly subscribers: Subscribers,
    private readonly clock: Clock,
    private readonly calls: TimedCalls,
  ) {}

  listNames(): string[] {
    const { transactional, external } = this.subscribers;
    return [...transactional, ...external].map(({ name }) => name);
  }

  /**
   * The kind of a registered subscriber: as this replica has it, or otherwise as another replica
   * registered it.
   */
  getSubscriberKind({
    name,
    kind,
  }: RegisteredSubscriber): RegisteredSubscriber['kind'] {
    const { transactional, external } = this.subscribers;
    if (transactional.some(each => each.name === name)) {
      return 'inside';
    }
    return external.some(each => each.name === name) ? 'outside' : kind;
  }

  /** Whether a timed-out call of this subscriber is still in progress. */
  isOverdue(name: string): boolean {
    return this.calls.isOverdue(name);
  }

  /**
   * Dispatches entries to a transactional subscriber. Entries for a subscriber that this replica
   * lacks wait.
   *
   * @param blocked - keys of the entities that must wait
   * @returns the dispatches that are still pending
   * @throws TransactionLostError if the transaction is lost
   */
  async dispatchTransactional(
    tx: Knex.Transaction,
    name: string,
    entries: OutboxEntry[],
    blocked = new Set<string>(),
  ): Promise<PendingDispatch[]> {
    const subscriber = this.subscribers.transactional.find(
      each => each.name === name,
    );
    const isTimeLimitReached = this.createTimeoutCheck(
      TRANSACTIONAL_TIME_LIMIT_MS,
    );
    return subscriber
      ? dispatchInTransaction(
          tx,
          subscriber,
          entries,
          blocked,
          isTimeLimitReached,
        )
      : deferEntries(entries, blocked);
  }

  /** The same for an external subscriber, until its time limit. */
  async dispatchExternal(
    name: string,
    entries: OutboxEntry[],
    blocked = new Set<string>(),
  ): Promise<PendingDispatch[]> {
    const subscriber = this.subscribers.external.find(
      each => each.name === name,
    );
    const isTimeLimitReached = this.createTimeoutCheck(EXTERNAL_TIME_LIMIT_MS);
    return subscriber
      ? dispatchWithTimeLimit(
          subscriber,
          entries,
          blocked,
          isTimeLimitReached,
          this.calls,
        )
      : deferEntries(entries, blocked);
  }

  /** Returns a function that tells whether this much time has passed. */
  private createTimeoutCheck(ms: number): () => boolean {
    const end = this.clock.now() + ms;
    return () => this.clock.now() > end;
  }
}

/**
 * Dispatches entries to an external subscriber, as many as it handles within its time limit. The
 * rest waits, so that a slow subscriber does not delay others.
 *
 * @param blocked - keys of the entities that must wait; grows with failures
 * @param isTimeLimitReached - whether its time limit is reached
 * @param calls - calls the subscriber
 * @returns the dispatches to retry; those without an error were not attempted
 */
async function dispatchWithTimeLimit(
  subscriber: ExternalSubscriber,
  entries: OutboxEntry[],
  blocked: Set<string>,
  isTimeLimitReached: () => boolean,
  calls: TimedCalls,
): Promise<PendingDispatch[]> {
  const { name } = subscriber;
  const pending: PendingDispatch[] = [];
  const mustStop = () =>
    isTimeLimitReached() ||
    calls.isOverdue(name) ||
    pending.some(({ error }) => affectsAllEntries(error));
  for (const part of chunk(entries, subscriber.atOnce ?? entries.length)) {
    pending.push(
      ...(mustStop()
        ? deferEntries(part, blocked)
        : await dispatch(
            part,
            blocked,
            changes => calls.run(name, () => subscriber.handle(changes)),
            mustStop,
          )),
    );
  }
  return pending;
}

/**
 * Dispatches entries to a transactional subscriber. Failed entries are rolled back.
 *
 * @param blocked - keys of the entities that must wait; grows with failures
 * @param isTimeLimitReached - whether the subscriber's time limit is reached
 * @returns the dispatches to retry; those without an error were not attempted
 * @throws TransactionLostError if the transaction is lost, which does not count as a failure
 */
async function dispatchInTransaction(
  tx: Knex.Transaction,
  subscriber: TransactionalSubscriber,
  entries: OutboxEntry[],
  blocked: Set<string>,
  isTimeLimitReached: () => boolean,
): Promise<PendingDispatch[]> {
  return dispatch(
    entries,
    blocked,
    changes => runInSavepoint(tx, () => subscriber.handle(changes, tx)),
    isTimeLimitReached,
  );
}
