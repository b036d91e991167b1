import { Knex } from 'knex';
import { chunk } from 'lodash';
import { Clock } from '../kernel/clock';
import { inSavepoint } from '../database/runTransactionWithTimeout';
import { letWait, dispatch, isForAll, TimedCalls } from './dispatch';
import { PendingDispatch } from './Dispatches';
import { OutboxEntry } from './Outbox';
import {
  Subscribers,
  TransactionalSubscriber,
  ExternalSubscriber,
} from './Subscriber';
import { RegisteredSubscriber } from './SubscriberRegistry';

/**
 * Dispatches entries to an external subscriber, as many as it handles within its time limit. The
 * rest waits, so that a slow subscriber does not delay others.
 *
 * @param blocked - keys of the entities that must wait; grows with failures
 * @param isOver - whether its time limit is reached
 * @param calls - calls the subscriber
 * @returns the dispatches to retry; those without an error were not attempted
 */
async function dispatchInTime(
  subscriber: ExternalSubscriber,
  entries: OutboxEntry[],
  blocked: Set<string>,
  isOver: () => boolean,
  calls: TimedCalls,
): Promise<PendingDispatch[]> {
  const { name } = subscriber;
  const failed: PendingDispatch[] = [];
  const mayNotGoOn = () =>
    isOver() ||
    calls.isOverdue(name) ||
    failed.some(({ error }) => isForAll(error));
  for (const part of chunk(entries, subscriber.atOnce ?? entries.length)) {
    failed.push(
      ...(mayNotGoOn()
        ? letWait(part, blocked)
        : await dispatch(
            part,
            blocked,
            changes => calls.run(name, () => subscriber.handle(changes)),
            mayNotGoOn,
          )),
    );
  }
  return failed;
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
    changes => inSavepoint(tx, () => subscriber.handle(changes, tx)),
    isTimeLimitReached,
  );
}

/** How long an external subscriber may delay the others. */
const PATIENCE_MS = 100;

/**
 * How long a transactional subscriber may process entries one by one: others wait for the
 * transaction.
 */
const PATIENCE_INSIDE_MS = 1_000;

/** The subscribers of this replica, by registered name. */
export class KnownSubscribers {
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
  async deliverInside(
    tx: Knex.Transaction,
    name: string,
    entries: OutboxEntry[],
    blocked = new Set<string>(),
  ): Promise<PendingDispatch[]> {
    const subscriber = this.subscribers.transactional.find(
      each => each.name === name,
    );
    const isOver = this.createTimeoutCheck(PATIENCE_INSIDE_MS);
    return subscriber
      ? dispatchInTransaction(tx, subscriber, entries, blocked, isOver)
      : letWait(entries, blocked);
  }

  /** The same for an external subscriber, until its time limit. */
  async deliverOutside(
    name: string,
    entries: OutboxEntry[],
    blocked = new Set<string>(),
  ): Promise<PendingDispatch[]> {
    const subscriber = this.subscribers.external.find(
      each => each.name === name,
    );
    const isOver = this.createTimeoutCheck(PATIENCE_MS);
    return subscriber
      ? dispatchInTime(subscriber, entries, blocked, isOver, this.calls)
      : letWait(entries, blocked);
  }

  /** Returns a function that tells whether this much time has passed. */
  private createTimeoutCheck(ms: number): () => boolean {
    const end = this.clock.now() + ms;
    return () => this.clock.now() > end;
  }
}
