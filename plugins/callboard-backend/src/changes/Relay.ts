import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { Clock } from '../clock';
import { mortalTransaction } from '../database/mortalTransaction';
import { dispatchInside } from './dispatchInside';
import { dispatchInTime } from './dispatchInTime';
import { DueDispatch, PendingDispatch, Dispatches } from './Dispatches';
import { Outbox, OutboxEntry } from './Outbox';
import { withRelayLock } from './relayLock';
import { ExternalSubscriber, Subscribers } from './Subscriber';
import { TimedCalls } from './TimedCalls';
import { UnknownSubscribers } from './UnknownSubscribers';

/** How many entries are handed on in one go. */
const BATCH_SIZE = 1_000;

/** Fewer, as they may be tried one by one and what is new has to wait. */
const RETRY_BATCH_SIZE = 100;

/**
 * How long the relay may be silent in the middle of something before another
 * goes on with it.
 */
const SILENCE_MS = 10_000;

/** How long a subscriber outside the database may keep the others waiting. */
const PATIENCE_MS = 100;

/**
 * How long one inside the database may try entries one by one: others wait for
 * the transaction.
 */
const PATIENCE_INSIDE_MS = 1_000;

/**
 * Hands each committed change to every subscriber, in order per entity.
 *
 * Any replica may do it, one at a time. Rows leave the outbox when everybody
 * is done with them, so nothing can be overtaken: whatever is committed and
 * not done is read again.
 */
export class Relay {
  readonly #dispatches = new Dispatches();
  readonly #calls: TimedCalls;
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
    this.#calls = deps.calls ?? new TimedCalls();
    this.#unknown = new UnknownSubscribers(deps.logger, this.#dispatches);
  }

  /**
   * Hands on everything there is, or until the signal: the batch that is under
   * way is finished, the rest is there for who comes next.
   *
   * @returns false when another replica is doing it at the moment
   * @throws when the database is away; nothing is lost, call again later
   */
  async drain(signal?: AbortSignal): Promise<boolean> {
    return withRelayLock(this.deps.knex, async isHeld => {
      let isDone = false;
      while (!isDone && !signal?.aborted && isHeld()) {
        // What was applied by a relay that then died comes before what is new.
        const handed =
          (await this.handOn('applied')) || (await this.handOn('new'));
        isDone = !(await this.retryDue()) && !handed;
      }
      const { knex, clock } = this.deps;
      await this.#unknown.report(knex, clock.now(), this.names());
    });
  }

  /** Hands a batch of entries on from the stage they are in. */
  private async handOn(stage: 'new' | 'applied'): Promise<boolean> {
    const { knex, outbox, subscribers } = this.deps;
    const entries = await outbox.read(knex, stage, BATCH_SIZE);
    if (entries.length === 0) {
      return false;
    }
    // With nobody inside the database there is nothing to mark as done there.
    if (stage === 'new' && subscribers.transactional.length > 0) {
      await this.apply(entries);
      await this.tellOutside(entries, 'applied');
    } else {
      await this.tellOutside(entries, stage);
    }
    return true;
  }

  /** Runs the subscribers inside the database on new entries. */
  private async apply(entries: OutboxEntry[]): Promise<void> {
    const { knex, clock, outbox, subscribers } = this.deps;
    const seqs = entries.map(entry => entry.seq);
    await mortalTransaction(knex, SILENCE_MS, async tx => {
      const advanced = await outbox.advance(tx, seqs, 'new', 'applied');
      if (advanced !== seqs.length) {
        throw new Error('Another relay has taken over the same changes');
      }
      const blocked = await this.#dispatches.blockedKeys(tx, keysOf(entries));
      for (const subscriber of subscribers.transactional) {
        const failed = await dispatchInside(
          tx,
          subscriber,
          entries,
          blocked.get(subscriber.name) ?? new Set(),
          this.timer(PATIENCE_INSIDE_MS),
        );
        await this.#dispatches.add(tx, subscriber.name, failed, clock.now());
      }
    });
  }

  /** Runs the subscribers outside the database on what has been applied. */
  private async tellOutside(
    entries: OutboxEntry[],
    stage: 'new' | 'applied',
  ): Promise<void> {
    const { knex, clock, outbox, subscribers } = this.deps;
    const blocked = await this.#dispatches.blockedKeys(knex, keysOf(entries));
    // All at once: nobody waits for the slowest but the next batch.
    const results = await Promise.all(
      subscribers.external.map(async subscriber => ({
        name: subscriber.name,
        failed: await this.tell(
          subscriber,
          entries,
          blocked.get(subscriber.name),
        ),
      })),
    );
    const seqs = entries.map(entry => entry.seq);
    await mortalTransaction(knex, SILENCE_MS, async tx => {
      for (const { name, failed } of results) {
        await this.#dispatches.add(tx, name, failed, clock.now());
      }
      // In this order: most are done, and need not be written once more.
      await outbox.removeDone(tx, seqs);
      await outbox.advance(tx, seqs, stage, 'retrying');
    });
  }

  /** Tries failed dispatches again whose time has come. */
  private async retryDue(): Promise<boolean> {
    const { knex, clock } = this.deps;
    const due = await this.#dispatches.due(
      knex,
      clock.now(),
      RETRY_BATCH_SIZE,
      this.names().filter(name => !this.#calls.isOverdue(name)),
    );
    const bySubscriber = groupBy(due, ({ subscriber }) => subscriber);
    for (const [subscriber, dispatches] of Object.entries(bySubscriber)) {
      await this.retry(subscriber, dispatches);
    }
    return due.length > 0;
  }

  /** Tries dispatches of one subscriber again, each of another entity. */
  private async retry(name: string, due: DueDispatch[]): Promise<void> {
    const { knex, clock, outbox, subscribers } = this.deps;
    const entries = await outbox.readBySeq(
      knex,
      due.map(({ seq }) => seq),
    );
    const byName = (subscriber: { name: string }) => subscriber.name === name;
    const inside = subscribers.transactional.find(byName);
    const outside = subscribers.external.find(byName);
    const failedOutside = outside ? await this.tell(outside, entries) : [];
    const untried = new Set(
      failedOutside
        .filter(({ error }) => error === undefined)
        .map(({ seq }) => seq),
    );
    const tried = due.filter(({ seq }) => !untried.has(seq));
    await mortalTransaction(knex, SILENCE_MS, async tx => {
      // A relay that has lost its lock unawares may be at the same ones.
      const taken = await this.#dispatches.take(tx, name, tried);
      const attempts = new Map(taken.map(each => [each.seq, each.attempts]));
      const isTaken = ({ seq }: { seq: number }) => attempts.has(seq);
      const failed = inside
        ? await dispatchInside(
            tx,
            inside,
            entries.filter(isTaken),
            new Set(),
            this.timer(PATIENCE_INSIDE_MS),
          )
        : failedOutside.filter(isTaken);
      const parked = await this.#dispatches.add(
        tx,
        name,
        failed,
        clock.now(),
        attempts,
      );
      await outbox.removeDone(tx, [...attempts.keys()]);
      this.report(name, parked);
    });
  }

  /** Of the subscribers that this replica has. */
  private names(): string[] {
    const { transactional, external } = this.deps.subscribers;
    return [...transactional, ...external].map(({ name }) => name);
  }

  /** Hands entries to a subscriber outside the database until its time is over. */
  private async tell(
    subscriber: ExternalSubscriber,
    entries: OutboxEntry[],
    blocked = new Set<string>(),
  ): Promise<PendingDispatch[]> {
    const isOver = this.timer(PATIENCE_MS);
    return dispatchInTime(subscriber, entries, blocked, isOver, this.#calls);
  }

  /** Tells whether so much time has passed since it was made. */
  private timer(ms: number): () => boolean {
    const { clock } = this.deps;
    const end = clock.now() + ms;
    return () => clock.now() > end;
  }

  /** Says in the log what was set aside. */
  private report(subscriber: string, parked: PendingDispatch[]): void {
    for (const { entity_key, error } of parked) {
      this.deps.logger.error(
        `A change of ${entity_key} is set aside: ${subscriber} keeps failing on it`,
        error as Error,
      );
    }
  }
}

function keysOf(entries: readonly OutboxEntry[]): string[] {
  return [...new Set(entries.map(({ entity_key }) => entity_key))];
}
