import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { Clock } from '../kernel/clock';
import { runTransactionWithTimeout } from '../database/runTransactionWithTimeout';
import { CircuitBreaker } from './CircuitBreaker';
import { Dispatches, DueDispatch } from './Dispatches';
import { KnownSubscribers } from './KnownSubscribers';
import { Outbox } from './Outbox';
import { RELAY_SILENCE_MS } from './relayLock';
import { RegisteredSubscriber, SubscriberRegistry } from './SubscriberRegistry';

/** Fewer than for new entries, because they may be processed one by one while new ones wait. */
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
      known: KnownSubscribers;
    },
  ) {}

  /**
   * Retries a batch of due dispatches, and probes paused subscribers that are due.
   *
   * @returns false if nothing was due
   */
  async run(): Promise<boolean> {
    const { knex, clock, dispatches, registry, known } = this.deps;
    const registered = await registry.read(knex);
    const states = known
      .listNames()
      .filter(name => !known.isOverdue(name))
      .flatMap(name => registered.get(name) ?? []);
    const behind = states.filter(
      ({ paused_at, is_waited_for }) => paused_at === null && is_waited_for,
    );
    const due = await dispatches.listDue(
      knex,
      clock.now(),
      BATCH_SIZE,
      behind.map(({ name }) => name),
    );
    const bySubscriber = groupBy(due, ({ subscriber }) => subscriber);
    for (const [name, ofSubscriber] of Object.entries(bySubscriber)) {
      await this.retry(registered.get(name)!, ofSubscriber);
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
    const found = await dispatches.findFirst(knex, name, which);
    await (found
      ? this.retry(state, [found])
      : // Nothing is left that could tell.
        registry.resume(knex, name));
  }

  /** Retries dispatches of one subscriber. */
  private async retry(
    state: RegisteredSubscriber,
    due: DueDispatch[],
  ): Promise<void> {
    const { knex, clock, outbox, dispatches, breaker, known } = this.deps;
    const { name } = state;
    const isInside = known.getSubscriberKind(state) === 'inside';
    const entries = await outbox.readBySeq(
      knex,
      due.map(({ seq }) => seq),
    );
    const pendingOutside = isInside
      ? []
      : await known.deliverOutside(name, entries);
    const untried = new Set(
      pendingOutside
        .filter(({ error }) => error === undefined)
        .map(({ seq }) => seq),
    );
    const attempted = due.filter(({ seq }) => !untried.has(seq));
    await runTransactionWithTimeout(knex, RELAY_SILENCE_MS, async tx => {
      // A relay that lost its lock without noticing may process the same ones.
      const taken = await dispatches.take(tx, name, attempted);
      const histories = new Map(taken.map(each => [each.seq, each]));
      const isTaken = ({ seq }: { seq: number }) => histories.has(seq);
      const made = entries.filter(isTaken);
      const pending = isInside
        ? await known.deliverInside(tx, name, made)
        : pendingOutside.filter(isTaken);
      const succeeded = made.length - pending.length;
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
