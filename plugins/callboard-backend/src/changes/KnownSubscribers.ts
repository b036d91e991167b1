import { Knex } from 'knex';
import { Clock } from '../clock';
import { letWait } from './dispatch';
import { PendingDispatch } from './Dispatches';
import { dispatchInside } from './dispatchInside';
import { dispatchInTime } from './dispatchInTime';
import { OutboxEntry } from './Outbox';
import { Subscribers } from './Subscriber';
import { RegisteredSubscriber } from './SubscriberRegistry';
import { TimedCalls } from './TimedCalls';

/** How long a subscriber outside the database may keep the others waiting. */
const PATIENCE_MS = 100;

/**
 * How long one inside the database may try entries one by one: others wait for
 * the transaction.
 */
const PATIENCE_INSIDE_MS = 1_000;

/** The subscribers of this replica, by the names they are registered under. */
export class KnownSubscribers {
  constructor(
    private readonly subscribers: Subscribers,
    private readonly clock: Clock,
    private readonly calls: TimedCalls,
  ) {}

  names(): string[] {
    const { transactional, external } = this.subscribers;
    return [...transactional, ...external].map(({ name }) => name);
  }

  /**
   * Where a registered subscriber does its work: as this replica has it, and if
   * it has none, as another has.
   */
  kindOf({ name, kind }: RegisteredSubscriber): RegisteredSubscriber['kind'] {
    const { transactional, external } = this.subscribers;
    if (transactional.some(each => each.name === name)) {
      return 'inside';
    }
    return external.some(each => each.name === name) ? 'outside' : kind;
  }

  /** Whether a call of this subscriber that was given up is still under way. */
  isOverdue(name: string): boolean {
    return this.calls.isOverdue(name);
  }

  /**
   * Hands entries to a subscriber inside the database. For one that this
   * replica does not have, they wait.
   *
   * @param blocked - keys of the entities that have to wait
   * @returns the dispatches that are still to be made
   * @throws TransactionLostError when the transaction is gone
   */
  async tellInside(
    tx: Knex.Transaction,
    name: string,
    entries: OutboxEntry[],
    blocked = new Set<string>(),
  ): Promise<PendingDispatch[]> {
    const subscriber = this.subscribers.transactional.find(
      each => each.name === name,
    );
    const isOver = this.timer(PATIENCE_INSIDE_MS);
    return subscriber
      ? dispatchInside(tx, subscriber, entries, blocked, isOver)
      : letWait(entries, blocked);
  }

  /** The same outside the database, until the subscriber's time is over. */
  async tellOutside(
    name: string,
    entries: OutboxEntry[],
    blocked = new Set<string>(),
  ): Promise<PendingDispatch[]> {
    const subscriber = this.subscribers.external.find(
      each => each.name === name,
    );
    const isOver = this.timer(PATIENCE_MS);
    return subscriber
      ? dispatchInTime(subscriber, entries, blocked, isOver, this.calls)
      : letWait(entries, blocked);
  }

  /** Tells whether so much time has passed since it was made. */
  private timer(ms: number): () => boolean {
    const end = this.clock.now() + ms;
    return () => this.clock.now() > end;
  }
}
