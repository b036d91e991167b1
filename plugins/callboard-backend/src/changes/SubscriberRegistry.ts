import { Knex } from 'knex';
import { readInstant } from '../database/dialect';
import { retryDelay } from './backoff';
import { errorText } from './errorText';
import { Subscribers } from './Subscriber';

/** How often a replica shows that it has its subscribers. */
const SHOWN_EVERY_MS = 30_000;

/** A subscriber as all replicas know it; instants in milliseconds since 1970. */
export interface RegisteredSubscriber {
  name: string;
  /** Whether it does its work inside the database. */
  kind: 'inside' | 'outside';
  /** When the failures began that nothing has succeeded after. */
  failing_since: number | null;
  /** Since when it is paused. */
  paused_at: number | null;
  /** How often it was tried since then. */
  probes: number;
  next_probe_at: number | null;
  /** Whether there are dispatches that it has yet to get, of earlier changes. */
  is_waited_for: boolean;
}

/**
 * The table of all subscribers that any replica has: what one does not know is
 * kept for those that do. Beside that it holds how each is doing, so that every
 * replica goes on where another stopped.
 */
export class SubscriberRegistry {
  #shown = '';
  #showAgainAt = 0;

  /**
   * Shows that this replica has its subscribers. From then on they get every
   * change that is committed. Does nothing when it was done just now.
   *
   * @param now - milliseconds since 1970
   */
  async show(knex: Knex, subscribers: Subscribers, now: number): Promise<void> {
    const { transactional, external } = subscribers;
    const named = [
      ...transactional.map(({ name }) => ({ name, kind: 'inside' })),
      ...external.map(({ name }) => ({ name, kind: 'outside' })),
    ];
    const shown = JSON.stringify(named);
    if (
      named.length === 0 ||
      (shown === this.#shown && now < this.#showAgainAt)
    ) {
      return;
    }
    const at = new Date(now);
    await knex('outbox_subscribers')
      .insert(
        named.map(each => ({ ...each, first_seen_at: at, last_seen_at: at })),
      )
      .onConflict('name')
      .merge(['kind', 'last_seen_at']);
    this.#shown = shown;
    this.#showAgainAt = now + SHOWN_EVERY_MS;
  }

  /** Has `show` do its work again, whenever it did it last. */
  forget(): void {
    this.#shown = '';
  }

  /** All of them, by name. */
  async read(knex: Knex): Promise<Map<string, RegisteredSubscriber>> {
    // In this order there is one index; for EXISTS, PostgreSQL may read the whole
    // backlog of another subscriber.
    const firstOrLater = knex('outbox_dispatches')
      .select('subscriber')
      .whereNotNull('next_attempt_at')
      .whereRaw('subscriber >= outbox_subscribers.name')
      .orderBy(['subscriber', 'seq'])
      .limit(1);
    const rows = await knex('outbox_subscribers')
      .select('*', knex.raw('? = name AS is_waited_for', [firstOrLater]))
      .orderBy('name');
    return new Map(rows.map(row => [row.name, toSubscriber(row)]));
  }

  /** Notes that a subscriber fails, or that it does no more. */
  async setFailing(
    tx: Knex,
    name: string,
    failing_since: number | null,
  ): Promise<void> {
    await tx('outbox_subscribers')
      .where({ name })
      .update({ failing_since: failing_since && new Date(failing_since) });
  }

  /**
   * Pauses a subscriber, or lets it pause for longer.
   *
   * @param since - when the failures began
   * @param error - why
   */
  async pause(
    tx: Knex,
    subscriber: RegisteredSubscriber,
    since: number,
    now: number,
    error: unknown,
  ): Promise<void> {
    const { name, paused_at } = subscriber;
    const probes = paused_at === null ? 0 : subscriber.probes + 1;
    await tx('outbox_subscribers')
      .where({ name })
      .update({
        failing_since: new Date(since),
        paused_at: new Date(paused_at ?? now),
        probes,
        next_probe_at: new Date(now + retryDelay(probes + 1)),
        last_error: errorText(error),
      });
  }

  /** Lets a subscriber have changes again. */
  async resume(tx: Knex, name: string): Promise<void> {
    await tx('outbox_subscribers').where({ name }).update({
      failing_since: null,
      paused_at: null,
      probes: 0,
      next_probe_at: null,
      last_error: null,
    });
  }
}

function toSubscriber(row: any): RegisteredSubscriber {
  return {
    name: row.name,
    kind: row.kind,
    failing_since: toMs(row.failing_since),
    paused_at: toMs(row.paused_at),
    probes: row.probes,
    next_probe_at: toMs(row.next_probe_at),
    is_waited_for: Boolean(row.is_waited_for),
  };
}

function toMs(instant: Date | number | string | null): number | null {
  return instant === null ? null : Date.parse(readInstant(instant));
}
