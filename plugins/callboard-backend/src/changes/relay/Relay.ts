import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { Clock } from '../../kernel/clock';
import { runTransactionWithTimeout } from '../../database/transactions';
import { CircuitBreaker } from './CircuitBreaker';
import { deferEntries, TimedCalls } from './dispatch';
import { Dispatches, PendingDispatch } from './Dispatches';
import { LocalSubscribers } from './LocalSubscribers';
import { Outbox, OutboxEntry } from '../Outbox';
import { RELAY_IDLE_TIMEOUT_MS, withRelayLock } from './relayLock';
import { Retries } from './Retries';
import { Subscribers } from '../Subscriber';
import { RegisteredSubscriber, SubscriberRegistry } from './SubscriberRegistry';

/** The interval between checks. */
const UNKNOWN_SUBSCRIBERS_CHECK_MS = 60_000;

/**
 * Logs, once per name, that dispatches wait for a subscriber that this replica lacks: another
 * replica may have it, or none any more.
 */
class UnknownSubscribers {
  readonly #reported = new Set<string>();
  #nextCheckAt = 0;

  constructor(private readonly logger: LoggerService) {}

  /**
   * Does nothing if called again too soon.
   *
   * @param now - milliseconds since 1970
   * @param known - the names of this replica's subscribers
   */
  async report(knex: Knex, now: number, known: string[]): Promise<void> {
    if (now < this.#nextCheckAt) {
      return;
    }
    this.#nextCheckAt = now + UNKNOWN_SUBSCRIBERS_CHECK_MS;
    const names = await knex('outbox_subscribers')
      .whereNotIn('name', [...known, ...this.#reported])
      .whereExists(
        knex('outbox_dispatches')
          .select(knex.raw('1'))
          .whereRaw('outbox_dispatches.subscriber = outbox_subscribers.name')
          .whereNotNull('next_attempt_at'),
      )
      .orderBy('name')
      .pluck('name');
    for (const name of names) {
      this.#reported.add(name);
      this.logger.warn(
        `Changes are waiting for the subscriber ${name}, which no replica registers. If it was removed, delete it`,
      );
    }
  }
}

/** The maximum number of entries per batch. */
const BATCH_SIZE = 1_000;

/**
 * Dispatches each committed change to every subscriber, in order per entity.
 *
 * Any replica may run it, one at a time. Entries leave the outbox when all subscribers are done
 * with them, so none can be skipped: committed entries that are not done are read again.
 */
export class Relay {
  readonly #dispatches = new Dispatches();
  readonly #registry = new SubscriberRegistry();
  readonly #subscribers: LocalSubscribers;
  readonly #breaker: CircuitBreaker;
  readonly #retries: Retries;
  readonly #unknown: UnknownSubscribers;

  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      logger: LoggerService;
      outbox: Outbox;
      subscribers: Subscribers;
      /** Calls external subscribers. */
      calls?: TimedCalls;
    },
  ) {
    const { knex, clock, logger, outbox, subscribers } = deps;
    const { calls = new TimedCalls() } = deps;
    const dispatches = this.#dispatches;
    const registry = this.#registry;
    const localSubscribers = new LocalSubscribers(subscribers, clock, calls);
    const breaker = new CircuitBreaker({ logger, registry, dispatches });
    this.#subscribers = localSubscribers;
    this.#breaker = breaker;
    this.#retries = new Retries({
      knex,
      clock,
      outbox,
      dispatches,
      registry,
      breaker,
      subscribers: localSubscribers,
    });
    this.#unknown = new UnknownSubscribers(logger);
  }

  /**
   * Dispatches all entries, or until the signal: the current batch is finished, the rest is left
   * for the next run.
   *
   * @returns false if another replica is running it
   * @throws if the database is unavailable; nothing is lost, and it can be called again later
   */
  async drain(signal?: AbortSignal): Promise<boolean> {
    const { knex, clock, subscribers } = this.deps;
    await this.#registry.report(knex, subscribers, clock.now());
    try {
      return await withRelayLock(knex, async isLocked => {
        let isDone = false;
        while (!isDone && !signal?.aborted && isLocked()) {
          // Changes committed meanwhile wake the relay again.
          const isMore = await this.dispatchBatch();
          isDone = !(await this.#retries.run()) && !isMore;
          // SQLite works in this thread: yields to requests between batches.
          await setImmediate();
        }
        await this.#unknown.report(
          knex,
          clock.now(),
          this.#subscribers.listNames(),
        );
      });
    } catch (error) {
      // A subscriber may have been deleted from the database.
      this.#registry.resetReport();
      throw error;
    }
  }

  /**
   * Dispatches a batch of entries.
   *
   * @returns whether more may exist
   */
  private async dispatchBatch(): Promise<boolean> {
    const { knex, outbox } = this.deps;
    const { stage, entries, isMore } = await outbox.readNext(knex, BATCH_SIZE);
    if (entries.length === 0) {
      return isMore;
    }
    // On SQLite, a long commit may just have blocked this thread: yields before this batch blocks
    // it again.
    await setImmediate();
    // Read after the entries: subscribers that are registered when a change commits receive it.
    const all = [...(await this.#registry.read(knex)).values()];
    const getKind = (state: RegisteredSubscriber) =>
      this.#subscribers.getSubscriberKind(state);
    const transactional = all.filter(state => getKind(state) === 'inside');
    const external = all.filter(state => getKind(state) === 'outside');
    // Without transactional subscribers, no stage needs to be stored.
    const isApplied = stage === 'new' && transactional.length > 0;
    if (isApplied) {
      await this.dispatchTransactional(entries, transactional);
    }
    await this.dispatchExternal(
      entries,
      isApplied ? 'applied' : stage,
      external,
    );
    return isMore;
  }

  /** Runs the transactional subscribers on new entries. */
  private async dispatchTransactional(
    entries: OutboxEntry[],
    subscribers: readonly RegisteredSubscriber[],
  ): Promise<void> {
    const { knex, outbox } = this.deps;
    const seqs = entries.map(entry => entry.seq);
    await runTransactionWithTimeout(knex, RELAY_IDLE_TIMEOUT_MS, async tx => {
      const advanced = await outbox.advance(tx, seqs, 'new', 'applied');
      if (advanced !== seqs.length) {
        throw new Error('Another relay has taken over the same changes');
      }
      const running = subscribers.filter(isRunning);
      const blocked = await this.listBlockedKeys(tx, entries, running);
      for (const state of subscribers) {
        const { name } = state;
        const pending = isRunning(state)
          ? await this.#subscribers.dispatchTransactional(
              tx,
              name,
              entries,
              blocked.get(name),
            )
          : deferEntries(entries, new Set());
        await this.applyResults(tx, state, entries, pending);
      }
    });
  }

  /** Runs the external subscribers on applied entries. */
  private async dispatchExternal(
    entries: OutboxEntry[],
    stage: 'new' | 'applied',
    subscribers: readonly RegisteredSubscriber[],
  ): Promise<void> {
    const { knex, outbox } = this.deps;
    const running = subscribers.filter(isRunning);
    const blocked = await this.listBlockedKeys(knex, entries, running);
    // Concurrently: only the next batch waits for the slowest.
    const results = await Promise.all(
      subscribers.map(async state => ({
        state,
        pending: isRunning(state)
          ? await this.#subscribers.dispatchExternal(
              state.name,
              entries,
              blocked.get(state.name),
            )
          : deferEntries(entries, new Set()),
      })),
    );
    const seqs = entries.map(entry => entry.seq);
    await runTransactionWithTimeout(knex, RELAY_IDLE_TIMEOUT_MS, async tx => {
      for (const { state, pending } of results) {
        await this.applyResults(tx, state, entries, pending);
      }
      // Deletes first: most entries are done, and need not be advanced.
      if ((await outbox.removeDone(tx, seqs)) < seqs.length) {
        await outbox.advance(tx, seqs, stage, 'retrying');
      }
    });
  }

  /** The keys of entities that must wait, by subscriber; usually empty. */
  private async listBlockedKeys(
    knex: Knex,
    entries: readonly OutboxEntry[],
    subscribers: readonly RegisteredSubscriber[],
  ): Promise<Map<string, Set<string>>> {
    const waiting = subscribers.filter(({ is_waited_for }) => is_waited_for);
    if (waiting.length === 0) {
      return new Map();
    }
    const keys = new Set(entries.map(({ entity_key }) => entity_key));
    return this.#dispatches.listBlockedKeys(
      knex,
      [...keys],
      waiting.map(({ name }) => name),
    );
  }

  private async applyResults(
    tx: Knex,
    state: RegisteredSubscriber,
    entries: readonly OutboxEntry[],
    pending: PendingDispatch[],
  ): Promise<void> {
    const succeeded = entries.length - pending.length;
    const now = this.deps.clock.now();
    await this.#breaker.applyResults(tx, state, { succeeded, pending }, now);
  }
}

function isRunning({ paused_at }: RegisteredSubscriber): boolean {
  return paused_at === null;
}
