import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { withConsumerSpan } from '../../kernel/tracing';
import { yieldToEventLoop } from '../../kernel/yielding';
import { Clock } from '../../kernel/clock';
import { tryWithAdvisoryLock } from '../../database/locks';
import { runTransactionWithTimeout } from '../../database/transactions';
import { applyResults } from './circuitBreaker';
import { deferEntries, LocalSubscribers, TimedCalls } from './LocalSubscribers';
import {
  claimDispatches,
  DueDispatch,
  findFirstOfEntity,
  listBlockedKeys,
  listDueDispatches,
  PendingDispatch,
} from './dispatches';
import {
  advanceEntries,
  OutboxEntry,
  readEntriesBySeq,
  readNextEntries,
  removeDoneEntries,
} from '../outbox';
import { Subscribers } from '../Subscriber';
import {
  readSubscribers,
  RegisteredSubscriber,
  resumeSubscriber,
  SubscriberReports,
  UnknownSubscribers,
} from './subscriberRegistry';

/** The advisory lock of the replica that runs the relay: `cbrl` in ASCII. */
export const RELAY_LOCK = 0x63_62_72_6c;

/** How long the relay may be unresponsive before another replica takes over. */
const IDLE_TIMEOUT_MS = 10_000;

const BATCH_SIZE = 1_000;

/**
 * The number of retries per subscriber and batch: fewer than new entries, because retries may be
 * processed one by one while new entries wait.
 */
const RETRY_BATCH_SIZE = 100;

/**
 * Dispatches each committed change to every subscriber, in order per entity.
 *
 * Any replica may run the relay, but only one replica at a time. Entries stay in the outbox until
 * all subscribers have processed them, so no entry can be skipped.
 */
export class Relay {
  readonly #reports = new SubscriberReports();
  readonly #subscribers: LocalSubscribers;
  readonly #unknown: UnknownSubscribers;

  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      logger: LoggerService;
      subscribers: Subscribers;
      /** Calls external subscribers. */
      calls?: TimedCalls;
    },
  ) {
    const { clock, logger, subscribers, calls = new TimedCalls() } = deps;
    this.#subscribers = new LocalSubscribers(subscribers, clock, calls);
    this.#unknown = new UnknownSubscribers(logger);
  }

  /**
   * Dispatches entries until none is left or `signal` aborts. On abort, the current batch is
   * completed; later entries are left for the next run.
   *
   * @returns false if another replica is running the relay
   * @throws Error if the database is unavailable; nothing is lost, and a later call continues
   */
  async drain(signal?: AbortSignal): Promise<boolean> {
    const { knex, clock, subscribers } = this.deps;
    await this.#reports.report(knex, subscribers, clock.now());
    try {
      return await tryWithAdvisoryLock(knex, RELAY_LOCK, async isLocked => {
        let isDone = false;
        while (!isDone && !signal?.aborted && isLocked()) {
          // Changes committed during a batch wake the relay again.
          const hasMore = await this.dispatchBatch();
          isDone = !(await this.retryBatch()) && !hasMore;
          // SQLite works in this thread: yields to requests between batches.
          await yieldToEventLoop();
        }
        await this.#unknown.report(
          knex,
          clock.now(),
          this.#subscribers.listNames(),
        );
      });
    } catch (error) {
      // The next run registers the subscribers again: an operator may have deleted one of them.
      this.#reports.reset();
      throw error;
    }
  }

  /** @returns whether more entries may exist */
  private async dispatchBatch(): Promise<boolean> {
    const { knex } = this.deps;
    const { stage, entries, hasMore } = await readNextEntries(knex, BATCH_SIZE);
    if (entries.length === 0) {
      return hasMore;
    }
    // On SQLite, a long commit may just have blocked this thread: yields before this batch blocks
    // it again.
    await yieldToEventLoop();
    await withConsumerSpan(
      'relay',
      'outbox',
      {
        causes: entries.map(({ traceparent }) => traceparent),
        attributes: { 'messaging.batch.message_count': entries.length },
      },
      () => this.dispatchEntries(entries, stage),
    );
    return hasMore;
  }

  private async dispatchEntries(
    entries: OutboxEntry[],
    stage: 'new' | 'applied',
  ): Promise<void> {
    const { knex } = this.deps;
    // Reads the subscribers after the entries, because a change must reach every subscriber that
    // was registered when the change committed.
    const registered = [...(await readSubscribers(knex)).values()];
    const getKind = (state: RegisteredSubscriber) =>
      this.#subscribers.getSubscriberKind(state);
    const transactional = registered.filter(
      state => getKind(state) === 'inside',
    );
    const external = registered.filter(state => getKind(state) === 'outside');
    // Without transactional subscribers, the entries skip the stage `applied`.
    const needsTransaction = stage === 'new' && transactional.length > 0;
    if (needsTransaction) {
      await this.dispatchTransactional(entries, transactional);
    }
    await this.dispatchExternal(
      entries,
      needsTransaction ? 'applied' : stage,
      external,
    );
  }

  /** Runs the transactional subscribers on new entries. */
  private async dispatchTransactional(
    entries: OutboxEntry[],
    subscribers: readonly RegisteredSubscriber[],
  ): Promise<void> {
    const seqs = entries.map(entry => entry.seq);
    await runTransactionWithTimeout(
      this.deps.knex,
      IDLE_TIMEOUT_MS,
      async tx => {
        const advanced = await advanceEntries(tx, seqs, 'new', 'applied');
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
      },
    );
  }

  /** Runs the external subscribers, after any transactional ones. */
  private async dispatchExternal(
    entries: OutboxEntry[],
    stage: 'new' | 'applied',
    subscribers: readonly RegisteredSubscriber[],
  ): Promise<void> {
    const { knex } = this.deps;
    const running = subscribers.filter(isRunning);
    const blocked = await this.listBlockedKeys(knex, entries, running);
    // Runs them concurrently: a slow subscriber delays the next batch, but no other subscriber.
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
    await runTransactionWithTimeout(knex, IDLE_TIMEOUT_MS, async tx => {
      for (const { state, pending } of results) {
        await this.applyResults(tx, state, entries, pending);
      }
      // Deletes first, because most entries are done and then need no update.
      if ((await removeDoneEntries(tx, seqs)) < seqs.length) {
        await advanceEntries(tx, seqs, stage, 'retrying');
      }
    });
  }

  /**
   * Retries a batch of due dispatches, and probes paused subscribers that are due.
   *
   * @returns false if nothing was due
   */
  private async retryBatch(): Promise<boolean> {
    const { knex, clock } = this.deps;
    const registered = await readSubscribers(knex);
    const states = this.#subscribers
      .listNames()
      .filter(name => !this.#subscribers.isOverdue(name))
      .flatMap(name => registered.get(name) ?? []);
    const waiting = states.filter(
      ({ paused_at, has_pending_dispatches }) =>
        paused_at === null && has_pending_dispatches,
    );
    const due = await listDueDispatches(
      knex,
      clock.now(),
      RETRY_BATCH_SIZE,
      waiting.map(({ name }) => name),
    );
    const dueBySubscriber = groupBy(due, ({ subscriber }) => subscriber);
    for (const [name, dueDispatches] of Object.entries(dueBySubscriber)) {
      await this.retry(registered.get(name)!, dueDispatches);
    }
    const toProbe = states.filter(
      ({ next_probe_at }) =>
        next_probe_at !== null && next_probe_at <= clock.now(),
    );
    for (const state of toProbe) {
      await this.probe(state);
    }
    return due.length > 0 || toProbe.length > 0;
  }

  /**
   * Probes a paused subscriber with one dispatch. Alternates between the newest and the oldest
   * waiting entity: if the change of one entity always fails, the other can still succeed.
   */
  private async probe(state: RegisteredSubscriber): Promise<void> {
    const { knex } = this.deps;
    const { name, probes } = state;
    const entity = probes % 2 === 0 ? 'newest' : 'oldest';
    const dispatch = await findFirstOfEntity(knex, name, entity);
    if (dispatch) {
      await this.retry(state, [dispatch]);
    } else {
      // Without dispatches, no probe could show that the target is available again.
      await resumeSubscriber(knex, name);
    }
  }

  private async retry(
    state: RegisteredSubscriber,
    due: DueDispatch[],
  ): Promise<void> {
    const { knex, clock, logger } = this.deps;
    const subscribers = this.#subscribers;
    const { name } = state;
    const isTransactional = subscribers.getSubscriberKind(state) === 'inside';
    const entries = await readEntriesBySeq(
      knex,
      due.map(({ seq }) => seq),
    );
    const pendingExternal = isTransactional
      ? []
      : await subscribers.dispatchExternal(name, entries);
    const notAttempted = new Set(
      pendingExternal
        .filter(({ error }) => error === undefined)
        .map(({ seq }) => seq),
    );
    const attempted = due.filter(({ seq }) => !notAttempted.has(seq));
    await runTransactionWithTimeout(knex, IDLE_TIMEOUT_MS, async tx => {
      // A relay that lost its lock without noticing may retry the same dispatches.
      const claimed = await claimDispatches(tx, name, attempted);
      const histories = new Map(claimed.map(each => [each.seq, each]));
      const isClaimed = ({ seq }: { seq: number }) => histories.has(seq);
      const claimedEntries = entries.filter(isClaimed);
      const pending = isTransactional
        ? await subscribers.dispatchTransactional(tx, name, claimedEntries)
        : pendingExternal.filter(isClaimed);
      const successCount = claimedEntries.length - pending.length;
      await applyResults(
        tx,
        logger,
        state,
        { successCount, pending, histories },
        clock.now(),
      );
      await removeDoneEntries(tx, [...histories.keys()]);
    });
  }

  /** The keys of entities that must wait, by subscriber; usually empty. */
  private async listBlockedKeys(
    knex: Knex,
    entries: readonly OutboxEntry[],
    subscribers: readonly RegisteredSubscriber[],
  ): Promise<Map<string, Set<string>>> {
    const waiting = subscribers.filter(
      ({ has_pending_dispatches }) => has_pending_dispatches,
    );
    if (waiting.length === 0) {
      return new Map();
    }
    const keys = new Set(entries.map(({ entity_key }) => entity_key));
    return listBlockedKeys(
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
    const successCount = entries.length - pending.length;
    const { clock, logger } = this.deps;
    const outcome = { successCount, pending };
    await applyResults(tx, logger, state, outcome, clock.now());
  }
}

function isRunning({ paused_at }: RegisteredSubscriber): boolean {
  return paused_at === null;
}
