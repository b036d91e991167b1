import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { Clock } from '../clock';
import { isUnavailable } from '../database/dialect';
import { deliver } from './deliver';
import { DueDelivery, FailedDelivery, Failures } from './Failures';
import { Outbox, OutboxEntry } from './Outbox';
import { withRelayLock } from './relayLock';
import { Subscribers } from './Subscriber';

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
  readonly #failures = new Failures();

  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      logger: LoggerService;
      outbox: Outbox;
      subscribers: Subscribers;
    },
  ) {}

  /**
   * Hands on everything there is, or until the signal: the batch that is under
   * way is finished, the rest is there for who comes next.
   *
   * @returns false when another replica is doing it at the moment
   * @throws when the database is away; nothing is lost, call again later
   */
  async drain(signal?: AbortSignal): Promise<boolean> {
    return withRelayLock(this.deps.knex, async () => {
      while (
        !signal?.aborted &&
        // What was applied by a relay that then died comes before what is new.
        ((await this.handOn('applied')) ||
          (await this.handOn('new')) ||
          (await this.retryDue()))
      );
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
    await knex.transaction(async tx => {
      const advanced = await outbox.advance(tx, seqs, 'new', 'applied');
      if (advanced !== seqs.length) {
        throw new Error('Another relay has taken over the same changes');
      }
      const blocked = await this.#failures.blockedKeys(tx);
      for (const subscriber of subscribers.transactional) {
        const failed = await deliver(
          entries,
          blocked.get(subscriber.name) ?? new Set(),
          changes =>
            tx.transaction(savepoint => subscriber.handle(changes, savepoint)),
          isUnavailable,
        );
        await this.#failures.add(tx, subscriber.name, failed, clock.now());
      }
    });
  }

  /** Runs the subscribers outside the database on what has been applied. */
  private async tellOutside(
    entries: OutboxEntry[],
    stage: 'new' | 'applied',
  ): Promise<void> {
    const { knex, clock, outbox, subscribers } = this.deps;
    const blocked = await this.#failures.blockedKeys(knex);
    const results: Array<{ name: string; failed: FailedDelivery[] }> = [];
    for (const subscriber of subscribers.external) {
      const failed = await deliver(
        entries,
        blocked.get(subscriber.name) ?? new Set(),
        changes => subscriber.handle(changes),
      );
      results.push({ name: subscriber.name, failed });
    }
    const seqs = entries.map(entry => entry.seq);
    await knex.transaction(async tx => {
      for (const { name, failed } of results) {
        await this.#failures.add(tx, name, failed, clock.now());
      }
      // In this order: most are done, and need not be written once more.
      await outbox.removeDone(tx, seqs);
      await outbox.advance(tx, seqs, stage, 'retrying');
    });
  }

  /** Tries failed deliveries again whose time has come. */
  private async retryDue(): Promise<boolean> {
    const { knex, clock } = this.deps;
    const due = await this.#failures.due(knex, clock.now(), BATCH_SIZE);
    for (const delivery of due) {
      await this.retry(delivery);
    }
    return due.length > 0;
  }

  private async retry(delivery: DueDelivery): Promise<void> {
    const { knex, clock, logger, outbox, subscribers } = this.deps;
    const [entry] = await outbox.readBySeq(knex, [delivery.seq]);
    if (!entry) {
      return;
    }
    const byName = ({ name }: { name: string }) => name === delivery.subscriber;
    const inside = subscribers.transactional.find(byName);
    const outside = subscribers.external.find(byName);
    let error: unknown;
    if (outside) {
      error = await failureOf(() => outside.handle([entry.change]));
    }
    await knex.transaction(async tx => {
      if (inside) {
        error = await failureOf(() =>
          tx.transaction(savepoint => inside.handle([entry.change], savepoint)),
        );
        if (isUnavailable(error)) {
          throw error;
        }
      }
      if (error === undefined) {
        await this.#failures.remove(tx, delivery);
        await outbox.removeDone(tx, [delivery.seq]);
        return;
      }
      const next = await this.#failures.again(tx, delivery, error, clock.now());
      if (next === 'parked') {
        logger.error(
          `Change ${entry.change.id} is set aside: ${delivery.subscriber} keeps failing on it`,
          error as Error,
        );
      }
    });
  }
}

/** What `work` failed with, or undefined. */
async function failureOf(work: () => Promise<void>): Promise<unknown> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error ?? new Error('failed without an error');
  }
}
