import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { chunk } from 'lodash';
import { Clock } from '../../kernel/clock';
import { withConsumerSpan } from '../../kernel/tracing';
import { runInSavepoint } from '../../database/transactions';
import {
  deferEntries,
  dispatch,
  affectsAllEntries,
  TimedCalls,
} from './dispatch';
import { PendingDispatch } from './dispatches';
import { OutboxEntry } from '../outbox';
import { Subscribers, Traceparents } from '../Subscriber';
import { RegisteredSubscriber } from './subscriberRegistry';

/** How long an external subscriber may process entries: the next batch waits for it. */
const EXTERNAL_TIME_LIMIT_MS = 100;

/**
 * How long a transactional subscriber may process entries one by one: other subscribers wait for
 * the transaction.
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
   * The kind of a registered subscriber. If this replica lacks the subscriber, the kind that
   * another replica registered applies.
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

  isOverdue(name: string): boolean {
    return this.calls.isOverdue(name);
  }

  /**
   * Dispatches entries to a transactional subscriber. If an entry fails, the subscriber's writes
   * for it are rolled back. If this replica lacks the subscriber, all entries wait.
   *
   * @param blocked - keys of the entities that must wait; grows with failures
   * @returns the dispatches that are still pending; a dispatch without an error was not attempted
   * @throws TransactionLostError if the transaction is lost, which does not count as a failure
   */
  async dispatchTransactional(
    tx: Knex.Transaction,
    name: string,
    entries: OutboxEntry[],
    blocked = new Set<string>(),
  ): Promise<PendingDispatch[]> {
    const { transactional } = this.subscribers;
    const subscriber = transactional.find(each => each.name === name);
    return subscriber
      ? dispatch(
          entries,
          blocked,
          unblocked =>
            traceCall(name, unblocked, changes =>
              runInSavepoint(tx, () =>
                subscriber.handle(changes, tx, mapTraceparents(unblocked)),
              ),
            ),
          this.createTimeoutCheck(TRANSACTIONAL_TIME_LIMIT_MS),
        )
      : deferEntries(entries, blocked);
  }

  /**
   * Dispatches entries to an external subscriber until its time limit is reached. The remaining
   * entries wait, so that a slow subscriber does not delay others.
   */
  async dispatchExternal(
    name: string,
    entries: OutboxEntry[],
    blocked = new Set<string>(),
  ): Promise<PendingDispatch[]> {
    const { external } = this.subscribers;
    const subscriber = external.find(each => each.name === name);
    if (!subscriber) {
      return deferEntries(entries, blocked);
    }
    const pending: PendingDispatch[] = [];
    const isTimeLimitReached = this.createTimeoutCheck(EXTERNAL_TIME_LIMIT_MS);
    const mustStop = () =>
      isTimeLimitReached() ||
      this.isOverdue(name) ||
      pending.some(({ error }) => affectsAllEntries(error));
    for (const entryChunk of chunk(
      entries,
      subscriber.maxChangesPerCall ?? entries.length,
    )) {
      pending.push(
        ...(mustStop()
          ? deferEntries(entryChunk, blocked)
          : await dispatch(
              entryChunk,
              blocked,
              unblocked =>
                traceCall(name, unblocked, changes =>
                  this.calls.run(name, () => subscriber.handle(changes)),
                ),
              mustStop,
            )),
      );
    }
    return pending;
  }

  /** Returns a function that checks whether `ms` have passed since this call. */
  private createTimeoutCheck(ms: number): () => boolean {
    const end = this.clock.now() + ms;
    return () => this.clock.now() > end;
  }
}

/** Passes changes to a subscriber in a span that continues their trace. */
function traceCall(
  subscriber: string,
  entries: readonly OutboxEntry[],
  call: (changes: ChangeEvent[]) => Promise<void>,
): Promise<void> {
  return withConsumerSpan(
    'dispatch',
    subscriber,
    {
      causes: entries.map(({ traceparent }) => traceparent),
      attributes: {
        'messaging.destination.name': 'outbox',
        'messaging.destination.subscription.name': subscriber,
        'messaging.batch.message_count': entries.length,
      },
    },
    () => call(entries.map(({ change }) => change)),
  );
}

function mapTraceparents(entries: readonly OutboxEntry[]): Traceparents {
  return new Map(
    entries.map(({ change, traceparent }) => [change.id, traceparent]),
  );
}
