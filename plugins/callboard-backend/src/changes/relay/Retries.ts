import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { Clock } from '../../kernel/clock';
import { runTransactionWithTimeout } from '../../database/transactions';
import { CircuitBreaker } from './CircuitBreaker';
import { Dispatches, DueDispatch } from './Dispatches';
import { LocalSubscribers } from './LocalSubscribers';
import { Outbox } from '../Outbox';
import { RELAY_IDLE_TIMEOUT_MS } from './relayLock';
import { RegisteredSubscriber, SubscriberRegistry } from './SubscriberRegistry';

/**
 * The number of retries per batch: fewer than new entries, because they may be processed one by one
 * while new ones wait.
 */
const BATCH_SIZE = 100;

/** Retries dispatches that failed or had to wait. */
export class Retries {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      outbox: Outbox;
      dispatches: Dispatches;
      registry: SubscriberRegistry;
      breaker: CircuitBreaker;
      subscribers: LocalSubscribers;
    },
  ) {}

  /**
   * Retries a batch of due dispatches, and probes paused subscribers that are due.
   *
   * @returns false if nothing was due
   */
  async run(): Promise<boolean> {
    const { knex, clock, dispatches, registry, subscribers } = this.deps;
    const registered = await registry.read(knex);
    const states = subscribers
      .listNames()
      .filter(name => !subscribers.isOverdue(name))
      .flatMap(name => registered.get(name) ?? []);
    const waiting = states.filter(
      ({ paused_at, is_waited_for }) => paused_at === null && is_waited_for,
    );
    const due = await dispatches.listDue(
      knex,
      clock.now(),
      BATCH_SIZE,
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
   * Probes a paused subscriber with one dispatch: alternately of the latest change and of the
   * longest waiting one, because one of them may be the cause of its failures.
   */
  private async probe(state: RegisteredSubscriber): Promise<void> {
    const { knex, dispatches, registry } = this.deps;
    const { name, probes } = state;
    const which = probes % 2 === 0 ? 'newest' : 'oldest';
    const dispatch = await dispatches.findFirst(knex, name, which);
    await (dispatch
      ? this.retry(state, [dispatch])
      : // Without dispatches, no probe can show whether the target is back.
        registry.resume(knex, name));
  }

  /** Retries dispatches of one subscriber. */
  private async retry(
    state: RegisteredSubscriber,
    due: DueDispatch[],
  ): Promise<void> {
    const { knex, clock, outbox, dispatches, breaker, subscribers } = this.deps;
    const { name } = state;
    const isInside = subscribers.getSubscriberKind(state) === 'inside';
    const entries = await outbox.readBySeq(
      knex,
      due.map(({ seq }) => seq),
    );
    const pendingOutside = isInside
      ? []
      : await subscribers.dispatchExternal(name, entries);
    const notAttempted = new Set(
      pendingOutside
        .filter(({ error }) => error === undefined)
        .map(({ seq }) => seq),
    );
    const attempted = due.filter(({ seq }) => !notAttempted.has(seq));
    await runTransactionWithTimeout(knex, RELAY_IDLE_TIMEOUT_MS, async tx => {
      // A relay that lost its lock without noticing may process the same ones.
      const claimed = await dispatches.claim(tx, name, attempted);
      const histories = new Map(claimed.map(each => [each.seq, each]));
      const isClaimed = ({ seq }: { seq: number }) => histories.has(seq);
      const claimedEntries = entries.filter(isClaimed);
      const pending = isInside
        ? await subscribers.dispatchTransactional(tx, name, claimedEntries)
        : pendingOutside.filter(isClaimed);
      const succeeded = claimedEntries.length - pending.length;
      await breaker.applyResults(
        tx,
        state,
        { succeeded, pending, histories },
        clock.now(),
      );
      await outbox.removeDone(tx, [...histories.keys()]);
    });
  }
}
