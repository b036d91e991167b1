import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { chunk } from 'lodash';
import { Clock } from '../../kernel/clock';
import { withConsumerSpan } from '../../kernel/tracing';
import {
  runInSavepoint,
  TransactionLostError,
} from '../../database/transactions';
import { OutboxEntry } from '../outbox';
import {
  Subscribers,
  SubscriberUnavailableError,
  Traceparents,
} from '../Subscriber';
import { PendingDispatch } from './dispatches';
import { RegisteredSubscriber } from './subscriberRegistry';

/** How long an external subscriber may process entries: the next batch waits for it. */
const EXTERNAL_TIME_LIMIT_MS = 100;

/**
 * How long a transactional subscriber may process entries one by one: other subscribers wait for
 * the transaction.
 */
const TRANSACTIONAL_TIME_LIMIT_MS = 1_000;

/** The timeout of one call of an external subscriber. */
const CALL_TIMEOUT_MS = 10_000;

/**
 * A call counts as lost if it has not ended this long after its timeout. Its subscriber may then be
 * called again.
 */
const LOST_AFTER_MS = 60_000;

/** A subscriber has not returned in time; it may still be running. */
class OverdueError extends Error {
  constructor(subscriber: string, ms: number) {
    super(`${subscriber} did not answer within ${ms} ms`);
    this.name = 'OverdueError';
  }
}

/**
 * Calls subscribers with a timeout. An overdue subscriber must not be called again until its call
 * has ended or counts as lost. Otherwise both calls would run concurrently.
 */
export class TimedCalls {
  readonly #overdue = new Map<string, Promise<void>>();

  constructor(
    private readonly timeoutMs = CALL_TIMEOUT_MS,
    private readonly lostAfterMs = LOST_AFTER_MS,
  ) {}

  /** Whether a timed-out call of this subscriber is still in progress. */
  isOverdue(subscriber: string): boolean {
    return this.#overdue.has(subscriber);
  }

  /** @throws OverdueError if the call does not end in time */
  async run(subscriber: string, work: () => Promise<void>): Promise<void> {
    const call = work();
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.trackOverdueCall(subscriber, call);
        reject(new OverdueError(subscriber, this.timeoutMs));
      }, this.timeoutMs);
    });
    try {
      await Promise.race([call, deadline]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Prevents calls of the subscriber until this call ends or is lost. */
  private trackOverdueCall(subscriber: string, call: Promise<void>): void {
    this.#overdue.set(subscriber, call);
    const untrack = () => {
      if (this.#overdue.get(subscriber) === call) {
        this.#overdue.delete(subscriber);
      }
    };
    const lostTimer = setTimeout(untrack, this.lostAfterMs);
    // Does not keep an otherwise idle process alive.
    lostTimer.unref();
    const end = () => {
      clearTimeout(lostTimer);
      untrack();
    };
    call.then(end, end);
  }
}

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

/**
 * Dispatches entries to one subscriber: first all at once, then one by one if that fails, so that
 * one bad entry does not block the others. If an entry fails, later entries of its entity wait.
 *
 * @param blocked - keys of the entities that must wait; grows with failures
 * @param handle - the subscriber; a transactional one must undo its work if it throws
 * @returns the dispatches to retry
 * @throws TransactionLostError, which is not a failure of the subscriber
 */
async function dispatch(
  entries: OutboxEntry[],
  blocked: Set<string>,
  handle: (entries: OutboxEntry[]) => Promise<void>,
  isTimeLimitReached: () => boolean,
): Promise<PendingDispatch[]> {
  const unblocked = entries.filter(entry => !blocked.has(entry.entity_key));
  const waiting = entries.filter(entry => blocked.has(entry.entity_key));
  const pending = deferEntries(waiting, blocked);
  if (unblocked.length === 0) {
    return pending;
  }
  try {
    await handle(unblocked);
    return pending;
  } catch (error) {
    if (error instanceof TransactionLostError) {
      throw error;
    }
    if (unblocked.length === 1 || affectsAllEntries(error)) {
      return [
        ...pending,
        ...failEntries(unblocked, blocked, error ?? 'failed'),
      ];
    }
  }
  // Dispatches the first entry even after the time limit. Otherwise the same entry could be
  // deferred forever without counting as a failure.
  let isFirst = true;
  for (const entry of unblocked) {
    pending.push(
      ...(isFirst || !isTimeLimitReached()
        ? await dispatch([entry], blocked, handle, isTimeLimitReached)
        : deferEntries([entry], blocked)),
    );
    isFirst = false;
  }
  return pending;
}

/**
 * Whether the error affects all entries, so that dispatching them one by one would also fail. An
 * overdue subscriber must not be called again before its call has ended or counts as lost.
 */
function affectsAllEntries(error: unknown): boolean {
  return (
    error instanceof OverdueError || error instanceof SubscriberUnavailableError
  );
}

/**
 * Defers entries without an attempt.
 *
 * @param blocked - receives their entities, so that later entries wait behind them
 */
export function deferEntries(
  entries: readonly OutboxEntry[],
  blocked: Set<string>,
): PendingDispatch[] {
  return entries.map(entry => {
    blocked.add(entry.entity_key);
    return toPendingDispatch(entry);
  });
}

/** Entries that failed together: the first of each entity counts as failed, the others wait. */
function failEntries(
  entries: readonly OutboxEntry[],
  blocked: Set<string>,
  error: unknown,
): PendingDispatch[] {
  return entries.map(entry => {
    const mustWait = blocked.has(entry.entity_key);
    blocked.add(entry.entity_key);
    return mustWait
      ? toPendingDispatch(entry)
      : { ...toPendingDispatch(entry), error };
  });
}

function toPendingDispatch({
  seq,
  entity_key,
  change,
}: OutboxEntry): PendingDispatch {
  return { seq, entity_key, batch_id: change.batch_id };
}
