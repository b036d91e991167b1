import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { Clock } from '../clock';
import { transactionWithTimeout } from '../database/transactionWithTimeout';
import { CircuitBreaker } from './CircuitBreaker';
import { letWait } from './dispatch';
import { Dispatches, PendingDispatch } from './Dispatches';
import { KnownSubscribers } from './KnownSubscribers';
import { Outbox, OutboxEntry } from './Outbox';
import { RELAY_SILENCE_MS, withRelayLock } from './relayLock';
import { Retries } from './Retries';
import { Subscribers } from './Subscriber';
import { RegisteredSubscriber, SubscriberRegistry } from './SubscriberRegistry';
import { TimedCalls } from './TimedCalls';
import { UnknownSubscribers } from './UnknownSubscribers';

/** How many entries are handed on in one go. */
const BATCH_SIZE = 1_000;

/**
 * Hands each committed change to every subscriber, in order per entity.
 *
 * Any replica may do it, one at a time. Rows leave the outbox when everybody
 * is done with them, so nothing can be overtaken: whatever is committed and
 * not done is read again.
 */
export class Relay {
  readonly #dispatches = new Dispatches();
  readonly #registry = new SubscriberRegistry();
  readonly #known: KnownSubscribers;
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
      /** By which subscribers outside the database are called. */
      calls?: TimedCalls;
    },
  ) {
    const { knex, clock, logger, outbox, subscribers } = deps;
    const { calls = new TimedCalls() } = deps;
    const dispatches = this.#dispatches;
    const registry = this.#registry;
    const known = new KnownSubscribers(subscribers, clock, calls);
    const breaker = new CircuitBreaker({ logger, registry, dispatches });
    this.#known = known;
    this.#breaker = breaker;
    this.#retries = new Retries({
      knex,
      clock,
      outbox,
      dispatches,
      registry,
      breaker,
      known,
    });
    this.#unknown = new UnknownSubscribers(logger);
  }

  /**
   * Hands on everything there is, or until the signal: the batch that is under
   * way is finished, the rest is there for who comes next.
   *
   * @returns false when another replica is doing it at the moment
   * @throws when the database is away; nothing is lost, call again later
   */
  async drain(signal?: AbortSignal): Promise<boolean> {
    const { knex, clock, subscribers } = this.deps;
    await this.#registry.show(knex, subscribers, clock.now());
    try {
      return await withRelayLock(knex, async isHeld => {
        let isDone = false;
        while (!isDone && !signal?.aborted && isHeld()) {
          // Changes that are committed meanwhile wake the relay again.
          const isMore = await this.handOn();
          isDone = !(await this.#retries.run()) && !isMore;
          // SQLite works in this thread: requests get their turn between batches.
          await setImmediate();
        }
        await this.#unknown.report(knex, clock.now(), this.#known.names());
      });
    } catch (error) {
      // Somebody may have made the database forget a subscriber.
      this.#registry.forget();
      throw error;
    }
  }

  /**
   * Hands on a batch of entries.
   *
   * @returns whether there may be more
   */
  private async handOn(): Promise<boolean> {
    const { knex, outbox } = this.deps;
    const { stage, entries, isMore } = await outbox.readNext(knex, BATCH_SIZE);
    if (entries.length === 0) {
      return isMore;
    }
    // On SQLite a long commit may just have held this thread: others have their
    // turn before this batch holds it again.
    await setImmediate();
    // After the entries: whoever is registered when a change commits gets it.
    const all = [...(await this.#registry.read(knex)).values()];
    const kindOf = (state: RegisteredSubscriber) => this.#known.kindOf(state);
    const inside = all.filter(state => kindOf(state) === 'inside');
    const outside = all.filter(state => kindOf(state) === 'outside');
    // With nobody inside the database there is nothing to mark as done there.
    const isApplied = stage === 'new' && inside.length > 0;
    if (isApplied) {
      await this.apply(entries, inside);
    }
    await this.tellOutside(entries, isApplied ? 'applied' : stage, outside);
    return isMore;
  }

  /** Runs the subscribers inside the database on new entries. */
  private async apply(
    entries: OutboxEntry[],
    inside: readonly RegisteredSubscriber[],
  ): Promise<void> {
    const { knex, outbox } = this.deps;
    const seqs = entries.map(entry => entry.seq);
    await transactionWithTimeout(knex, RELAY_SILENCE_MS, async tx => {
      const advanced = await outbox.advance(tx, seqs, 'new', 'applied');
      if (advanced !== seqs.length) {
        throw new Error('Another relay has taken over the same changes');
      }
      const running = inside.filter(isRunning);
      const blocked = await this.blockedKeys(tx, entries, running);
      for (const state of inside) {
        const { name } = state;
        const pending = isRunning(state)
          ? await this.#known.tellInside(tx, name, entries, blocked.get(name))
          : letWait(entries, new Set());
        await this.applyResults(tx, state, entries, pending);
      }
    });
  }

  /** Runs the subscribers outside the database on what has been applied. */
  private async tellOutside(
    entries: OutboxEntry[],
    stage: 'new' | 'applied',
    outside: readonly RegisteredSubscriber[],
  ): Promise<void> {
    const { knex, outbox } = this.deps;
    const running = outside.filter(isRunning);
    const blocked = await this.blockedKeys(knex, entries, running);
    // All at once: nobody waits for the slowest but the next batch.
    const results = await Promise.all(
      outside.map(async state => ({
        state,
        pending: isRunning(state)
          ? await this.#known.tellOutside(
              state.name,
              entries,
              blocked.get(state.name),
            )
          : letWait(entries, new Set()),
      })),
    );
    const seqs = entries.map(entry => entry.seq);
    await transactionWithTimeout(knex, RELAY_SILENCE_MS, async tx => {
      for (const { state, pending } of results) {
        await this.applyResults(tx, state, entries, pending);
      }
      // In this order: most are done, and need not be written once more.
      if ((await outbox.removeDone(tx, seqs)) < seqs.length) {
        await outbox.advance(tx, seqs, stage, 'retrying');
      }
    });
  }

  /** Which entities have to wait, by subscriber; usually none. */
  private async blockedKeys(
    knex: Knex,
    entries: readonly OutboxEntry[],
    subscribers: readonly RegisteredSubscriber[],
  ): Promise<Map<string, Set<string>>> {
    const behind = subscribers.filter(({ is_waited_for }) => is_waited_for);
    if (behind.length === 0) {
      return new Map();
    }
    const keys = new Set(entries.map(({ entity_key }) => entity_key));
    return this.#dispatches.blockedKeys(
      knex,
      [...keys],
      behind.map(({ name }) => name),
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
